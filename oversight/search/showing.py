"""What was found as rows: the title that the person may read, and the passage in which the words stand."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, IntegerField, Max, Q, QuerySet, TextField, Value
from django.db.models.functions import Greatest, Least, NullIf, StrIndex, Substr

from accounts.models import Office, User
from common.composed import Composed
from common.prepared import Among, Prepared, Slot
from documents.models import Document, Version
from oversight.models import Part
from oversight.search.finding import Asked, Asker, Counted, readable
from oversight.search.forms import LABELS, LIGHTS, WORDS
from portal.words import marked
from workflow import policies
from workflow.models import DeskTask
from workflow.policies import Identity
from workflow.selectors import known_whole

BEFORE, LENGTH = 20, 90  # characters of a passage before the word, and in all
UNREAD = "（无权查看标题）"
WHERE = {Part.TEXT: "正文", Part.SAID: "意见或退回理由"}
MOST_VALUES = 12  # of one filter that are offered


def rows(found: Sequence[Document], asked: Asked, asker: Asker) -> list[dict[str, Any]]:
    """Return the documents as rows in their order (five queries)."""
    keys = [each.pk for each in found]
    said = _passages(keys, asked, asker)
    titles = _titles(found, asker)
    return [_row(each, titles.get(each.pk, UNREAD), said.get(each.pk), asked.words) for each in found]


def _row(document: Document, title: str, said: tuple[str, str] | None, words: Sequence[str]) -> dict[str, Any]:
    where, passage = said or ("", "")
    return {
        "document": document,
        "title": marked(title, words),
        "number": marked(document.number_text, words),
        "drafter": marked(document.drafter.full_name, words),
        "where": where,
        "passage": marked(passage, words) if passage else "",
    }


def _passages(keys: list[int], asked: Asked, asker: Asker) -> dict[int, tuple[str, str]]:
    """Return for each document where the first word stands below the title, and the words around it (one query)."""
    if not asked.words:
        return {}
    below = Substr("folded", F("body") + 1)
    places = [NullIf(StrIndex(below, Value(each, TextField())), Value(0)) for each in asked.words]
    place = Least(*places, Value(None, IntegerField())) if len(places) == 1 else Least(*places)
    begins = Greatest(Value(1), F("body") + F("place") - BEFORE, F("body") + 1)
    hits = readable(asker).filter(document__in=keys).exclude(part=Part.NUMBER).annotate(place=place)
    hits = hits.filter(place__isnull=False).annotate(said=Substr("text", begins, LENGTH)).order_by("-part", "-serial")
    found: dict[int, tuple[str, str]] = {}
    for document, part, said in hits.values_list("document", "part", "said"):
        found.setdefault(document, (WHERE[Part(part)], said))
    return found


def _titles(found: Sequence[Document], asker: Asker) -> dict[int, str]:
    """Return the title of what the person may read last: the present one, or that of an older version."""
    keys = [each.pk for each in found]
    if not keys:
        return {}
    own = set(Composed(_read_whole, asker.identities, keys=keys))
    arrived = dict(Composed(_arrivals, asker.user, asker.identities, keys=keys))
    present = {each.pk: each for each in found}
    titles = {key: present[key].title for key in own}
    for key, serial_key, at, title in _versions(keys=keys):
        if key not in own and key in arrived and at <= arrived[key]:
            titles[key] = present[key].title if serial_key == present[key].version_id else title or UNREAD
    return titles


def _read_whole(identities: list[Identity]) -> QuerySet[Document, int]:
    """Return the keys of the documents, of those that a call names, of which every version may be read."""
    whole = Q(pk__in=[])
    for identity in identities:
        whole |= known_whole(identity)
    return Document.objects.filter(whole, Among(F("pk"), Slot("keys"))).values_list("pk", flat=True)


def _arrivals(user: User, identities: list[Identity]) -> QuerySet[Any, Any]:
    """Return with the key of each document when it last came to a desk of the person."""
    mine = Q(closed_by=user) | Q(closed_for=user)
    for identity in identities:
        mine |= policies.asks(identity)
    tasks = DeskTask.objects.filter(mine, Among(F("document_id"), Slot("keys"))).exclude(desk="").order_by()
    found: QuerySet[Any, Any] = tasks.values_list("document_id").annotate(last=Max("created"))
    return found


_versions = Prepared(
    lambda: (
        Version.objects.filter(Among(F("document_id"), Slot("keys")))
        .order_by("document", "serial")
        .values_list("document_id", "pk", "uploaded_at", "content__title")
    )
)


def facets(counts: Counted, asked: Asked, address: Any) -> list[dict[str, Any]]:
    """Return the filters: for each its values with how many there are, and its address (one query for offices)."""
    words = WORDS | {"office": _offices(counts, asked), "year": {}}
    shown = []
    for name, label in LABELS.items():
        chosen = asked.filters.get(name)
        values = {chosen: 0} if chosen else {}
        values |= counts.values.get(name, {})
        ordered = sorted(values.items(), key=lambda each: _rank(name, *each))[:MOST_VALUES]
        items = [
            {
                "label": words[name].get(value, value),
                "count": count,
                "active": value == chosen,
                "field": name,
                "value": value,
                "url": address(**{name: "" if value == chosen else value}),
            }
            for value, count in ordered
        ]
        if items:
            shown.append({"label": label, "items": items})
    return shown


def _rank(name: str, value: str, count: int) -> tuple[int, str]:
    """Return what a value is sorted by: the newest year and the gravest light first, else the most documents."""
    if name == "year" and value.isdigit():
        return -int(value), value
    lights = [light for light, _ in LIGHTS]
    return (lights.index(value) if name == "light" and value in lights else -count), value


_offices_with = Prepared(lambda: Office.objects.filter(Among(F("pk"), Slot("keys"))))


def _offices(counts: Counted, asked: Asked) -> dict[str, str]:
    keys = {int(key) for key in (*counts.values.get("office", {}), *filter(None, [asked.filters.get("office")]))}
    return {str(each.pk): each.label for each in _offices_with(keys=list(keys))} if keys else {}
