"""Rule 81: who is told that the annual report is to be written, is due within a week, or is late; each once a year."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.roles import Role
from accounts.selectors import users_with_role
from common.clock import office_date
from deadlines.lights import Colour
from notices import services as notices
from notices.facts import Telling
from portal.choices import column_label, report_page
from portal.selectors import annual_reports
from publication.facts import ReportFacts
from publication.report_rules import report_due, report_stage

WORDS = {
    "soon": "{report}应在{due}前公布，请着手编写",
    "near": "{report}将于{due}到期，尚未公布",
    "overdue": "{report}已过{due}的期限，尚未公布",
}
WHOM = {"overdue": (Role.PUBLISHER, Role.DISCLOSURE_OFFICER)}


@transaction.atomic
def remind(at: datetime) -> int:
    """Tell those who write the annual report how it stands, each stage of a year once; return how many were told."""
    today, shown = office_date(at), {year for year, _ in annual_reports()}
    years = [year for year in (today.year - 1, today.year) if year not in shown]
    reports = [ReportFacts(year, today, settings.GOVERNMENT_REPORT) for year in years]
    tellings = [_telling(each, stage) for each in reports if (stage := report_stage(each))]
    return notices.tell_once(tellings=tellings, at=at) if tellings else 0


def _telling(report: ReportFacts, stage: str) -> Telling:
    code, due = report_page(report.year), report_due(report.year, report.of_government)
    people = {each.pk for role in WHOM.get(stage, (Role.PUBLISHER,)) for each in users_with_role(role)}
    return Telling(
        kind=f"report.{stage}",
        key=code,
        to=people,
        text=WORDS[stage].format(report=column_label(code), due=f"{due.year}年{due.month}月{due.day}日"),
        url=reverse("publication:columns"),
        colour=Colour.RED if stage == "overdue" else Colour.YELLOW,
    )
