"""外出: saying that a person is away, and that the person is back."""

from datetime import date, datetime

from django.db import transaction

from accounts import policies
from accounts.errors import AbsenceOver, AbsenceOverlaps, AbsencePeriodWrong
from accounts.models import Absence, User
from accounts.services.journal import note
from common.clock import office_date
from common.errors import NotFound


@transaction.atomic
def register_absence(*, who: User, kind: str, starts_on: date, ends_on: date, by: User, at: datetime) -> Absence:
    """Register that a person is away from the first to the last office day (both included). Journalled.

    Raises NotFound when it is not the person's to register, AbsencePeriodWrong, AbsenceOverlaps.
    """
    if who.pk != by.pk and not policies.absences_registrable_by(by).filter(pk=who.pk).exists():
        raise NotFound
    User.objects.select_for_update().get(pk=who.pk)
    if not starts_on <= ends_on or ends_on < office_date(at):
        raise AbsencePeriodWrong
    open_ones = Absence.objects.filter(person=who, ended_at__isnull=True)
    if taken := open_ones.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first():
        raise AbsenceOverlaps(name=who.full_name, starts_on=taken.starts_on, ends_on=taken.ends_on)
    period = {"starts_on": starts_on, "ends_on": ends_on}
    absence = Absence.objects.create(person=who, kind=kind, made_by=by, made_at=at, **period)
    days = {name: day.isoformat() for name, day in period.items()}
    note("absence_registered", about=who, by=by, at=at, absence=absence.pk, kind=kind, **days)
    return absence


@transaction.atomic
def end_absence(*, absence_id: int, by: User, at: datetime) -> None:
    """销假: the person is back. Raises NotFound when it is not the person's to end, AbsenceOver."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("person").filter(pk=absence_id).first()
    if absence is None or not policies.may_end_absence(by, absence):
        raise NotFound
    if absence.ended_at is not None or absence.ends_on < office_date(at):
        raise AbsenceOver
    absence.ended_at = at
    absence.save(update_fields=["ended_at"])
    note("absence_ended", about=absence.person, by=by, at=at, absence=absence.pk)
