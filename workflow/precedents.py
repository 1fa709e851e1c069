"""先例: how similar documents were decided before, among those that the person may see (counts tell of the others)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from documents.choices import Genre, Status
from documents.comparison.words import words
from documents.models import DisclosureDecision, Document
from documents.selectors import visible_to
from review.choices import Desk
from review.models import Return

DECIDED = (Status.SIGNED, Status.ISSUED, Status.PUBLISHED, Status.FILED, Status.RETRACTED)
LOOKED_AT, CANDIDATES, SHOWN = 2000, 200, 6
WORD = 3  # points for a word that both titles have
ALIKE = {"genre": 1, "topic": 1, "series_id": 1, "issuing_body": 1}
LEAST = WORD + 2  # one word of the title, and two of genre, topic, series, issuing body
EMPTY_WORDS = frozenset(
    {"关于", "有关", "做好", "进一步", "加强", "印发", "工作", "年度", "等", "和", "的", "及", *Genre.values}
)
SAYS_SOMETHING = re.compile(r"[一-龥]{2,}|[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A similar document, its present decision, earlier attributes, and how often the disclosure desk returned it."""

    document: Document
    decision: DisclosureDecision
    earlier: tuple[str, ...]
    returned: int
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precedents:
    """The most similar documents, and how many of all similar ones bear each attribute."""

    shown: list[Precedent]
    counts: Counter[str]


def title_words(document: Document) -> frozenset[str]:
    """Return the words of the title that tell it from others; the masthead's name and empty words do not."""
    title = document.title.removeprefix(document.issuing_body).replace(document.lead_office.name, "")
    return frozenset(word for word in words(title) if SAYS_SOMETHING.fullmatch(word) and word not in EMPTY_WORDS)


def score(document: Document, other: Document, shared: Iterable[str]) -> int:
    """Return how similar two documents are: words of the title, genre, topic, series, issuing body."""
    same = sum(points for name, points in ALIKE.items() if getattr(document, name) == getattr(other, name))
    return same + WORD * len(list(shared))


def precedents_of(document: Document, user: User, on: date) -> Precedents:
    """Return the precedents that the person may see, the most similar first, then the newest.

    Three queries beside those of the person's rights; `lead_office` must be loaded.
    """
    mine = title_words(document)
    scored = []
    for other in _candidates(document, user, on):
        shared = mine & title_words(other)
        points = score(document, other, shared)
        if shared and points >= LEAST:
            scored.append((points, other.pk, other, tuple(sorted(shared))))
    scored.sort(key=lambda each: each[:2], reverse=True)
    best = [(other, shared) for _points, _pk, other, shared in scored[:SHOWN]]
    counts = Counter(other.decision.attribute for _points, _pk, other, _shared in scored if other.decision)
    return Precedents(_with_outcomes(best), counts)


def _candidates(document: Document, user: User, on: date) -> QuerySet[Document]:
    """Return the newest visible candidates among the newest decided documents of a kind, so that it stays quick."""
    alike = Q(genre=document.genre) | Q(topic=document.topic) | Q(issuing_body=document.issuing_body)
    if document.series_id:
        alike |= Q(series=document.series_id)
    newest = Document.objects.filter(alike, status__in=DECIDED, decision__isnull=False).exclude(pk=document.pk)
    found = visible_to(user, on).filter(pk__in=newest.order_by("-pk").values("pk")[:LOOKED_AT])
    return found.select_related("decision__entry", "lead_office").order_by("-pk")[:CANDIDATES]


def _with_outcomes(best: list[tuple[Document, tuple[str, ...]]]) -> list[Precedent]:
    numbers = [document.pk for document, _shared in best]
    if not numbers:
        return []
    earlier: dict[int, list[str]] = {}
    decisions = DisclosureDecision.objects.filter(document__in=numbers).order_by("serial")
    for number, attribute in decisions.values_list("document_id", "attribute"):
        earlier.setdefault(number, []).append(attribute)
    back = Return.objects.filter(document__in=numbers, from_desk=Desk.DISCLOSURE_CHECK)
    returned = Counter(back.values_list("document_id", flat=True))
    return [_precedent(document, shared, earlier[document.pk], returned[document.pk]) for document, shared in best]


def _precedent(document: Document, shared: tuple[str, ...], attributes: list[str], returned: int) -> Precedent:
    assert document.decision is not None  # noqa: S101  # candidates have one
    changed = [each for each in dict.fromkeys(attributes) if each != document.decision.attribute]
    return Precedent(document, document.decision, tuple(changed), returned, shared)
