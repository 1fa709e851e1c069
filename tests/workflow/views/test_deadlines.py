"""如何计算: every deadline on a page leads to the days that were counted, with the reason for each."""

from datetime import date, datetime, timedelta

import pytest

from common.clock import OFFICE_ZONE
from deadlines import selectors
from deadlines.choices import ClockKind
from publication.clocks import due_of
from review.choices import Desk
from tests.publication.build import change
from tests.workflow.services.test_consultations import RECEIVED, consult, record, sent
from workflow.pages.lights import deadline_url


@pytest.fixture
def opened(client, road, settings):
    def get(url, who="nigao1", status=200):
        client.force_login(road.who[who])
        answer = client.get(url)
        assert answer.status_code == status, url
        return answer.content.decode() if status == 200 else ""

    return get


def test_a_desk_s_deadline_is_told_day_by_day(road, opened):
    document = road.draft()
    road.at = datetime(2026, 9, 25, 9, tzinfo=OFFICE_ZONE)  # Mid-Autumn, off until Sunday
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    page = opened(deadline_url(document.pk, ClockKind.DESK, task.pk))

    assert "自2026年9月25日（“核稿”环节收到）起算，当日不计，1个工作日，其间2日不计，至2026年9月28日届满" in page
    assert "中秋放假" in page and "第 1 个工作日" in page and "党政机关公文处理工作条例第四条" in page


def test_a_make_up_day_is_named_after_its_holiday(road, opened):
    document = road.draft()
    road.at = datetime(2026, 9, 19, 9, tzinfo=OFFICE_ZONE)
    road.submit(document)

    page = opened(deadline_url(document.pk, ClockKind.DESK, road.task(document, Desk.DIVISION_CHECK).pk))

    assert "调休上班（国庆" in page


def test_the_days_of_a_consultation_are_left_out_in_sight(road, opened):
    document = sent(road)
    row = consult(road, document)
    record(road, row, RECEIVED)
    task = road.task(document, Desk.DISCLOSURE_CHECK)

    page = opened(deadline_url(document.pk, ClockKind.DESK, task.pk))

    assert "暂停与恢复" in page and f"暂停计时：征求意见（第{row.pk}号）" in page
    assert "政府信息公开条例第三十三条" in page and f"至{task.due_on:%Y年%-m月%-d日}届满" in page
    answer = opened(deadline_url(document.pk, ClockKind.CONSULTATION, row.pk))
    assert "第三方意见的答复" in answer and "第 15 个工作日" in answer


def test_publication_across_an_unpublished_year_is_shown_as_provisional(road, opened):
    document = road.draft()
    change(document, issued_on=date(2026, 12, 20))
    document.issued_on = date(2026, 12, 20)

    page = opened(deadline_url(document.pk, ClockKind.PUBLICATION, document.pk))

    assert "暂定：该年放假安排未公布" in page and "工作日（该年放假安排未公布，暂定）" in page
    assert f"{due_of(document).on:%Y-%m-%d}" in page


def test_hours_of_work_are_told_in_minutes_a_day(road, opened):
    document = road.draft(urgency="most_urgent")
    road.at = datetime(2026, 11, 27, 16, 29, tzinfo=OFFICE_ZONE)
    road.submit(document)

    page = opened(deadline_url(document.pk, ClockKind.DESK, road.task(document, Desk.DIVISION_CHECK).pk))

    assert "4个工作小时，只计办公时间，至2026年11月30日 11:30届满" in page
    assert "1 小时</td>" in page and "3 小时</td>" in page


def test_a_list_leads_to_the_explanation_and_a_finished_step_says_if_it_was_in_time(road, opened):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    url = deadline_url(document.pk, ClockKind.DESK, task.pk)
    assert url in opened(f"/documents/{document.pk}/")

    road.tick(days=3)
    road.act(document, Desk.DIVISION_CHECK)

    assert f'<a href="{url}" title="如何计算"><span class="word word-bad">' in opened(f"/documents/{document.pk}/")
    assert "超期办结" in opened(url)


def test_what_is_not_there_or_not_one_s_own_does_not_exist(road, opened):
    document, other = road.draft(), road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    opened(deadline_url(other.pk, ClockKind.DESK, task.pk), status=404)
    opened(deadline_url(document.pk, ClockKind.PUBLICATION, document.pk), status=404)
    opened(deadline_url(document.pk, ClockKind.CONSULTATION, 999), status=404)
    opened(f"/documents/{document.pk}/deadlines/nothing/1/", status=404)
    opened(deadline_url(document.pk, ClockKind.DESK, task.pk), who="nigao2", status=404)


def test_the_days_of_the_page_are_those_of_the_stored_deadline(road, opened):
    document = road.draft()
    for days in range(0, 40, 7):
        road.at = datetime(2026, 1, 20, 9, tzinfo=OFFICE_ZONE) + timedelta(days=days)
        document = road.draft()
        road.submit(document)
        task = road.task(document, Desk.DIVISION_CHECK)
        assert f"至{task.due_on:%Y年%-m月%-d日}届满" in opened(deadline_url(document.pk, ClockKind.DESK, task.pk))
    assert selectors.calendar().version == task.due_version
