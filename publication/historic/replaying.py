"""A register run through the clocks: how many documents were public after the limit of the law, per year; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from deadlines.calendar import FIRST_YEAR, LAST_YEAR, Calendar
from deadlines.facts import PublicationFacts
from deadlines.limits import publication_due
from deadlines.rules import is_public_in_time
from documents.docx import dates
from publication.historic.sheet import Row


@dataclass
class YearLine:
    """The documents formed in one year: how long each took in working days, how many were late, how many rows name no
    two days in order; `provisional` where the notice of a year on the way is not in the calendar."""

    year: int
    took: list[int] = field(default_factory=list)
    late: int = 0
    unclear: int = 0
    provisional: bool = False

    @property
    def share(self) -> float:
        """Return the late ones in percent."""
        return 100 * self.late / len(self.took) if self.took else 0.0

    @property
    def typical(self) -> float:
        """Return the median of working days."""
        return median(self.took) if self.took else 0.0

    @property
    def longest(self) -> int:
        """Return the most working days."""
        return max(self.took, default=0)


def replay(rows: Iterable[Row], *, calendar: Calendar, first: int, last: int) -> list[YearLine]:
    """Return a line for each year from the first to the last in which a document of the rows was formed (R21)."""
    lines: dict[int, YearLine] = {}
    for row in rows:
        formed_on, published_on = _day(row.issued_on), _day(row.published_on)
        if formed_on is None or not first <= formed_on.year <= last:
            continue
        line = lines.setdefault(formed_on.year, YearLine(formed_on.year))
        _count(line, formed_on, published_on, calendar)
    return [lines[year] for year in sorted(lines)]


def _count(line: YearLine, formed_on: date, published_on: date | None, calendar: Calendar) -> None:
    if published_on is None or published_on < formed_on or not FIRST_YEAR <= published_on.year <= LAST_YEAR:
        line.unclear += 1
        return
    due = publication_due(formed_on, calendar=calendar)
    line.took.append(calendar.working_days_between(formed_on, published_on))
    line.late += not is_public_in_time(PublicationFacts(formed_on, due.on, published_on))
    line.provisional |= not calendar.knows(formed_on, published_on)


def _day(text: str) -> date | None:
    return dates.whole(text) if text else None
