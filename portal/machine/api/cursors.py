"""Keyset pages: a cursor names the last row that was read, so that new documents move nothing (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from portal.models import PublishedDocument
from portal.search import DEEPEST

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PATTERN = r"^([0-9]{1,5}\.-?[0-9]{1,16}\.[0-9]{1,18})?$"
SLACK = 50  # documents that may come or go between two pages without making one short


@dataclass(frozen=True, slots=True)
class Cursor:
    """Behind which row a page begins, and how many rows stood before it when it was read."""

    position: int
    published_at: datetime
    pk: int

    @property
    def first(self) -> int:
        """Return from which row on the page is looked for."""
        return min(max(self.position - SLACK, 0), DEEPEST)

    def precedes(self, document: PublishedDocument) -> bool:
        """Test if the document comes after the last row that was read, the newest first."""
        return (document.published_at, document.pk) < (self.published_at, self.pk)

    def behind(self, items: Sequence[PublishedDocument], position: int) -> "Cursor | None":
        """Return the cursor behind these rows, which end at a position; None where nobody pages any more."""
        if position >= DEEPEST:
            return None
        return Cursor(position, items[-1].published_at, items[-1].pk) if items else replace(self, position=position)

    def __str__(self) -> str:
        return f"{self.position}.{(self.published_at - EPOCH) // MICROSECOND}.{self.pk}"


BEGINNING = Cursor(0, datetime.max.replace(tzinfo=UTC), 0)


def cursor_of(text: str) -> Cursor:
    """Return the cursor of a text that fits PATTERN; an empty one is the beginning."""
    if not text:
        return BEGINNING
    position, moment, pk = map(int, text.split("."))
    return Cursor(position, EPOCH + moment * MICROSECOND, pk)
