"""Finding documents of the office: every word stands in something of the document that the person may read."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import ExtractYear, StrIndex

from accounts.models import User
from common.clock import OFFICE_ZONE, office_date
from common.prepared import Among, Prepared, Slot
from common.vectors import Matches
from deadlines.calendar import Calendar
from deadlines.lights import Colour
from documents.models import Document
from oversight.models import Part, SearchPassage
from oversight.search import bands
from portal import words
from workflow import boards, policies
from workflow.models import DeskTask
from workflow.policies import Identity
from workflow.selectors import known_to, known_whole

COUNTED = 1000  # documents of which the filters' values are counted
FACETS = ("status", "attribute", "genre", "office", "year", "stage", "desk", "light")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for: folded words, and the value of each filter by name."""

    words: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in whose names, when, by which calendar."""

    user: User
    identities: list[Identity]
    at: datetime
    calendar: Calendar

    @property
    def day(self) -> date:
        """Return the office day."""
        return office_date(self.at)


def found_by(
    asked: Asked, asker: Asker, span: range | None = None, people: Mapping[str, list[int]] | None = None
) -> QuerySet[Document]:
    """Return the documents that the person may know of, that bear all words and fit the filters, without order.

    With `span` only those of its bands. `people` are those whose names bear the words, where that is known already.
    """
    if people is None:
        people = _people(asked.words)
    found = Document.objects.filter(known_to(asker.user, asker.identities))
    if span is not None:
        found = found.filter(pk__range=(span.start, span.stop - 1))
    for word in asked.words:
        found = found.filter(pk__in=_bearing(word, people.get(word, []), asker, span))
    for name, value in asked.filters.items():
        found = found.filter(_condition(name, value, asker))
    return found


def readable(asker: Asker) -> QuerySet[SearchPassage]:
    """Return the passages that the person may read: numbers, all of one's own sphere, what lay before one's desks."""
    whole, mine = Q(pk__in=[]), Q(closed_by=asker.user) | Q(closed_for=asker.user)
    for identity in asker.identities:
        whole |= known_whole(identity)
        mine |= policies.asks(identity)
    lay = DeskTask.objects.filter(mine, document=OuterRef("document"), created__gte=OuterRef("since"))
    lay = lay.filter(created__lt=OuterRef("until")).exclude(desk="")
    # A scalar, never an EXISTS: beside few hits PostgreSQL would hash all documents for it (ADR 0040).
    own = Document.objects.filter(pk=OuterRef("document")).values(
        own=Case(When(whole, Value(True)), default=Value(False))
    )
    passages = SearchPassage.objects.alias(own=Subquery(own))
    return passages.filter(Q(part=Part.NUMBER) | Q(own=True) | Exists(lay))


def _bearing(word: str, people: Iterable[int], asker: Asker, span: range | None) -> QuerySet[Any]:
    """Return the keys of documents that bear the word: in a passage that the person may read, or as somebody's name."""
    months = None if span is None else bands.names_of(span)
    hits = readable(asker).filter(Matches("vector", words.question([word], months=months)))
    stands = Q(at__gt=0)
    if len(word) <= words.PAIR:  # its pairs are the word itself
        stands |= Q(oversized=False)
    hits = hits.alias(at=StrIndex("folded", Value(word, TextField()))).filter(stands)
    keys = hits.order_by().values("document")
    return keys.union(*_of_people(list(people))) if people else keys


def _of_people(people: list[int]) -> Iterable[QuerySet[Any]]:
    """Yield the keys of documents that one of the people drafted, holds, or signed."""
    held = DeskTask.objects.filter(owner__in=people, finished__isnull=True).exclude(desk="")
    yield held.order_by().values("document")
    yield Document.objects.filter(drafter__in=people).order_by().values("pk")
    yield Document.objects.filter(signoff__signed_by__in=people).order_by().values("pk")


def _people(asked: Iterable[str]) -> dict[str, list[int]]:
    """Return by word the people whose names bear it (one query, none without words)."""
    wanted = list(asked)
    if not wanted:
        return {}
    names = [(key, words.fold(name)) for key, name in User.objects.values_list("pk", "full_name")]
    return {word: [key for key, name in names if word in name] for word in wanted}


def _condition(name: str, value: str, asker: Asker) -> Q:
    return CONDITIONS[name](value, asker)


def _at_desk(condition: Q) -> Q:
    tasks = DeskTask.objects.filter(condition, document=OuterRef("pk"), finished__isnull=True).exclude(desk="")
    return Q(Exists(tasks))


def _light(value: str, asker: Asker) -> Q:
    return _at_desk(lit(boards.lights_at(asker.at, asker.calendar))[Colour(value)])


def lit(lights: boards.Lights) -> dict[Colour, Q]:
    """Return for each light the condition under which a task bears it, as the board counts it."""
    return {Colour.RED: lights.overdue, Colour.YELLOW: lights.near, Colour.GREEN: Q(due_on__gt=lights.yellow)}


CONDITIONS: Mapping[str, Callable[[str, Asker], Q]] = {
    "status": lambda value, _: Q(status=value),
    "attribute": lambda value, _: Q(decision__attribute=value),
    "genre": lambda value, _: Q(genre=value),
    "office": lambda value, _: Q(office=int(value)),
    "year": lambda value, _: Q(created_at__year=int(value)),
    "stage": lambda value, _: Q(decision__stages__contains=[value]),
    "desk": lambda value, _: _at_desk(Q(desk=value)),
    "light": _light,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many were found (no more than COUNTED are counted), and how many for each value of each filter.

    `keys` are those of the counted ones, the newest first.
    """

    total: int
    more: bool
    values: Mapping[str, Mapping[str, int]]
    keys: tuple[int, ...] = ()


def counted(asked: Asked, asker: Asker) -> Counted:
    """Count the newest of what is found, by the value of each filter (at most six queries)."""
    rows = _newest(asked, asker, None, COUNTED + 1, _values)
    kept = rows[:COUNTED]
    keys, *columns, stages = zip(*kept, strict=True) if kept else [()] * 7
    tally = {name: _tally(values) for name, values in zip(FACETS, columns, strict=False)}
    tally |= {"stage": _tally(stage for each in stages for stage in each or ())}
    return Counted(len(kept), len(rows) > COUNTED, tally | _tasks_of(list(keys), asker), keys)


def _values(found: QuerySet[Document]) -> QuerySet[Any]:
    year = ExtractYear("created_at", tzinfo=OFFICE_ZONE)
    names = ("pk", "status", "decision__attribute", "genre", "office", "year", "decision__stages")
    return found.annotate(year=year).values_list(*names)


def page(asked: Asked, asker: Asker, before: int | None, size: int, counts: Counted) -> list[Document]:
    """Return one more than a page of what is found, from the key before which it begins.

    One query while the page lies among what was counted, else at most five.
    """
    keys = [key for key in counts.keys if before is None or key < before][: size + 1]
    if len(keys) > size or not counts.more:
        return _shown_of(keys=keys) if keys else []
    return _newest(asked, asker, before, size + 1, _shown)


def _shown(found: QuerySet[Document]) -> QuerySet[Document]:
    return found.select_related("office", "decision", "drafter")


_shown_of = Prepared(lambda: _shown(Document.objects.filter(Among(F("pk"), Slot("keys")))).order_by("-pk"))


def _newest(
    asked: Asked, asker: Asker, before: int | None, most: int, of: Callable[[QuerySet[Document]], QuerySet[Any]]
) -> list[Any]:
    """Return the first rows: of the newest bands, where these have too few of as many as should do, at last of all."""
    top = before - 1 if before is not None else Document.objects.aggregate(top=Max("pk"))["top"] or 0
    people = _people(asked.words)
    span = bands.newest(top) if asked.words else None
    while True:
        found = found_by(asked, asker, span, people)
        rows = list(_ordered(of(found.filter(pk__lte=top)), asked)[:most])
        if len(rows) == most or span is None:
            return rows
        span = bands.wider(span, len(rows), most)


def _ordered(found: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """Put the newest first; with words the sum keeps the planner from walking the table by its key."""
    return found.order_by((F("pk") + 0).desc() if asked.words else "-pk")


def _tally(values: Iterable[Any]) -> dict[str, int]:
    """Return how often each value is there, the empty ones left out."""
    return {str(value): count for value, count in Counter(values).items() if value not in (None, "")}


def _tasks_of(keys: list[int], asker: Asker) -> dict[str, dict[str, int]]:
    """Return at how many of the documents something lies at each desk, and in each light (one query)."""
    lights = boards.lights_at(asker.at, asker.calendar)
    found = _open_tasks(keys=keys, **lights.values) if keys else []
    desks = {(document, desk) for document, desk, _ in found}
    colours = {(document, colour) for document, _, colour in found}
    return {"desk": _tally(desk for _, desk in desks), "light": _tally(colour for _, colour in colours)}


def _with_lights() -> QuerySet[Any, Any]:
    """Return document, desk and light of the open tasks of the documents whose keys a call brings."""
    tasks = DeskTask.objects.filter(Among(F("document_id"), Slot("keys")), finished__isnull=True).exclude(desk="")
    whens = [When(condition, Value(colour.value)) for colour, condition in lit(boards.LIGHTS).items()]
    light = Case(*whens, default=Value(""), output_field=CharField())
    found: QuerySet[Any, Any] = tasks.annotate(light=light).values_list("document_id", "desk", "light")
    return found


_open_tasks = Prepared(_with_lights)
