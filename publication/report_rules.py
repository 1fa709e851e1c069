"""Rule 81: 政府信息公开工作年度报告, one for each year that is over."""

from datetime import date, timedelta

from common.rules import Effect, rule
from portal.choices import FIRST_REPORT, WRITTEN, report_year
from publication.facts import ReportFacts

BASIS = "政府信息公开条例第49条"


WRITING, NEAR = (12, 15), timedelta(days=7)  # month and day from which it is written, and so long before it is due


def report_due(year: int, of_government: bool = False) -> date:
    """Return the day by which a department, or a local government, publishes its report of the year (条例第49条)."""
    return date(year + 1, 3, 31) if of_government else date(year + 1, 1, 31)


def report_stage(report: ReportFacts) -> str:
    """Return what is to be said of a report that is not public on the day: "", soon, near or overdue."""
    due = report_due(report.year, report.of_government)
    if not is_report_public_in_time(report):
        return "overdue"
    if report.day >= due - NEAR:
        return "near"
    return "soon" if report.day >= date(report.year, *WRITING) else ""


def reported_years(on: date) -> range:
    """Return the years of which there may be a report on the day: those that are over, the newest first."""
    return range(on.year - 1, FIRST_REPORT - 1, -1)


def is_written(code: str, on: date) -> bool:
    """Test if the office writes this page of the column: a page of ColumnKind, or the report of a year that is over."""
    year = report_year(code)
    return code in WRITTEN if year is None else year in reported_years(on)


@rule(
    81,
    basis=BASIS,
    effect=Effect.COMPUTE,
    sentence="部门应当在每年1月31日前提交并公布上一年度政府信息公开工作年度报告，地方人民政府的在3月31日前公布",
    facts=ReportFacts,
)
def is_report_public_in_time(report: ReportFacts) -> bool:
    """Test if the report is, or can still be, public by its day."""
    return report.day <= report_due(report.year, report.of_government)
