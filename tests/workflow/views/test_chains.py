import pytest

from accounts.models import Office
from documents.docx.intake import take_in
from review.choices import Desk, Verdict
from review.models import ChainPolicy, Opinion, OutsideAnswer
from tests.workflow.services.test_chains import asked_by, at, in_doubt, policy
from tests.workflow.views.test_steps import send, token, url

CHAINS = "/confidentiality/chains/"
LEADER = Desk.CONFIDENTIALITY_LEADER
TYPED = {
    "body": "国家保密局", "letter": "国保函〔2026〕8号", "answered_on": "2026-11-24", "answer": "may_publish",
    "text": "经研究，可以公开。",
}  # fmt: skip


# --- 审查链设置 --------------------------------------------------------------------------------------


@pytest.mark.rule(15)
def test_the_head_sets_a_chain_and_the_general_office_confirms_it(road, browser):
    head, office = browser("baomizhu1"), browser("mishu1")

    sent = {"office": road.office("基础教育司").pk, "leader_always": "always", "reason": "涉及学生较多"}
    assert head.post(CHAINS, sent).status_code == 302
    made = ChainPolicy.objects.get()
    assert "待办公厅确认" in head.get(CHAINS).content.decode()
    assert office.post(f"{CHAINS}{made.pk}/confirm/").status_code == 302

    made.refresh_from_db()
    assert (made.leader_always, made.confirmed_by) == (True, road.who["mishu1"])
    assert "现行" in office.get(CHAINS).content.decode()


def test_a_setting_without_a_reason_is_refused_and_keeps_the_choice(road, browser):
    answer = browser("baomizhu1").post(CHAINS, {"office": road.office("财务司").pk, "leader_always": "", "reason": ""})

    assert (answer.status_code, ChainPolicy.objects.count()) == (422, 0)
    assert answer.context["form"]["office"].value() == str(road.office("财务司").pk)


def test_only_the_head_sets_and_only_the_general_office_confirms(road, browser):
    made = policy(road, confirmed=False)
    sent = {"office": road.office("财务司").pk, "leader_always": "always", "reason": "试行"}

    assert browser("mishu1").post(CHAINS, sent).status_code == 404
    assert browser("mishu1").get(CHAINS).context["form"] is None
    assert browser("baomizhu2").post(f"{CHAINS}{made.pk}/confirm/").status_code == 404
    assert browser("baomi1").get(CHAINS).status_code == 404


def test_the_setting_of_another_organ_is_not_there(road, browser):
    other = Office.objects.create(kind="organ", name="卫生健康委")
    made = ChainPolicy.objects.create(
        office=other, serial=1, leader_always=True, reason="试行", set_by=road.who["baomizhu1"], set_at=road.tick()
    )

    assert browser("mishu1").post(f"{CHAINS}{made.pk}/confirm/").status_code == 404
    sent = {"office": other.pk, "leader_always": "always", "reason": "试行"}
    assert browser("baomizhu1").post(CHAINS, sent).status_code == 422


# --- 提请确定 ---------------------------------------------------------------------------------------


@pytest.mark.rule(18)
def test_the_next_desk_reads_first_what_is_asked_and_may_take_the_letter(road, browser):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)
    task = asked_by(road, document)
    client = browser(road.someone(task).username)

    page = client.get(url(task)).content.decode()

    assert page.index("第三段是否涉密不能确定") < page.index('id="h-text"')
    assert page.index("保密机构负责人") < page.index('id="h-text"')
    for opinion in Opinion.objects.filter(document=document, verdict="cannot_determine"):
        assert f"/opinions/{opinion.pk}/letter/" in page


@pytest.mark.rule(18)
@pytest.mark.parametrize(
    ("desk", "genre", "words"), [(Desk.CONFIDENTIALITY_HEAD, "请示", "请批示"), (LEADER, "函", "请予函复")]
)
def test_the_letter_names_document_digest_words_question_and_articles(road, browser, desk, genre, words):
    document = in_doubt(road)
    opinion = Opinion.objects.get(document=document, desk=desk)

    answer = browser("mishu1").get(f"/opinions/{opinion.pk}/letter/")

    content = take_in(answer.content, "函件.docx").draft.content
    text = "\n".join(content.lines())
    assert content.title == f"关于提请确定《{document.title}》是否可以公开的{genre}"
    for part in (document.version.content_sm3, opinion.text, "第十七条", "第四十二条", "尚未编号", words):
        assert part in text


def test_a_letter_is_not_there_for_strangers_nor_for_an_opinion_without_a_doubt(road, browser):
    document = in_doubt(road)
    doubt = Opinion.objects.get(document=document, desk=LEADER)
    sure = Opinion.objects.exclude(verdict="cannot_determine").filter(document=document).first()

    assert browser("nigao2").get(f"/opinions/{doubt.pk}/letter/").status_code == 404
    assert browser("mishu1").get(f"/opinions/{sure.pk}/letter/").status_code == 404


@pytest.mark.rule(12)
def test_no_letter_is_made_of_what_was_erased(road, browser):
    document = in_doubt(road)
    doubt = Opinion.objects.get(document=document, desk=LEADER)
    road.act(document, LEADER, verdict=Verdict.MUST_CLASSIFY, text="应当定密")

    assert browser("nigao1").get(f"/opinions/{doubt.pk}/letter/").status_code == 410


@pytest.mark.rule(18)
def test_the_leaders_doubt_stays_on_the_desk_and_says_what_to_do(road, browser):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)
    task = asked_by(road, document)
    client = browser("qianfa1")

    answer = send(client, task, verdict="cannot_determine", text="须请示国家保密局")
    page = client.get(url(task)).content.decode()

    assert answer.status_code == 302
    assert "收到答复登记后再作裁定" in page and f"/tasks/{task.pk}/answer/" in page


@pytest.mark.rule(18)
def test_an_answer_is_recorded_and_lets_the_leader_rule(road, browser):
    task = road.task(in_doubt(road), LEADER)
    client = browser(task.owner.username)
    page = client.get(f"/tasks/{task.pk}/answer/")

    answer = client.post(f"/tasks/{task.pk}/answer/", TYPED | {"token": page.context["token"]})

    assert (answer.status_code, OutsideAnswer.objects.get().body) == (302, "国家保密局")
    assert "国家保密局答复：可以公开" in client.get(url(task)).content.decode()


def test_an_incomplete_answer_is_refused_and_keeps_what_was_typed(road, browser):
    task = road.task(in_doubt(road), LEADER)
    client = browser(task.owner.username)

    answer = client.post(f"/tasks/{task.pk}/answer/", TYPED | {"token": token(client, task), "text": ""})

    assert (answer.status_code, OutsideAnswer.objects.count()) == (422, 0)
    assert "国保函〔2026〕8号" in answer.content.decode()


def test_where_there_is_no_doubt_there_is_no_form_for_an_answer(road, browser):
    document = at(road, Desk.CONFIDENTIALITY_OFFICER)
    task = asked_by(road, document)

    assert browser(road.someone(task).username).get(f"/tasks/{task.pk}/answer/").status_code == 409
    assert browser("nigao1").get(f"/tasks/{task.pk}/answer/").status_code == 404
