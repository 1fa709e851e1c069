import pytest

from accounts import services as accounts
from accounts.models import Membership
from accounts.roles import Role
from audit.models import Entry
from documents.models import Blob, Document
from review.choices import CHECKLIST, Desk
from review.models import Cosign, Opinion, OpinionFile, Return
from tests.counting import queries
from tests.workflow.road import INTERNAL
from tests.workflow.views.conftest import fields, word
from workflow.models import DeskTask


def at_desk(road, desk, **flags):
    """Return a document that waits at the desk, and its task."""
    document = road.draft(**flags)
    road.submit(document)
    document = road.walk(document, until=desk)
    return document, road.task(document, desk)


def url(task):
    return f"/tasks/{task.pk}/"


def token(client, task):
    return client.get(url(task)).context["token"]


def send(client, task, **sent):
    """Press a button of the task's page ("act": decide, return, classify)."""
    return client.post(url(task), {"act": "decide", "token": token(client, task)} | sent)


RETURN = {
    "act": "return",
    "return_reason": "wording",
    "return_text": "第三段须改",
    "to_desk": "revise",
    "resume": "direct",
}


def refusals(code):
    return Entry.objects.filter(verb="act.refused", facts__code=code).count()


# --- deciding ---------------------------------------------------------------------------------------


def test_a_decision_says_where_the_document_is_now_and_leads_to_the_next_to_do(road, browser):
    document, task = at_desk(road, Desk.DIVISION_CHECK)
    _other, following = at_desk(road, Desk.DIVISION_CHECK)
    client = browser("chuzhang1")
    client.post(f"/tasks/{following.pk}/claim/")

    answer = client.post(url(task), {"act": "decide", "token": token(client, task), "text": "同意"}, follow=True)

    assert road.open_desks(document) == ["disclosure_check", "confidentiality_officer"]
    assert answer.redirect_chain[-1][0] == url(following)
    assert "公文现在：公开属性审核、保密审查" in answer.content.decode()


def test_deciding_an_unclaimed_task_claims_it(road, browser):
    _document, task = at_desk(road, Desk.DIVISION_CHECK)

    assert send(browser("chuzhang1"), task).status_code == 302
    assert DeskTask.objects.get(pk=task.pk).closed_by == road.who["chuzhang1"]


@pytest.mark.rule(19)
@pytest.mark.parametrize("desk", [Desk.CONFIDENTIALITY_OFFICER, Desk.LEGALITY_REVIEW])
def test_a_verdict_must_be_chosen_where_there_is_more_than_one(road, browser, desk):
    document, task = at_desk(road, desk, is_normative=True)
    client = browser(road.someone(task).username)

    answer = send(client, task, text="写好的意见", checklist=list(CHECKLIST))

    assert answer.status_code == 422
    assert "verdict" in answer.context["form"].errors
    assert "写好的意见" in answer.content.decode()
    assert not Opinion.objects.filter(document=document, desk=desk).exists()


@pytest.mark.rule(17)
def test_a_favourable_review_needs_every_head_of_the_checklist(road, browser):
    _document, task = at_desk(road, Desk.CONFIDENTIALITY_OFFICER)
    client = browser("baomi1")

    missing = send(client, task, verdict="may_publish", checklist=list(CHECKLIST)[:-1], text="无密")
    whole = send(client, task, verdict="may_publish", checklist=list(CHECKLIST), text="无密")

    assert (missing.status_code, whole.status_code) == (422, 302)
    assert "规则17" in missing.content.decode()
    assert refusals("GEN-422") == 1


def test_an_unfavourable_verdict_needs_words_and_the_page_says_so_at_the_field(road, browser):
    _document, task = at_desk(road, Desk.CONFIDENTIALITY_OFFICER)

    answer = send(browser("baomi1"), task, verdict="not_public")

    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors


@pytest.mark.rule(12)
def test_a_marked_word_empties_its_field_alone_and_everything_else_stays(road, browser):
    _document, task = at_desk(road, Desk.CONFIDENTIALITY_OFFICER)
    before = Opinion.objects.count()

    answer = send(browser("baomi1"), task, verdict="not_public", text="绝密★20年", return_text="第三段须改")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "绝密★20年" not in page
    assert "第三段须改" in page and answer.context["form"]["verdict"].value() == "not_public"
    assert answer.context["form"].errors["text"] and "data-marked" in page
    assert Opinion.objects.count() == before
    assert not Entry.objects.filter(facts__icontains="绝密").exists()


def test_a_closed_gate_shows_the_button_disabled_with_its_reasons(road, browser):
    document, task = at_desk(road, Desk.DIVISION_CHECK)
    Membership.objects.create(user=road.who["nigao1"], group=road.who["chuzhang1"].memberships.get().group)

    answer = browser("nigao1").get(url(task))

    text = answer.content.decode()
    assert "disabled" in text and "规则87" in text
    assert send(browser("nigao1"), task).status_code == 422
    assert Document.objects.get(pk=document.pk).status == "in_review"


@pytest.mark.rule(52)
def test_the_register_proposes_the_day_of_the_signature_and_refuses_an_earlier_one(road, browser):
    document, task = at_desk(road, Desk.REGISTER)
    client = browser("mishu1")

    shown = client.get(url(task)).context["form"]
    early = send(client, task, series=document.series_id, issued_on="2020-01-01")
    good = send(client, task, series=document.series_id, issued_on=shown["issued_on"].value())

    assert (early.status_code, good.status_code) == (422, 302)
    assert "规则52" in early.content.decode()
    assert Document.objects.get(pk=document.pk).number_text == "教办厅〔2026〕1号"


# --- returning --------------------------------------------------------------------------------------


def test_a_return_needs_reason_words_and_target(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)

    answer = send(browser("gongkai1"), task, act="return")

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) >= {"return_reason", "return_text", "to_desk"}
    assert not Return.objects.filter(document=document).exists()


@pytest.mark.rule(54)
def test_a_return_goes_back_with_a_printable_notice(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)

    answer = send(browser("gongkai1"), task, **RETURN)

    back = Return.objects.get(document=document)
    assert answer.status_code == 302
    assert road.open_desks(document) == ["revise"]
    notice = browser("nigao1").get(f"/returns/{back.pk}/")
    assert "第三段须改" in notice.content.decode() and "退文单" in notice.content.decode()
    assert browser("nigao2").get(f"/returns/{back.pk}/").status_code == 404


def test_only_the_desks_from_which_a_return_may_go_are_offered(road, browser):
    _document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    client = browser("gongkai1")

    offered = [code for code, _label in client.get(url(task)).context["form"].fields["to_desk"].choices]
    forged = send(client, task, **(RETURN | {"to_desk": "sign"}))

    assert offered == ["revise", "division_check"]
    assert forged.status_code == 422


# --- 应当定密 ---------------------------------------------------------------------------------------


@pytest.mark.rule(12)
def test_must_classify_needs_a_tick_and_then_erases_the_content(road, browser):
    document, task = at_desk(road, Desk.CONFIDENTIALITY_OFFICER)
    client = browser("baomi1")

    unsure = send(client, task, act="classify", text="涉及国家秘密")
    assert (unsure.status_code, Blob.objects.count()) == (422, 1)
    sure = send(client, task, act="classify", text="涉及国家秘密", confirm_classify="on")

    assert sure.status_code == 302
    assert (Document.objects.get(pk=document.pk).status, Blob.objects.count()) == ("discarded", 0)
    assert "清除" in browser("nigao1").get(f"/documents/{document.pk}/").content.decode()


# --- two people, stale pages, lost rights, foreign tasks --------------------------------------------


def test_two_people_on_one_task_the_second_sees_who_acted_and_keeps_the_words(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    first, second = browser("gongkai1"), browser("gongkai2")
    seen = token(second, task)
    send(first, task)

    answer = second.post(url(task), {"act": "decide", "token": seen, "text": "我的意见很长"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert road.who["gongkai1"].full_name in answer.context["stale"]["sentence"]
    assert "我的意见很长" in text
    assert Opinion.objects.filter(document=document, desk=Desk.DISCLOSURE_CHECK).count() == 1


def test_a_stale_page_is_refused_with_what_happened_and_keeps_the_words(road, browser):
    _document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    client = browser("gongkai1")
    old = token(client, task)
    client.post(f"/tasks/{task.pk}/claim/")
    client.post(f"/tasks/{task.pk}/unclaim/")

    answer = client.post(url(task), {"act": "decide", "token": old, "text": "我的意见很长"})

    assert answer.status_code == 409
    assert any("退还签收" in line for line in answer.context["stale"]["entries"])
    assert "我的意见很长" in answer.content.decode()
    assert refusals("WFL-102") == 1


def test_a_task_held_by_another_is_shown_but_not_decided(road, browser):
    _document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    browser("gongkai1").post(f"/tasks/{task.pk}/claim/")
    other = browser("gongkai2")

    shown = other.get(url(task))
    answer = other.post(url(task), {"act": "decide", "token": shown.context["token"], "text": "抢办"})

    assert (shown.status_code, shown.context["form"], answer.status_code) == (200, None, 409)
    assert road.who["gongkai1"].full_name in answer.context["stale"]["sentence"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_role_removed_after_claiming_ends_the_right_and_frees_the_task(road, browser, method):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    client = browser("gongkai1")
    client.post(f"/tasks/{task.pk}/claim/")
    accounts.grant_role(user=road.who["gongkai1"], role=Role.PUBLISHER, by=road.who["anquan1"], at=road.tick())
    accounts.withdraw_role(
        user=road.who["gongkai1"], role=Role.DISCLOSURE_OFFICER, by=road.who["anquan1"], at=road.tick()
    )

    answer = getattr(client, method)(url(task), {"act": "decide", "token": "x"})

    assert answer.status_code == 403
    assert "已不具有" in answer.content.decode()
    assert DeskTask.objects.get(pk=task.pk).owner is None
    assert not Opinion.objects.filter(document=document, desk=Desk.DISCLOSURE_CHECK).exists()
    assert Entry.objects.filter(verb="task.released").count() == 1


@pytest.mark.parametrize("act", ["", "claim/", "unclaim/", "urge/", "transfer/", "lend/"])
def test_a_forged_or_foreign_task_is_not_there(road, browser, act):
    _document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    stranger = browser("nigao2")

    assert stranger.post(f"/tasks/{task.pk}/{act}", {"act": "decide"}).status_code == 404
    assert stranger.post(f"/tasks/999999999/{act}", {"act": "decide"}).status_code == 404


def test_a_step_of_the_machine_is_no_desk(road, browser):
    document, _task = at_desk(road, Desk.DISCLOSURE_CHECK)
    machine = DeskTask.objects.filter(document=document, desk="").first()

    assert browser("mishu1").get(url(machine)).status_code == 404


def test_a_closed_task_leads_to_its_document_and_says_by_whom(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    send(browser("gongkai1"), task)

    answer = browser("gongkai2").get(url(task), follow=True)

    assert answer.redirect_chain[-1][0] == f"/documents/{document.pk}/"
    assert road.who["gongkai1"].full_name in answer.content.decode()


def test_a_draft_to_be_mended_leads_to_its_own_page(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    send(browser("gongkai1"), task, **RETURN)
    revise = road.task(document, Desk.REVISE)

    assert browser("nigao1").get(url(revise)).url == f"/documents/{document.pk}/draft/"


# --- papers, co-signs -------------------------------------------------------------------------------


def test_a_paper_goes_with_the_opinion_to_whoever_may_read_it(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)

    send(browser("gongkai1"), task, attached=[word("修改建议", "第一处", name="建议.docx")])

    file = OpinionFile.objects.get(opinion__document=document)
    answer = browser("nigao1").get(f"/opinions/files/{file.pk}/")
    assert (answer.status_code, answer.content) == (200, bytes(file.blob.data))
    assert "attachment" in answer["Content-Disposition"]
    assert browser("nigao2").get(f"/opinions/files/{file.pk}/").status_code == 404


def test_a_classified_paper_refuses_the_opinion_and_keeps_the_words(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    blobs = Blob.objects.count()

    answer = send(browser("gongkai1"), task, text="见附件", attached=[word("机密★10年", "内容")])

    assert answer.status_code == 422
    assert "见附件" in answer.content.decode()
    assert (Blob.objects.count(), Opinion.objects.filter(document=document, desk=Desk.DISCLOSURE_CHECK).count()) == (
        blobs,
        0,
    )
    assert Entry.objects.filter(verb="document.upload_refused", facts={"code": "DOC-320"}).count() == 1


def cosigning(road):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    return document, road.task(document, Desk.DEPARTMENT_COSIGN)


def test_a_cosign_is_handed_over_to_another_office(road, browser):
    document, task = cosigning(road)

    answer = browser("chuzhang4").post(f"/tasks/{task.pk}/transfer/", {"transfer-office": road.office("发展规划司").pk})

    heir = road.task(document, Desk.DEPARTMENT_COSIGN)
    assert answer.status_code == 302
    assert browser("chuzhang3").get(url(heir)).status_code == 200
    assert browser("chuzhang4").get(url(heir)).status_code == 404


def test_advice_is_asked_given_and_comes_back_to_the_lender(road, browser):
    document, task = cosigning(road)
    Membership.objects.create(user=road.who["qianfa2"], group=road.who["chuzhang4"].memberships.get().group)
    adviser = road.who["chuzhang8"]
    Document.objects.filter(pk=document.pk)
    type(adviser).objects.filter(pk=adviser.pk).update(office=road.office("预算处"))

    browser("chuzhang4").post(f"/tasks/{task.pk}/lend/", {"lend-person": adviser.pk})
    loan = road.task(document, Desk.DEPARTMENT_COSIGN)
    empty = send(browser("chuzhang8"), loan)
    given = send(browser("chuzhang8"), loan, text="建议同意")
    back = road.task(document, Desk.DEPARTMENT_COSIGN)
    shown = browser("chuzhang4").get(url(back))

    assert (empty.status_code, given.status_code) == (422, 302)
    assert "建议同意" in shown.content.decode()
    assert Cosign.objects.get(pk=back.cosign_id).state == "open"


def test_the_news_office_sees_plan_and_material(road, browser):
    _document, task = at_desk(road, Desk.INTERPRETATION_COSIGN, is_policy=True)

    answer = browser("xinwen1").get(url(task))

    assert answer.context["plan"].first_interpreter in answer.content.decode()


def test_the_signatory_sees_all_opinions(road, browser):
    _document, task = at_desk(road, Desk.SIGN, proposal=INTERNAL)

    answer = browser("qianfa1").get(url(task))

    assert {row["desk"] for row in answer.context["opinions"]} >= {"核稿", "公开属性审核", "保密审查", "办公厅复核"}


def test_a_desk_lands_on_what_changed_since_its_last_opinion(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    send(browser("gongkai1"), task)
    send(browser("mishu1"), road.task(document, Desk.OFFICE_CHECK), **RETURN)
    client, address = browser("nigao1"), f"/documents/{document.pk}/draft/"
    text = word(document.title, "各直属高校：", "现就新的工作通知如下。")
    chosen = {"attribute": "proactive", "stages": ["decision"], "submit": "1"}
    sent = fields(document, token=client.get(address).context["token"], file=text, **chosen)
    assert client.post(address, sent).status_code == 302
    road.act(document, Desk.DIVISION_CHECK)

    answer = browser("gongkai1").get(url(road.task(document, Desk.DISCLOSURE_CHECK)))

    assert "第 1 稿" in answer.context["diff_label"]
    assert "<ins>" in answer.context["diff_html"] and "<del>" in answer.context["diff_html"]


def test_the_page_of_a_desk_takes_the_same_queries_for_one_and_many_returns(road, browser):
    document, task = at_desk(road, Desk.DISCLOSURE_CHECK)
    client = browser("gongkai1")
    before = queries(client, url(task))

    for _ in range(4):
        send(client, road.task(document, Desk.DISCLOSURE_CHECK), **(RETURN | {"to_desk": "division_check"}))
        road.act(document, Desk.DIVISION_CHECK)

    assert queries(client, url(road.task(document, Desk.DISCLOSURE_CHECK))) == before
