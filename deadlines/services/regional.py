"""What a region has off, or works, otherwise than the country: entered, and ended when it is not so any more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import Office, User
from audit import services as audit
from common.errors import NotFound
from deadlines.errors import SpanUnfit
from deadlines.models import RegionalHoliday
from deadlines.selectors import forget
from deadlines.services import recompute

LONGEST = 31  # days


@dataclass(frozen=True, slots=True)
class Span:
    """Which days, whether they are worked, what they are called, and by which notice."""

    first: date
    last: date
    is_workday: bool
    name: str
    basis: str


@transaction.atomic
def add_regional(*, office: Office, span: Span, by: User, at: datetime) -> RegionalHoliday:
    """Enter days for an office and every office below it; open deadlines are counted again. Journalled.

    :raises SpanUnfit: the days are in the wrong order or too many.
    """
    if not 0 <= (span.last - span.first).days < LONGEST:
        raise SpanUnfit(most=LONGEST)
    row = RegionalHoliday.objects.create(
        office=office,
        first=span.first,
        last=span.last,
        is_workday=span.is_workday,
        name=span.name.strip(),
        basis=span.basis.strip(),
        entered_by=by,
        entered_at=at,
    )
    _changed(row, "calendar.regional_added", by, at)
    return row


@transaction.atomic
def end_regional(*, row_id: int, by: User, at: datetime) -> None:
    """Let the days count as the country's again; open deadlines are counted again. Journalled. Raises NotFound."""
    row = RegionalHoliday.objects.select_for_update().filter(pk=row_id, ended_at=None).first()
    if row is None:
        raise NotFound
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    _changed(row, "calendar.regional_ended", by, at)


def _changed(row: RegionalHoliday, verb: str, by: User, at: datetime) -> None:
    facts = {
        "row": row.pk,
        "office": row.office_id,
        "name": row.name,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "worked": row.is_workday,
    }
    audit.record(chain="system", verb=verb, facts=facts, by=by, at=at)
    recompute.begin(at)
    transaction.on_commit(forget)
