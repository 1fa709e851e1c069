"""The annual report is called for before it is due and when it is late, each stage of a year once (R81)."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import User
from accounts.roles import Role
from notices.models import Notice
from portal.models import ColumnPage
from publication.facts import ReportFacts
from publication.report_rules import report_stage
from publication.services import reports

STAGES = [
    (date(2026, 12, 14), "", ""),
    (date(2026, 12, 15), "soon", "soon"),
    (date(2027, 1, 23), "soon", "soon"),
    (date(2027, 1, 24), "near", "soon"),
    (date(2027, 1, 31), "near", "soon"),
    (date(2027, 2, 1), "overdue", "soon"),
    (date(2027, 3, 24), "overdue", "near"),
    (date(2027, 3, 31), "overdue", "near"),
    (date(2027, 4, 1), "overdue", "overdue"),
]


def noon(*day):
    return datetime(*day, 4, tzinfo=UTC)


def show(year):
    ColumnPage.objects.create(kind=f"annual-{year}", page="<p>一</p>", changed_at=noon(2026, 1, 5))


def told(since=0):
    rows = Notice.objects.order_by("pk")[since:]
    return [(each.kind, each.key, each.person_id) for each in rows]


@pytest.fixture
def people(world):
    return {role: set(User.objects.filter(groups__name=role).values_list("pk", flat=True)) for role in Role}


@pytest.mark.rule(81)
@pytest.mark.parametrize(("day", "of_department", "of_government"), STAGES)
def test_a_report_is_called_for_from_mid_december_until_after_its_day(day, of_department, of_government):
    assert report_stage(ReportFacts(2026, day)) == of_department
    assert report_stage(ReportFacts(2026, day, of_government=True)) == of_government


@pytest.mark.rule(81)
def test_each_stage_of_a_year_is_told_once_until_the_report_is_public(people):
    show(2025)
    publishers = people[Role.PUBLISHER]
    assert reports.remind(noon(2026, 12, 1)) == 0

    assert [reports.remind(noon(2026, 12, 15)), reports.remind(noon(2027, 1, 3))] == [len(publishers), 0]
    assert [reports.remind(noon(2027, 1, 24)), reports.remind(noon(2027, 1, 31))] == [len(publishers), 0]
    late = publishers | people[Role.DISCLOSURE_OFFICER]
    assert [reports.remind(noon(2027, 2, 1)), reports.remind(noon(2027, 5, 1))] == [len(late), 0]
    assert {kind for kind, key, _ in told()} == {"report.soon", "report.near", "report.overdue"}
    assert {key for _, key, _ in told()} == {"annual-2026"}
    assert "2026年政府信息公开工作年度报告应在2027年1月31日前公布" in Notice.objects.order_by("pk").first().text


@pytest.mark.rule(81)
def test_a_report_that_is_public_is_called_for_no_more(people):
    show(2025)
    show(2026)

    assert reports.remind(noon(2027, 1, 25)) == 0
    assert told() == []


@pytest.mark.rule(81)
def test_a_local_government_has_until_the_end_of_march(client, world, settings):
    settings.GOVERNMENT_REPORT = True
    show(2025)

    reports.remind(noon(2027, 2, 10))

    assert {kind for kind, *_ in told()} == {"report.soon"}
    assert "应在2027年3月31日前公布" in Notice.objects.first().text
    client.force_login(world.who["publisher"])
    assert "每年3月31日前公布上一年度的报告" in client.get("/publication/columns/").content.decode()
