import pytest
from django.db import transaction

from accounts import services as accounts
from accounts.models import Membership
from audit.models import Entry
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from review.choices import Desk, Resume
from review.models import Cosign
from tests.counting import queries
from tests.workflow.road import INTERNAL, file_of
from tests.workflow.views.conftest import upload
from workflow import services as workflow
from workflow.services.returns import Back


def url(document):
    return f"/documents/{document.pk}/"


def give_back(road, document, desk, to=Desk.REVISE, text="请修改"):
    task = road.task(document, desk)
    back = Back(to, "wording", text, Resume.DIRECT)
    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())


def second_version(road, document, *lines):
    """Give a returned draft a new text and hand it in again."""
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        taken = file_of(*lines)
        documents.replace_text(document=held, taken=taken, by=road.who["nigao1"], at=road.tick())
    road.submit(document)


# --- who may know of a document -----------------------------------------------------------------------


def test_a_draft_is_known_to_its_drafter_the_own_heads_and_the_general_office(road, browser):
    document = road.draft()
    people = ["nigao1", "chuzhang1", "mishu1", "nigao2", "chuzhang4", "gongkai1", "qianfa1", "fabu1"]

    seen = {name for name in people if browser(name).get(url(document)).status_code == 200}

    assert seen == {"nigao1", "chuzhang1", "mishu1"}


def test_a_desk_knows_a_document_from_the_moment_it_is_asked(road, browser):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    people = ["gongkai2", "baomi1", "chuzhang4", "chuzhang3", "qianfa1", "xinwen1"]
    before = {name for name in people if browser(name).get(url(document)).status_code == 200}

    road.act(document, Desk.DIVISION_CHECK)

    after = {name for name in people if browser(name).get(url(document)).status_code == 200}
    assert (before, after) == (set(), {"gongkai2", "baomi1", "chuzhang4"})


def test_a_signatory_knows_what_came_to_the_signature_only(road, browser):
    early, late = road.draft(proposal=INTERNAL), road.draft(proposal=INTERNAL)
    for document in (early, late):
        road.submit(document)
    road.walk(late, until=Desk.SIGN)

    assert [browser("qianfa1").get(url(document)).status_code for document in (early, late)] == [404, 200]


@pytest.mark.parametrize("name", ["xitong1", "anquan1", "shenji1"])
@pytest.mark.rule(85)
def test_administrators_know_nothing(road, browser, name):
    document = road.draft()
    road.submit(document)
    road.walk(document)

    assert browser(name).get(url(document)).status_code == 404


def test_a_substitute_of_the_drafter_knows_the_drafters_documents_for_that_time_only(road, browser):
    document, day = road.draft(), road.at.date()
    accounts.delegate(
        to=road.who["nigao2"], starts_on=day, ends_on=day, reason="休假", by=road.who["nigao1"], at=road.tick()
    )

    during = browser("nigao2").get(url(document)).status_code
    road.tick(days=2)

    assert (during, browser("nigao2").get(url(document)).status_code) == (200, 404)


def test_a_right_that_was_taken_away_is_gone_at_once(road, browser):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    before = browser("gongkai2").get(url(document)).status_code

    Membership.objects.filter(user=road.who["gongkai2"]).delete()

    assert (before, browser("gongkai2").get(url(document)).status_code) == (200, 404)


# --- old versions are a leak --------------------------------------------------------------------------


@pytest.fixture
def cut(road):
    """A document whose first version went to a co-signer; the second one did not (the co-signer was taken out)."""
    document = road.draft("第一稿的旧话。", cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    give_back(road, document, Desk.DISCLOSURE_CHECK)
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        documents.revise(document=held, elements=road.elements(held), by=road.who["nigao1"], at=road.tick())
    second_version(road, document, "第二稿的新话。")
    return documents_of.whole(document.pk)


def test_whoever_was_asked_on_an_earlier_version_reads_that_one_and_no_later_one(browser, cut):
    answer = browser("chuzhang4").get(url(cut))

    text = answer.content.decode()
    assert "第一稿的旧话" in text and "第二稿的新话" not in text
    assert [version["serial"] for version in answer.context["versions"]] == [1]
    assert answer.context["is_present"] is False


def test_whoever_is_asked_on_a_later_version_does_not_get_the_earlier_ones(road, browser, cut):
    road.act(cut, Desk.DIVISION_CHECK)
    road.walk(cut, until=Desk.SIGN)

    answer = browser("qianfa1").get(url(cut))

    assert [version["serial"] for version in answer.context["versions"]] == [2]
    assert "第一稿的旧话" not in answer.content.decode()
    assert answer.context["compare_url"] == ""


def test_drafter_own_head_and_general_office_read_every_version(browser, cut):
    for name in ("nigao1", "chuzhang1", "mishu1"):
        answer = browser(name).get(url(cut))

        assert [version["serial"] for version in answer.context["versions"]] == [2, 1]
        assert answer.context["versions"][0]["diff_url"] in answer.content.decode().replace("&amp;", "&")


# --- files --------------------------------------------------------------------------------------------


def test_the_original_goes_to_the_people_who_need_it_and_into_the_journal(road, browser):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    address = url(document) + "versions/1/download/"

    answers = {
        name: browser(name).get(address).status_code
        for name in ("nigao1", "chuzhang1", "mishu1", "baomi1", "gongkai1", "nigao2")
    }

    assert answers == {"nigao1": 200, "chuzhang1": 200, "mishu1": 200, "baomi1": 200, "gongkai1": 404, "nigao2": 404}
    taken = Entry.objects.filter(verb="document.downloaded", chain=f"document:{document.pk}")
    assert set(taken.values_list("by_name", flat=True)) == {
        road.who[name].full_name for name, status in answers.items() if status == 200
    }


def test_the_original_comes_byte_for_byte_and_is_kept_by_no_cache(browser, founding_document):
    browser("nigao1").post("/documents/new/", {"file": upload(founding_document, "意见稿.docx")})

    answer = browser("nigao1").get(url(Document.objects.get()) + "versions/1/download/")

    assert answer.content == founding_document
    assert "no-store" in answer["Cache-Control"]
    assert "filename*=utf-8''" in answer["Content-Disposition"]


def test_a_version_that_a_desk_may_not_read_is_not_there(browser, cut):
    assert browser("baomi1").get(url(cut) + "versions/2/download/").status_code == 404
    assert browser("nigao1").get(url(cut) + "versions/7/download/").status_code == 404


# --- journal, acts ------------------------------------------------------------------------------------


def test_opening_a_document_is_journalled_where_it_is_not_proactive(road, browser):
    secret, open_ = road.draft(proposal=INTERNAL), road.draft()

    for document in (secret, open_):
        browser("nigao1").get(url(document))

    views = Entry.objects.filter(verb="page.viewed").values_list("chain", flat=True)
    assert list(views) == [f"document:{secret.pk}"]


def test_the_page_shows_where_the_document_lies_and_since_when(road, browser):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    task = road.task(document, Desk.DISCLOSURE_CHECK)
    workflow.claim(task_id=task.pk, by=road.who["gongkai1"], at=road.tick())

    stages = browser("nigao1").get(url(document)).context["stages"]

    group = next(stage for stage in stages if stage.get("desks"))
    assert [stage["state"] for stage in stages[:4]] == ["done", "done", "current", "waiting"]
    assert {desk["label"]: desk.get("who", "") for desk in group["desks"]} == {
        "公开属性审核": road.who["gongkai1"].full_name, "保密审查": "", "会签·财务司": "",
    }  # fmt: skip


def test_a_withdrawal_needs_its_reason_and_says_what_it_did(road, browser):
    document = road.draft()
    road.submit(document)
    client = browser("nigao1")

    silent = client.post(url(document) + "withdraw/", {"withdraw-return_text": "  "}, follow=True)
    spoken = client.post(url(document) + "withdraw/", {"withdraw-return_text": "附件有误"}, follow=True)

    assert "撤回须写明原因" in silent.content.decode()
    assert "已撤回" in spoken.content.decode()
    assert Document.objects.get(pk=document.pk).status == "draft"


@pytest.mark.parametrize("act", ["withdraw/", "discard/", "cosigns/add/"])
def test_the_acts_of_a_document_are_not_there_for_strangers(road, browser, act):
    document = road.draft()
    road.submit(document)

    assert browser("nigao2").post(url(document) + act, {"withdraw-return_text": "x"}).status_code == 404
    assert browser("chuzhang1").post(url(document) + "withdraw/", {"withdraw-return_text": "x"}).status_code == 404


def test_a_draft_is_discarded_only_after_a_tick(road, browser):
    document = road.draft()
    client = browser("nigao1")

    client.post(url(document) + "discard/")
    assert Document.objects.get(pk=document.pk).status == "draft"
    client.post(url(document) + "discard/", {"discard-confirm": "on"})

    assert Document.objects.get(pk=document.pk).status == "discarded"


def test_an_act_that_is_closed_now_is_shown_with_its_reason(road, browser):
    document = road.draft(proposal=INTERNAL)
    road.submit(document)
    road.walk(document, until=Desk.REGISTER)

    answer = browser("nigao1").get(url(document))

    (withdraw,) = [act for act in answer.context["acts"] if act["gate"].label == "撤回"]
    assert [unmet.sentence for unmet in withdraw["gate"].unmet if unmet.number == 0]
    assert "公文已签发，不能由拟稿人撤回" in answer.content.decode()


def test_urging_stands_in_the_journal_for_all_to_see(road, browser):
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)

    answer = browser("nigao1").post(f"/tasks/{task.pk}/urge/", {f"urge{task.pk}-text": "请今天办结"}, follow=True)

    assert "请今天办结" in answer.content.decode()
    assert "已催办" in browser("chuzhang1").get("/desk/?tab=claimable").content.decode()


def test_signers_are_added_and_taken_out_from_the_page(road, browser):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    client = browser("nigao1")

    client.post(url(document) + "cosigns/add/", {"cosign-office": road.office("发展规划司").pk})
    added = Cosign.objects.get(office=road.office("发展规划司"))
    client.post(f"/cosigns/{added.pk}/withdraw/")
    (round_,) = client.get(url(document)).context["cosign_rounds"]

    assert [row["state"] for row in round_["rows"]] == ["open", "withdrawn"]
    assert browser("nigao2").post(f"/cosigns/{added.pk}/withdraw/").status_code == 404


def test_an_erased_document_shows_only_that_it_was_handled(road, browser):
    document = road.draft("不该写在这里的话。")
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict="must_classify", text="涉密")

    answer = browser("mishu1").get(url(document))

    assert "不该写在这里的话" not in answer.content.decode()
    assert browser("mishu1").get(url(document) + "versions/1/download/").status_code == 410


def test_the_page_of_a_document_takes_the_same_queries_however_long_its_story(road, browser):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    client = browser("nigao1")
    before = queries(client, url(document))

    for turn in range(4):
        give_back(road, document, Desk.DISCLOSURE_CHECK)
        second_version(road, document, f"第{turn}次修改。")
        road.act(document, Desk.DIVISION_CHECK)

    assert queries(client, url(document)) == before


def test_the_steps_say_what_each_desk_came_to(road, browser):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.OFFICE_CHECK)
    before = outcomes(browser("nigao1"), document)
    give_back(road, document, Desk.OFFICE_CHECK)

    after = outcomes(browser("nigao1"), document)

    assert before["办公厅复核"] == "待签收"
    assert (after["核稿"], after["保密审查"]) == ("同意", "可以公开")
    assert (after["办公厅复核"], after["修改"]) == ("退回至修改", "办理中")


def outcomes(client, document):
    return {step["label"]: step["outcome"] for step in client.get(url(document)).context["steps"]}


def test_nobody_urges_themselves(road, browser):
    document = road.draft()
    road.submit(document)
    before = browser("nigao1").get(url(document)).content.decode()
    give_back(road, document, Desk.DIVISION_CHECK)

    after = browser("nigao1").get(url(document)).content.decode()

    assert "催办“核稿”" in before
    assert "催办“" not in after
