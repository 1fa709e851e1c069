"""发文代字: the General Office's page."""

import pytest

from documents.models import NumberSeries
from review.choices import Desk


@pytest.fixture
def secretary(browser):
    return browser("mishu1")


def test_a_series_is_added_offered_closed_and_offered_no_more(secretary):
    added = secretary.post("/series/new/", {"code": "教督", "name": "教育督导文件"}, follow=True).content.decode()
    made = NumberSeries.objects.get(code="教督")
    closed = secretary.post(f"/series/{made.pk}/switch/", {"on": "0"}, follow=True).content.decode()

    assert "已增设“教督”" in added and "教育督导文件" in added and "未编过号" in added
    assert "已停用" in closed
    assert not NumberSeries.objects.get(pk=made.pk).is_active


def test_a_refused_series_keeps_what_was_typed(secretary):
    for typed, status in (
        ({"code": "教发", "name": "已有的代字"}, 409),
        ({"code": "教 2026", "name": "写错的代字"}, 422),
        ({"code": "", "name": "没写代字"}, 422),
    ):
        answer = secretary.post("/series/new/", typed)

        assert answer.status_code == status
        assert typed["name"] in answer.content.decode() and typed["code"] in answer.content.decode()
    assert secretary.post("/series/0/", {"code": "教督", "name": "无"}).status_code == 404
    assert secretary.post("/series/0/switch/", {"on": "1"}).status_code == 404


def test_of_a_series_that_has_given_a_number_the_page_lets_only_the_use_be_changed(road, secretary):
    made = road.draft()
    road.submit(made)
    road.walk(made, until=Desk.RELEASE)
    series = NumberSeries.objects.get(code="教办厅")

    listing = secretary.get("/series/").content.decode()
    page = secretary.get(f"/series/{series.pk}/")
    secretary.post(f"/series/{series.pk}/", {"code": "教厅", "name": "办公厅发文"})

    assert "教办厅〔2026〕1号" in listing
    assert "已编过号" in page.content.decode() and page.context["form"].fields["code"].disabled
    series.refresh_from_db()
    assert (series.code, series.name) == ("教办厅", "办公厅发文")
