"""Finding documents: by words and filters, newest or oldest first or what bears the words in its title.

Words, filters and months of publication stand in one vector, so every combination is one look-up in one index. The
newest documents are asked first, then as many more as the first answer lets expect, then all: three look-ups at most.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import F, TextField
from django.db.models.expressions import RawSQL

from common.prepared import Among, Prepared, Slot
from portal import words
from portal.models import PublishedDocument, PublishedDocumentQuerySet
from portal.selectors import NEWEST, Counts, months_of, newest

FILTERS = ("topic", "genre", "stage", "year", "body", "validity", "origin")
COUNTED = 1000  # so many are counted; beyond, there are "more than"
COMPARED = 200  # the same where every text has to be compared
DEEPEST = 10_000  # documents that can be paged through
FIRST = 4096  # documents among which a combination is looked for first
FEW = 20_000  # so many are looked through at once
MOST_MONTHS = 6  # that are named one by one; beyond, whole years
YEAR = len("2026")
MonthsOf = Callable[[str, str], dict[str, int]]  # name and value of a filter to months and counts, newest first


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: filters by name, folded words, and the order (newest, oldest, title)."""

    filters: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    sort: str = "newest"

    @property
    def tokens(self) -> list[str]:
        """Return the tokens of the filters."""
        return [words.filter_token(*each) for each in self.filters.items()]

    @property
    def is_counted(self) -> bool:
        """Test if a counter knows how many there are."""
        return not self.words and len(self.filters) <= 1

    @property
    def bound(self) -> int:
        """Return how many are counted where no counter knows."""
        return COMPARED if any(len(each) > words.PAIR for each in self.words) else COUNTED


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of one page in order, how many there are, and whether there are more than that."""

    keys: list[int]
    count: int
    more: bool = False


def asked_of(data: Mapping[str, Any]) -> Asked:
    """Return the question of a list's address (cleaned data of ListForm)."""
    filters = {name: str(data[name]) for name in FILTERS if data.get(name)}
    return Asked(filters, tuple(words.words_of(data.get("q") or "")), data.get("sort") or "newest")


def find(asked: Asked, counts: Counts, first: int, size: int, months_of: MonthsOf = months_of) -> Found:
    """Return the page that begins at `first`; `counts` is selectors.counts(), `months_of` reads what a filter has.

    At most three queries, by title six, and that of the months.
    """
    if asked.is_counted:
        name, value = next(iter(asked.filters.items()), ("total", ""))
        count = counts.get(name, {}).get(value, 0)
        return Found(_counted(asked, counts, first, size, months_of), min(count, DEEPEST), count > DEEPEST)
    most, months = max(min(first + size, DEEPEST), asked.bound) + 1, _months(asked, counts, months_of)
    keys = _by_title(asked, months, most) if asked.sort == "title" and asked.words else _keys(asked, months, most)
    more = len(keys) == most
    return Found(keys[first : first + size], min(len(keys), most - 1), more)


def _counted(asked: Asked, counts: Counts, first: int, size: int, months_of: MonthsOf) -> list[int]:
    if asked.filters:
        return _keys(asked, _months(asked, counts, months_of), first + size)[first:]
    order = [name.removeprefix("-") for name in NEWEST] if asked.sort == "oldest" else NEWEST
    rows = PublishedDocument.objects.live().order_by(*order).values_list("pk", flat=True)
    return list(rows[first : first + size])


def _by_title(asked: Asked, months: Mapping[str, int], most: int) -> list[int]:
    named = words.title_question(asked.words)
    keys = _keys(asked, months, most, f" & ({named})")
    return keys + (_keys(asked, months, most - len(keys), f" & !({named})") if len(keys) < most else [])


def _keys(asked: Asked, months: Mapping[str, int], most: int, also: str = "") -> list[int]:
    """Return the first `most` keys in the order that was asked for; no month is looked through twice."""
    total, documents = sum(months.values()), most if asked.is_counted else max(4 * most, FIRST)
    found, past = list[int](), list[str]()
    for _ in range(2):
        if total <= FEW or documents * 2 > total:
            break
        span = [each for each in _span(months, documents) if each not in past]
        found += _hits(asked, most - len(found), span, [each for each in past if each[:YEAR] in span], also)
        past += span
        if len(found) >= most or not found:
            break
        documents = 2 * documents * most // len(found)
    return found if len(found) >= most else found + _hits(asked, most - len(found), None, past, also)


def _months(asked: Asked, counts: Counts, months_of: MonthsOf) -> dict[str, int]:
    """Return how many documents each month has of the rarest filter (or in all), in the order that is asked for."""
    known = [(counts.get(name, {}).get(value, 0), name, value) for name, value in asked.filters.items()]
    _, name, value = min(known, default=(0, "total", ""))
    found = months_of(name, value)
    return dict(reversed(found.items())) if asked.sort == "oldest" else found


def _span(months: Mapping[str, int], documents: int) -> list[str]:
    """Return the first months that have so many documents together; many months become whole years."""
    span = []
    for month, count in months.items():
        if documents <= 0:
            break
        span.append(month)
        documents -= count
    return span if len(span) <= MOST_MONTHS else list(dict.fromkeys(month[:YEAR] for month in span))


def _hits(asked: Asked, most: int, months: Sequence[str] | None, past: Sequence[str], also: str) -> list[int]:
    """Return the first `most` keys of these months, None: of all, without those that are past."""
    if months == []:
        return []
    wanted = words.question(asked.words, asked.tokens, months, past) + also
    compared = sorted((each for each in asked.words if len(each) > words.PAIR), key=len, reverse=True)
    short = [each for each in asked.words if len(each) <= words.PAIR]
    with connection.cursor() as cursor:
        cursor.execute(
            "select portal_hits(%s::tsquery, %s::text[], %s::text[], %s, %s)",
            [wanted, compared, short, asked.sort == "oldest", most],
        )
        return [key for (key,) in cursor.fetchall()]


PASSAGE = """(
select case when p.at between e.text_starts + 1 and e.text_ends
            then substr(portal_publisheddocument.text, greatest(1, p.at - e.text_starts - 30), 130)
            else substr(e.folded, greatest(e.text_ends + 2, p.at - 30), 130) end
  from portal_searchentry e
 cross join lateral (select e.text_starts + min(nullif(strpos(substr(e.folded, e.text_starts + 1), word), 0)) as at
                       from unnest(%s::text[]) word) p
 where e.document_id = portal_publisheddocument.id and p.at is not null
)"""


def _named() -> PublishedDocumentQuerySet:
    """Return the documents of the keys that a call names, without order."""
    return newest().filter(Among(F("pk"), Slot("keys"))).order_by()


_passage = RawSQL(PASSAGE, [Slot("words")], TextField())  # noqa: S611  # no value stands in it
_rows = Prepared(_named)
_found = Prepared(lambda: _named().annotate(passage=_passage))


def rows(keys: Sequence[int], said: Sequence[str] = ()) -> list[PublishedDocument]:
    """Return the documents as rows of a list, in the order of the keys (one query, none without keys).

    With words, each has `passage`: what stands around the first of them below title and number, or None.
    """
    if not keys:
        return []
    read = _found(keys=list(keys), words=list(said)) if said else _rows(keys=list(keys))
    found = {each.pk: each for each in read}
    return [found[key] for key in keys if key in found]
