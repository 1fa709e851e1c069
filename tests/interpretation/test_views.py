import pytest
from django.urls import reverse

from accounts.models import Delegation
from accounts.roles import Role
from common import clock
from interpretation import selectors
from interpretation.models import InterpretationPlan
from tests.people import make_person
from tests.publication.build import PLAN, change

TYPED = {
    "first_interpreter": "司长",
    "responsible": "基础教育司",
    "background": "背景",
    "key_points": "要点",
    "terms": "",
    "forms": ["questions", "graphic"],
    "schedule": "同时",
    "channels": ["portal"],
    "publicity": "首页刊发",
    "no_risk_reason": "",
    "phases-TOTAL_FORMS": "1",
    "phases-INITIAL_FORMS": "0",
    "risks-TOTAL_FORMS": "3",
    "risks-INITIAL_FORMS": "0",
    "risks-0-point": "家长疑问",
    "risks-0-likelihood": "low",
    "risks-0-response": "及时答复",
    "risks-0-owner": "处长",
}


@pytest.fixture
def document(world):
    return world.draft(is_policy=True)


@pytest.fixture
def url(document):
    return reverse("interpretation:plan", args=[document.pk])


@pytest.fixture
def drafter(world, client):
    client.force_login(world.who["drafter"])
    return client


def post(client, url, **more):
    return client.post(url, TYPED | {"seen": "0"} | more)


def test_a_drafter_saves_the_plan_and_reads_it_again(drafter, url, document):
    answer = post(drafter, url)

    assert answer.status_code == 302
    plan = selectors.current_plan(document.pk)
    assert set(plan.forms) == {"questions", "graphic"}
    assert [risk["point"] for risk in plan.risks] == ["家长疑问"]
    page = drafter.get(url).content.decode()
    assert "家长疑问" in page and "首页刊发" in page and "第1版" in page


@pytest.mark.rule(12)
@pytest.mark.parametrize("field", ["background", "risks-0-point"])
def test_a_marked_word_saves_no_plan_and_keeps_the_other_fields(drafter, url, field):
    answer = post(drafter, url, **{field: "秘密★1年"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "秘密★1年" not in page and "首页刊发" in page and "密级标志" in page
    assert not InterpretationPlan.objects.exists()


def test_an_unchanged_page_saves_nothing_new(drafter, url):
    post(drafter, url)

    assert post(drafter, url, seen="1").status_code == 302
    assert InterpretationPlan.objects.count() == 1


def test_a_part_that_is_missing_can_be_saved_and_written_later(drafter, url, document):
    assert post(drafter, url, publicity="").status_code == 302
    assert selectors.current_plan(document.pk).publicity == ""


def test_adding_a_row_saves_nothing_and_keeps_what_was_typed(drafter, url):
    answer = post(drafter, url, add_row="1")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert InterpretationPlan.objects.count() == 0
    assert 'name="risks-3-point"' in page and "家长疑问" in page and "首页刊发" in page


@pytest.mark.parametrize("total", ["", "x", "99999999999999999999", "-1", "一"])
def test_a_forged_number_of_rows_is_answered_with_the_page(drafter, url, total):
    answer = drafter.post(url, TYPED | {"seen": "0", "add_row": "1", "risks-TOTAL_FORMS": total})

    assert answer.status_code == 200
    assert b'name="risks-20-point"' not in answer.content


def test_a_risk_without_its_point_is_shown_and_nothing_is_lost(drafter, url):
    answer = post(drafter, url, **{"risks-1-response": "应对无名风险"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明风险点" in page and "应对无名风险" in page
    assert InterpretationPlan.objects.count() == 0


def test_a_page_that_is_behind_is_refused_and_keeps_what_was_typed(drafter, url, world, document):
    world.plan(document, PLAN)

    answer = post(drafter, url, publicity="只在旧页面上写的话")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "只在旧页面上写的话" in page and "第1版" in page
    assert InterpretationPlan.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_forged_serial_never_breaks_the_page(drafter, url, seen):
    assert post(drafter, url, seen=seen).status_code == 302


def test_unknown_choices_are_refused_with_the_page(drafter, url):
    answer = post(drafter, url, forms=["dance"])

    assert answer.status_code == 422
    assert "首页刊发" in answer.content.decode()


def test_a_stranger_does_not_learn_that_the_page_is_there(client, world, url):
    client.force_login(world.who["stranger"])

    assert client.get(url).status_code == 404
    assert post(client, url).status_code == 404
    assert InterpretationPlan.objects.count() == 0


def test_whoever_is_no_drafter_is_refused(client, world, url):
    client.force_login(world.who["news"])

    assert client.get(url).status_code == 404


def test_a_document_that_is_being_handled_has_no_such_page(drafter, url, document):
    change(document, status="in_review")

    assert drafter.get(url).status_code == 404
    assert post(drafter, url).status_code == 404


def test_who_acts_for_the_drafter_saves_in_both_names(client, world, url, document):
    helper = make_person("daiban", Role.DRAFTER, office=world.organ)
    now = clock.now()
    today = clock.office_date(now)
    Delegation.objects.create(
        principal=world.who["drafter"],
        delegate=helper,
        starts_on=today,
        ends_on=today,
        reason="出差",
        made_at=now,
    )
    client.force_login(helper)

    assert post(client, url).status_code == 302
    plan = selectors.current_plan(document.pk)
    assert (plan.made_by, plan.made_for) == (helper, world.who["drafter"])


def test_a_missing_document_answers_404(drafter):
    assert drafter.get(reverse("interpretation:plan", args=[999_999])).status_code == 404


def test_each_field_shows_the_rule_that_judges_it(drafter, url):
    page = drafter.get(url).content.decode()

    assert "报送时须附宣传考虑" in page
    assert "教办厅〔2017〕3号" in page
