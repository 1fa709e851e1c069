import pytest

from audit.models import Entry
from documents.choices import Status
from documents.models import Document
from publication.models import EndingProposal
from publication.selectors import live_release
from review.choices import Desk

WORDS = {"kind": "not_public", "reason": "群众来信指出附件含个人信息", "explanation": "因附件信息有误撤下。"}
BETTER = {"kind": "typesetting", "reason": "概述遗漏", "explanation": "更正内容概述。"}


@pytest.fixture
def document(road):
    """A published document that waits for its follow-up."""
    made = road.draft()
    road.submit(made)
    return road.walk(made, until=Desk.FOLLOW_UP)


def page(document, act):
    return f"/documents/{document.pk}/{act}/"


def propose(client, document, act="retract", **changes):
    """Post what the page sends, with the changes; a correction changes the summary."""
    token = client.get(page(document, act), follow=True).context.get("token", "")
    words = BETTER | {"summary": "更正后的概述。", "topic": "11"} if act == "correct" else WORDS
    return client.post(page(document, act), {"token": token} | words | changes, follow=True)


def decide(client, act, **changes):
    address = f"/endings/{EndingProposal.objects.order_by('-pk').first().pk}/"
    token = client.get(address).context["token"]
    return client.post(address, {"token": token, "act": act} | changes, follow=True)


def status(document):
    return Document.objects.get(pk=document.pk).status


# --- proposing ------------------------------------------------------------------------------------------


@pytest.mark.rule(35)
@pytest.mark.parametrize(("act", "words"), [("retract", "原地址改为告示页"), ("correct", "正文不能改")])
def test_the_page_shows_the_rules_and_what_is_public_now(browser, document, act, words):
    text = browser("fabu1").get(page(document, act)).content.decode()

    assert all(each in text for each in (live_release(document.pk).index.text, "规则35", "政府信息公开条例第6、53条"))
    assert words in text.replace("<strong>", "").replace("</strong>", "")


@pytest.mark.rule(35)
def test_a_proposal_changes_nothing_for_the_public(client, browser, document):
    answer = propose(browser("fabu1"), document)

    index = live_release(document.pk).index.text
    assert "待签发人批准" in answer.content.decode()
    assert (status(document), client.get(f"/portal/documents/{index}").status_code) == (Status.PUBLISHED, 200)


def test_what_is_missing_is_named_and_what_was_typed_is_kept(browser, document):
    for field in ("kind", "reason", "explanation"):
        answer = propose(browser("fabu1"), document, **{field: ""})

        kept = {name: answer.context["form"][name].value() for name in WORDS if name != field}
        assert answer.status_code == 422 and field in answer.context["form"].errors
        assert kept == {name: value for name, value in WORDS.items() if name != field}
    assert not EndingProposal.objects.exists()


def test_a_correction_that_corrects_nothing_is_refused_and_keeps_the_words(browser, document):
    answer = propose(browser("fabu1"), document, "correct", summary=live_release(document.pk).summary)

    assert answer.status_code == 422
    assert "更正前后没有不同" in answer.content.decode() and "更正内容概述。" in answer.content.decode()


def test_a_second_proposal_is_refused_with_the_first_one_in_sight(browser, document):
    propose(browser("fabu1"), document)

    answer = propose(browser("fabu2"), document, "correct")

    assert answer.status_code == 409
    assert "已有待批准的撤下申请" in answer.content.decode() and "概述遗漏" in answer.content.decode()
    assert Entry.objects.filter(verb="act.refused", facts__code="PUB-304").count() == 1


def test_a_page_that_shows_an_older_release_is_told_so(browser, document):
    stale = browser("fabu1").get(page(document, "retract")).context["token"]
    propose(browser("fabu2"), document, "correct")
    decide(browser("qianfa1"), "approve")

    answer = propose(browser("fabu1"), document, token=stale)

    assert answer.status_code == 409
    assert "已有变动（公开文本）" in answer.content.decode() and WORDS["reason"] in answer.content.decode()


def test_nobody_but_a_publisher_finds_the_page(browser, document):
    clients = {name: browser(name) for name in ("qianfa1", "mishu1", "nigao1", "gongkai1", "xitong1")}
    asked = [(name, page(document, act)) for name in clients for act in ("retract", "correct", "republish")]

    found = {each: clients[each[0]].get(each[1]).status_code for each in asked}
    posted = {each: clients[each[0]].post(each[1], WORDS).status_code for each in asked}

    assert found == posted == dict.fromkeys(asked, 404)


def test_what_is_not_public_leads_back_to_the_document(road, browser):
    made = road.draft()
    road.submit(made)
    road.walk(made, until=Desk.RELEASE)

    answer = browser("fabu1").get(page(made, "retract"), follow=True)

    assert answer.redirect_chain == [(f"/documents/{made.pk}/", 302)]
    assert "目前没有公开的文本" in answer.content.decode()


# --- deciding -------------------------------------------------------------------------------------------


@pytest.mark.rule(35)
def test_the_proposal_is_among_the_to_dos_of_each_signatory_and_of_nobody_else(browser, document):
    propose(browser("fabu1"), document)
    people = ("qianfa1", "qianfa2", "fabu1", "fabu2", "mishu1", "nigao1")

    shown = {name: browser(name).get("/desk/").context["endings"] for name in people}

    assert {name: [row["mine"] for row in rows] for name, rows in shown.items()} == {
        "qianfa1": [True], "qianfa2": [True], "fabu1": [False], "fabu2": [], "mishu1": [], "nigao1": [],
    }  # fmt: skip
    assert browser("qianfa1").get("/desk/").context["nav_items"][0][3] == 1


@pytest.mark.rule(35)
def test_the_approver_sees_what_the_public_will_see_and_takes_the_text_down(client, browser, document):
    propose(browser("fabu1"), document)
    index, leader = live_release(document.pk).index.text, browser("qianfa2")

    seen = leader.get(f"/endings/{EndingProposal.objects.get().pk}/").content.decode()
    done = decide(leader, "approve")

    assert all(each in seen for each in ("批准后公众所见", "本件已撤下", *WORDS.values()) if each != "not_public")
    assert "已批准撤下" in done.content.decode() and status(document) == Status.RETRACTED
    tombstone = client.get(f"/portal/documents/{index}")
    assert tombstone.status_code == 410 and WORDS["explanation"] in tombstone.content.decode()
    assert WORDS["reason"] not in tombstone.content.decode()


def test_the_approver_sees_a_correction_side_by_side_and_the_public_gets_it(client, browser, document):
    propose(browser("fabu1"), document, "correct")
    leader = browser("qianfa2")

    seen = leader.get(f"/endings/{EndingProposal.objects.get().pk}/")
    decide(leader, "approve")

    assert [row["label"] for row in seen.context["changes"]] == ["内容概述"]
    text = client.get(f"/portal/documents/{live_release(document.pk).index.text}").content.decode()
    assert "更正后的概述。" in text and "更正内容概述。" in text and status(document) == Status.PUBLISHED


def test_files_that_are_typeset_again_are_awaited(road, browser, document, monkeypatch):
    propose(browser("fabu1"), document, "correct", summary=live_release(document.pk).summary, typesets="on")
    leader = browser("qianfa2")
    early = decide(leader, "approve")
    monkeypatch.setattr("publication.services.copies.pdf.convert", lambda data: b"%PDF-1.7 made up")

    road.work()
    shown = leader.get(f"/endings/{EndingProposal.objects.get().pk}/").context["changes"]
    decide(leader, "approve")

    assert early.status_code == 409 and "重新排版尚未完成" in early.content.decode()
    assert [(row["before"], row["after"]) for row in shown] == [("第1次排版", "第2次排版，核验通过")]
    assert live_release(document.pk).copy.serial == 2


def test_a_refusal_needs_words_and_the_publisher_reads_them(browser, document):
    propose(browser("fabu1"), document)

    silent = decide(browser("qianfa1"), "refuse", why=" ")
    spoken = decide(browser("qianfa1"), "refuse", why="不影响公众使用")

    assert silent.status_code == 422 and "why" in silent.context["form"].errors
    assert "门户页面不变" in spoken.content.decode() and status(document) == Status.PUBLISHED
    assert "不影响公众使用" in browser("fabu1").get(f"/documents/{document.pk}/").content.decode()


def test_a_proposal_that_was_decided_meanwhile_keeps_the_words_and_says_by_whom(road, browser, document):
    propose(browser("fabu1"), document)
    decide(browser("fabu1"), "withdraw")

    answer = decide(browser("qianfa1"), "refuse", why="另有考虑")

    text = answer.content.decode()
    assert answer.status_code == 409 and "另有考虑" in text
    assert "已收回" in text and road.who["fabu1"].full_name in text


@pytest.mark.rule(35)
def test_a_publisher_sees_the_proposal_and_cannot_approve_it(browser, document):
    propose(browser("fabu1"), document)
    address = f"/endings/{EndingProposal.objects.get().pk}/"

    for name in ("fabu1", "fabu2"):
        shown = browser(name).get(address)
        answer = browser(name).post(address, {"act": "approve", "token": shown.context["token"]})

        assert (shown.status_code, answer.status_code, status(document)) == (200, 404, Status.PUBLISHED)
        assert 'value="approve"' not in shown.content.decode()
        assert ('value="withdraw"' in shown.content.decode()) == (name == "fabu1")


def test_a_button_that_is_not_there_decides_nothing(browser, document):
    propose(browser("fabu1"), document)

    answers = [decide(browser(name), act).status_code for name in ("qianfa1", "fabu1") for act in ("", "burn")]

    assert answers == [404] * 4
    assert EndingProposal.objects.get().is_open


# --- the document's page, and the way back to the public --------------------------------------------------


def links(client, document):
    return [link["label"] for link in client.get(f"/documents/{document.pk}/").context["links"]]


def test_the_document_leads_to_what_can_be_done_now(browser, document):
    publisher = browser("fabu1")
    public = links(publisher, document)
    propose(publisher, document)
    pending = links(publisher, document)
    decide(browser("qianfa1"), "approve")

    assert {"撤下", "更正", "门户页面"} <= set(public) and "重新公开" not in public
    assert not {"撤下", "更正"} & set(pending)
    assert {"重新公开", "门户告示页"} <= set(links(publisher, document))
    assert "撤下" not in links(browser("nigao1"), document)


def test_the_story_of_the_releases_stands_on_the_documents_page(road, browser, document):
    propose(browser("fabu1"), document)
    decide(browser("qianfa1"), "approve")

    answer = browser("nigao1").get(f"/documents/{document.pk}/")

    (row,) = answer.context["releases"]
    assert (row["state"], row["kind"], row["approver"]) == (
        "retracted",
        "经复核不宜公开",
        road.who["qianfa1"].full_name,
    )
    assert WORDS["explanation"] in answer.content.decode()
    sentences = [entry.sentence for entry in answer.context["entries"]]
    assert any("提出撤下公开文本" in each for each in sentences) and any("批准撤下" in each for each in sentences)


def test_a_retracted_document_goes_back_to_the_review_from_its_page(road, browser, document):
    publisher = browser("fabu1")
    propose(publisher, document)
    decide(browser("qianfa1"), "approve")
    token = publisher.get(page(document, "republish")).context["token"]

    silent = publisher.post(page(document, "republish"), {"token": token, "reason": " "})
    spoken = publisher.post(page(document, "republish"), {"token": token, "reason": "复核可以公开"}, follow=True)

    assert silent.status_code == 422
    assert "保密审查" in spoken.content.decode() and road.open_desks(document) == ["confidentiality_officer"]
    again = publisher.post(page(document, "republish"), {"token": token, "reason": "再点一次"})
    assert again.status_code == 409 and "再点一次" in again.content.decode()
    publisher.post(page(document, "republish") + "stop/")
    assert road.open_desks(document) == ["confidentiality_officer"]
    publisher.post(page(document, "republish") + "stop/", {"stop-confirm": "on"})
    assert road.open_desks(document) == ["archive"]


def test_what_is_public_is_not_asked_to_be_published_again(browser, document):
    text = browser("fabu1").get(page(document, "republish")).content.decode()

    assert "只有已撤下的公文可以提请" in text
