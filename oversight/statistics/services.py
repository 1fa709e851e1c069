"""Freezing the report of a month, and correcting it by a further edition."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Office, OfficeKind, User
from audit import services as audit
from common.clock import office_date
from oversight.models import MonthlyReport
from oversight.statistics import measuring
from oversight.statistics.errors import CorrectionSaysNothing, MonthNotOver, NotTheLatest
from oversight.statistics.figures import DEFINITION
from oversight.statistics.measuring import Scope
from oversight.statistics.periods import MONTHS, month_of, shifted, up_to
from oversight.statistics.tables import tables


@transaction.atomic
def freeze_month(*, organ_id: int, month: date, by: User | None, at: datetime) -> tuple[MonthlyReport, bool]:
    """Return the organ's report of the month, made now when there was none, and whether it was.

    :raises MonthNotOver: the month has not ended.
    """
    organ = Office.objects.select_for_update(no_key=True).get(pk=organ_id)
    latest = latest_edition(organ_id, month)
    if latest is not None:
        return latest, False
    report = _made(organ, month, by=by, at=at)
    _record("report.made", report, by, at)
    return report, True


@transaction.atomic
def correct_report(*, report: MonthlyReport, reason: str, by: User, at: datetime) -> MonthlyReport:
    """Make the next edition of the report by the data of now; the former editions stay.

    :raises CorrectionSaysNothing: there is no reason.
    :raises NotTheLatest: another edition came after this one.
    """
    if not reason.strip():
        raise CorrectionSaysNothing
    organ = Office.objects.select_for_update(no_key=True).get(pk=report.organ_id)
    latest = latest_edition(organ.pk, report.month)
    if latest is None or latest.pk != report.pk:
        raise NotTheLatest(edition=latest.edition if latest else 1)
    made = _made(organ, report.month, edition=report.edition + 1, reason=reason.strip(), by=by, at=at)
    _record("report.corrected", made, by, at)
    return made


def freeze_last_month(*, at: datetime) -> int:
    """Freeze the past month of every organ that has no report of it yet; return how many were made."""
    month = shifted(office_date(at).replace(day=1), -1)
    organs = Office.objects.filter(kind=OfficeKind.ORGAN).order_by("pk").values_list("pk", flat=True)
    return sum(freeze_month(organ_id=each, month=month, by=None, at=at)[1] for each in organs)


def latest_edition(organ_id: int, month: date) -> MonthlyReport | None:
    """Return the organ's newest report of the month, None while there is none."""
    return MonthlyReport.objects.filter(organ=organ_id, month=month).order_by("-edition").first()


def _made(
    organ: Office, month: date, *, edition: int = 1, reason: str = "", by: User | None, at: datetime
) -> MonthlyReport:
    period, today = month_of(month), office_date(at)
    if period.last >= today:
        raise MonthNotOver(month=period.name)
    figures = measuring.figures(Scope(organ.path, organ.path, period, today), up_to(period.last, MONTHS))
    return MonthlyReport.objects.create(
        organ=organ, month=period.first, edition=edition, definition=DEFINITION,
        tables=[each.as_json() for each in tables(figures)], reason=reason, made_by=by, made_at=at,
    )  # fmt: skip


def _record(verb: str, report: MonthlyReport, by: User | None, at: datetime) -> None:
    facts = {
        "organ": report.organ.label, "month": f"{report.month:%Y-%m}", "edition": report.edition,
        "reason": report.reason,
    }  # fmt: skip
    audit.record(chain="system", verb=verb, facts=facts, by=by, at=at)
