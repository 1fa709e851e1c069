"""Reads of the gap report: a fixed number of queries, whatever it covers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from accounts.models import User
from documents import selectors as documents
from documents.docx import numbers
from documents.models import DocumentNumber
from portal.choices import Origin, State
from portal.models import PublishedDocument
from publication.clocks import awaited, is_in_time
from publication.gaps.computing import Gap, Given, Series, SeriesGap, Shown, kind_of, report

NUMBER = (
    "series__code", "series__is_order", "year", "serial", "void_at", "document_id",
    "document__status", "document__decision__attribute",
)  # fmt: skip
OTHERS = (Origin.REPOST, Origin.JOINT)  # what comes from elsewhere does not make a series one's own


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report covers: None is everything; year 0 are the numbers that run on."""

    letters: str | None = None
    year: int | None = None


def series_known() -> list[Series]:
    """Return every series and year in which a number was given or is public in its own right (two queries)."""
    given = DocumentNumber.objects.values_list("series__code", "series__is_order", "year").distinct()
    own = _numbered().exclude(origin__in=OTHERS).values_list("code_letters", "number_year").distinct()
    found = {Series(letters_of(code, is_order), year) for code, is_order, year in given}
    return sorted(found | {Series(letters, year or 0) for letters, year in own})


def gaps(scope: Scope, today: date) -> list[SeriesGap]:
    """Return the gaps within the scope (three queries).

    Documents of others that were only re-posted, or are led by others, are seen by the public and count as seen, but
    a series of which the office holds nothing else is not its own and is left out.
    """
    given, shown, own = list(_given(scope, _late(scope, today))), [], set()
    for letters, year, serial, state, origin in _shown(scope):
        series = Series(letters, year or 0)
        shown.append(Shown(series, serial, state == State.LIVE))
        if origin not in OTHERS:
            own.add(series)
    own |= {each.series for each in given}
    return [entry for entry in report(given, shown) if entry.series in own]


def titles_for(user: User, found: Iterable[Gap], on: date) -> dict[int, str]:
    """Return the titles of those documents among the gaps that the person may know of (one query)."""
    wanted = [gap.document_id for gap in found if gap.document_id]
    return dict(documents.visible_to(user, on).filter(pk__in=wanted).values_list("pk", "title"))


@lru_cache(maxsize=512)
def letters_of(code: str, is_order: bool) -> str:
    """Return the code letters as the portal holds them for numbers of the series."""
    number = numbers.parse(f"{code}第1号" if is_order else f"{code}〔2000〕1号")
    return number.code_letters if number else code


def _late(scope: Scope, today: date) -> set[int]:
    """Return the documents that should be public by now, each by its own clock (R21, R22)."""
    waiting = awaited().filter(number__isnull=False)
    if scope.year is not None:
        waiting = waiting.filter(number__year=scope.year)
    return {each.pk for each in waiting.iterator(chunk_size=500) if not is_in_time(each, today)}


def _given(scope: Scope, late: set[int]) -> Iterator[Given]:
    rows = DocumentNumber.objects.values_list(*NUMBER)
    if scope.year is not None:
        rows = rows.filter(year=scope.year)
    for code, is_order, year, serial, void_at, document_id, status, attribute in rows:
        series = Series(letters_of(code, is_order), year)
        if scope.letters in (None, series.letters):
            known = {"status": status, "attribute": attribute or "", "is_late": document_id in late}
            kind = kind_of(is_void=void_at is not None, **known)
            yield Given(series, serial, kind, document_id)


def _numbered() -> Any:
    return PublishedDocument.objects.exclude(code_letters="").filter(number_serial__isnull=False)


def _shown(scope: Scope) -> Any:
    rows = _numbered().values_list("code_letters", "number_year", "number_serial", "state", "origin")
    if scope.letters is not None:
        rows = rows.filter(code_letters=scope.letters)
    return rows if scope.year is None else rows.filter(number_year=scope.year)
