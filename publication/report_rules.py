"""Rule 81: 政府信息公开工作年度报告, one for each year that is over."""

from datetime import date

from common.rules import Effect, rule
from portal.choices import FIRST_REPORT, WRITTEN, report_year
from publication.facts import ReportFacts

BASIS = "政府信息公开条例第49条"


def report_due(year: int) -> date:
    """Return the day by which a department hands in and publishes its report of the year (条例第49条)."""
    return date(year + 1, 1, 31)


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
    sentence="部门应当在每年1月31日前提交并公布上一年度政府信息公开工作年度报告",
    facts=ReportFacts,
)
def is_report_public_in_time(report: ReportFacts) -> bool:
    """Test if the report is, or can still be, public by its day."""
    return report.day <= report_due(report.year)
