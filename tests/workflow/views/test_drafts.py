import zipfile
from io import BytesIO

import pytest

from accounts import services as accounts
from audit.models import Entry
from documents import uploads
from documents.docx.opening.package import MB
from documents.models import Blob, Document, Version
from documents.selectors import whole
from publication.selectors import elements_of
from review.choices import Desk, Resume
from tests.workflow.road import PROACTIVE
from tests.workflow.views.conftest import fields, upload, word
from workflow import services as workflow
from workflow.services.returns import Back

NEW = "/documents/new/"


def page(client, document):
    return client.get(f"/documents/{document.pk}/draft/")


def save(client, document, *, token=None, **changes):
    token = token or page(client, document).context["token"]
    return client.post(f"/documents/{document.pk}/draft/", fields(document, token=token, **changes))


def fresh(document):
    return Document.objects.select_related("version", "decision", "series").get(pk=document.pk)


def nothing_is_stored():
    return not (Document.objects.exists() or Version.objects.exists() or Blob.objects.exists())


# --- 新拟公文 ---------------------------------------------------------------------------------------


def test_the_founding_document_makes_a_draft_with_its_elements_read(browser, founding_document):
    answer = browser("nigao1").post(NEW, {"file": upload(founding_document, "a.docx")}, follow=True)

    document = Document.objects.get()
    assert document.title == "教育部办公厅关于全面推进政务公开工作的实施意见"
    assert (document.genre, document.issuing_body, document.series.code) == ("意见", "教育部办公厅", "教办厅")
    assert answer.redirect_chain[-1][0] == f"/documents/{document.pk}/draft/"


def test_a_document_without_a_seal_is_judged_and_printed_as_one(road, browser):
    document, client = road.draft(), browser("nigao1")
    judged = document.routing_sm3()

    save(client, document, sealed="")

    assert not fresh(document).sealed and fresh(document).routing_sm3() != judged
    assert not elements_of(whole(document.pk)).sealed
    assert "不加盖印章" in client.get(f"/documents/{document.pk}/").content.decode()


def test_a_draft_without_a_title_can_still_be_found_and_opened(road, browser):
    client = browser("nigao1")
    client.post(NEW, {"file": word("现就有关事项说明如下。")})
    document = Document.objects.get()
    assert document.title == ""

    listed = client.get("/desk/?tab=drafted").content.decode()

    assert f'<a href="/documents/{document.pk}/" data-open>（未填标题）</a>' in listed
    assert "<h1>（未填标题）</h1>" in page(client, document).content.decode()


def test_an_attachment_comes_with_the_draft(browser, founding_document):
    files = {
        "file": upload(founding_document, "a.docx"),
        "attachments": [word("任务分工表", "第一项工作", name="b.docx")],
    }

    browser("nigao1").post(NEW, files)

    assert Document.objects.get().version.attachments.count() == 1


def bomb():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<a/>" + " " * (60 * MB))
    return buffer.getvalue()


REFUSED = {
    "empty": (lambda: upload(b"", "a.docx"), 422, "DOC-301"),
    "not a docx": (lambda: upload(b"%PDF-1.7 ...", "a.docx"), 415, "DOC-303"),
    "broken zip": (lambda: upload(b"PK\x03\x04" + b"x" * 200, "a.docx"), 422, "DOC-304"),
    "zip bomb": (lambda: upload(bomb(), "a.docx"), 422, "DOC-306"),
    "no text": (lambda: word("", name="a.docx"), 422, "DOC-311"),
    "mark in the text": (lambda: word("机密★10年", "关于某事的通知", "正文。"), 422, "DOC-320"),
    "mark in the name": (lambda: word("关于某事的通知", "正文。", name="机密★10年.docx"), 422, "DOC-320"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_file_is_answered_in_words_and_nothing_of_it_is_stored(browser, case):
    make, status, code = REFUSED[case]

    answer = browser("nigao1").post(NEW, {"file": make()})

    assert (answer.status_code, answer.context["form"].refused.code) == (status, code)
    assert answer.context["form"].errors["file"]
    assert nothing_is_stored()
    (entry,) = Entry.objects.filter(verb="document.upload_refused")
    assert (entry.chain, entry.facts) == ("system", {"code": code})


def test_a_classified_attachment_refuses_the_whole_upload(browser, founding_document):
    files = {"file": upload(founding_document, "a.docx"), "attachments": [word("秘密★5年", "附表")]}

    answer = browser("nigao1").post(NEW, files)

    assert answer.status_code == 422
    assert nothing_is_stored()


def test_a_file_over_the_limit_is_dropped_while_it_comes_in(browser, monkeypatch):
    monkeypatch.setattr(uploads, "FILE_LIMIT", MB)

    answer = browser("nigao1").post(NEW, {"file": upload(b"PK\x03\x04" + bytes(3 * MB), "a.docx")})

    assert (answer.status_code, answer.context["form"].refused.code) == (413, "DOC-302")
    assert "file" not in answer.wsgi_request.FILES
    assert nothing_is_stored()


def test_the_files_of_one_request_together_are_limited(browser, monkeypatch, founding_document):
    monkeypatch.setattr(uploads, "REQUEST_LIMIT", len(founding_document) + 10)
    files = {"file": upload(founding_document, "a.docx"), "attachments": [upload(founding_document, "b.docx")]}

    answer = browser("nigao1").post(NEW, files)

    assert answer.status_code == 413
    assert nothing_is_stored()


def test_of_a_stranger_no_upload_is_kept(client, founding_document):
    answer = client.post(NEW, {"file": upload(founding_document, "a.docx")})

    assert answer.status_code == 302
    assert not answer.wsgi_request.FILES


def test_a_substitute_drafts_in_the_principals_name(road, browser, founding_document):
    day, absent, substitute = road.at.date(), road.who["nigao1"], road.who["nigao2"]
    accounts.delegate(to=substitute, starts_on=day, ends_on=day, reason="休假", by=absent, at=road.tick())
    sent = {"file": upload(founding_document, "a.docx"), "on_behalf_of": str(absent.pk)}

    browser("nigao2").post(NEW, sent)

    assert Document.objects.get().drafter == absent


def test_nobody_drafts_in_a_strangers_name(road, browser, founding_document):
    sent = {"file": upload(founding_document, "a.docx"), "on_behalf_of": str(road.who["nigao1"].pk)}

    browser("nigao2").post(NEW, sent)

    assert Document.objects.get().drafter == road.who["nigao2"]


# --- 修改草稿 ---------------------------------------------------------------------------------------


def test_the_elements_are_saved_while_the_decision_is_still_missing(road, browser):
    document = road.draft(proposal=None)

    answer = save(browser("nigao1"), document, urgency="urgent", copies_to="各省级教育行政部门\n部内各司局")

    assert answer.status_code == 302
    assert (fresh(document).urgency, fresh(document).copies_to) == ("urgent", ["各省级教育行政部门", "部内各司局"])
    assert fresh(document).decision is None


@pytest.mark.rule(1)
def test_no_attribute_is_chosen_beforehand(road, browser):
    answer = page(browser("nigao1"), road.draft(proposal=None))

    assert 'name="attribute" value="proactive"' in answer.content.decode()
    assert "checked" not in str(answer.context["form"]["attribute"])


@pytest.mark.rule(2)
def test_an_incomplete_decision_is_not_stored_but_stays_in_the_form(road, browser):
    document = road.draft(proposal=None)

    answer = save(browser("nigao1"), document, attribute="withheld", stages=["decision"], urgency="urgent")

    assert answer.status_code == 422
    assert "规则2" in str(answer.context["form"].errors["attribute"])
    assert answer.context["form"]["attribute"].value() == "withheld"
    assert (fresh(document).decision, fresh(document).urgency) == (None, "urgent")


@pytest.mark.rule(1)
def test_stages_without_an_attribute_are_asked_for_it(road, browser):
    answer = save(browser("nigao1"), road.draft(proposal=None), stages=["decision"])

    assert answer.status_code == 422
    assert "规则1" in str(answer.context["form"].errors["attribute"])


def test_a_complete_decision_is_stored(road, browser):
    document = road.draft(proposal=None)

    save(browser("nigao1"), document, attribute="proactive", stages=["decision", "result"])

    assert fresh(document).decision.stages == ["decision", "result"]


def test_a_direction_that_the_genre_does_not_allow_is_refused(road, browser):
    answer = save(browser("nigao1"), road.draft(), genre="通知", direction="up")

    assert answer.status_code == 422
    assert "direction" in answer.context["form"].errors


def test_a_changed_genre_brings_its_usual_direction(road, browser):
    document = road.draft()

    save(browser("nigao1"), document, genre="请示")

    assert (fresh(document).genre, fresh(document).direction) == ("请示", "up")


def test_a_stale_page_saves_nothing_and_keeps_what_was_typed(road, browser):
    document = road.draft()
    client = browser("nigao1")
    stale = page(client, document).context["token"]
    save(client, document, summary="第一次保存")

    answer = save(client, document, token=stale, summary="第二个窗口里写的")

    assert answer.status_code == 409
    assert "第二个窗口里写的" in answer.content.decode()
    assert fresh(document).summary == "第一次保存"


def test_a_stale_page_names_what_changed_and_not_what_was_refused(road, browser):
    document = road.draft()
    client = browser("nigao1")
    stale = page(client, document).context["token"]
    save(client, document, summary="第一次保存")
    save(client, document, token=stale, summary="第二个窗口里写的")

    again = save(client, document, token=stale, summary="第二个窗口里写的")

    assert "沈禾青 修改公文要素" in again.content.decode()
    assert "被拒绝" not in again.content.decode()


def test_a_new_file_makes_a_new_version_and_keeps_attachments(road, browser, founding_document):
    client = browser("nigao1")
    files = {"file": upload(founding_document, "a.docx"), "attachments": [word("任务分工表", "第一项工作")]}
    client.post(NEW, files)
    document = Document.objects.get()

    save(
        client, document, file=word("教育部办公厅关于某事的通知", "各高校：", "新的正文。"), note="按意见修改",
        keep_attachments="on",
    )  # fmt: skip

    now = fresh(document)
    assert (now.version.serial, now.version.note) == (2, "按意见修改")
    assert now.title == "教育部办公厅关于某事的通知"
    assert now.version.attachments.count() == 1


def test_attachments_go_when_they_are_not_kept(browser, founding_document):
    client = browser("nigao1")
    client.post(NEW, {"file": upload(founding_document, "a.docx"), "attachments": [word("任务分工表", "第一项")]})
    document = Document.objects.get()

    save(client, document)

    assert (fresh(document).version.serial, fresh(document).version.attachments.count()) == (2, 0)


def test_a_refused_new_file_keeps_text_and_version(road, browser):
    document = road.draft()

    answer = save(browser("nigao1"), document, file=word("机密★10年", "正文"), summary="写了很久的概述")

    assert answer.status_code == 422
    assert "写了很久的概述" in answer.content.decode()
    assert fresh(document).version.serial == 1


def test_a_file_over_the_limit_keeps_what_was_typed_before_and_after_it(road, browser, monkeypatch):
    monkeypatch.setattr(uploads, "FILE_LIMIT", MB)
    document = road.draft()

    answer = save(
        browser("nigao1"), document, file=upload(bytes(2 * MB), "b.docx"), note="写在文件之后", summary="写在前面"
    )

    assert answer.status_code == 413
    assert {"写在文件之后", "写在前面"} <= {answer.context["form"][name].value() for name in ("note", "summary")}


@pytest.mark.rule(12)
def test_a_marked_word_saves_nothing_and_keeps_the_other_fields(road, browser):
    document = road.draft()

    answer = save(browser("nigao1"), document, title="机密★5年", summary="新概述")

    assert answer.status_code == 422
    assert "机密★5年" not in answer.content.decode() and "新概述" in answer.content.decode()
    assert answer.context["form"].errors["title"]
    assert Document.objects.get(pk=document.pk).title == document.title


def test_a_draft_is_not_there_for_others(road, browser):
    document = road.draft()
    address = f"/documents/{document.pk}/draft/"

    assert browser("nigao2").get(address).status_code == 404
    assert browser("nigao2").post(address, fields(document, token="x")).status_code == 404
    assert browser("nigao2").post(address, {"title": ""}).status_code == 404


def test_a_document_in_review_cannot_be_edited(road, browser):
    document = road.draft()
    token = page(browser("nigao1"), document).context["token"]
    road.submit(document)

    answer = browser("nigao1").post(f"/documents/{document.pk}/draft/", fields(document, token=token))

    assert (answer.status_code, fresh(document).status) == (409, "in_review")


# --- 送审 -------------------------------------------------------------------------------------------


def chosen(**changes):
    return {"attribute": "proactive", "stages": ["decision"], "submit": "1"} | changes


def test_handing_in_says_where_the_document_is_now(road, browser):
    document = road.draft()
    client = browser("nigao1")
    token = page(client, document).context["token"]

    sent = fields(document, token=token, **chosen())
    answer = client.post(f"/documents/{document.pk}/draft/", sent, follow=True)

    assert fresh(document).status == "in_review"
    assert "公文现在：核稿" in answer.content.decode()


def test_a_closed_gate_keeps_the_draft_saved_and_names_every_rule(road, browser):
    document = road.draft(proposal=None)

    answer = save(browser("nigao1"), document, **chosen(is_policy="on", summary="已写"))

    assert (answer.status_code, fresh(document).status, fresh(document).summary) == (422, "draft", "已写")
    assert {unmet.number for unmet in answer.context["gate"].unmet} == {34}
    assert "规则34" in answer.content.decode()


def test_a_second_submit_is_refused(road, browser):
    document = road.draft()
    client = browser("nigao1")
    token = page(client, document).context["token"]
    save(client, document, token=token, **chosen())

    again = client.post(f"/documents/{document.pk}/draft/", fields(document, token=token, **chosen()))

    assert again.status_code == 409


def test_the_last_return_stands_on_top_and_resubmitting_names_what_became_void(road, browser):
    document = road.draft(proposal=PROACTIVE)
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    task = road.task(document, Desk.DISCLOSURE_CHECK)
    back = Back(Desk.REVISE, "wording", "第二段请再斟酌", Resume.DIRECT)
    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())
    client = browser("nigao1")

    shown = page(client, document)
    save(
        client,
        document,
        file=word(document.title, "各直属高校：", "改过的正文。"),
        attribute="proactive",
        stages=["decision"],
    )
    token = page(client, document).context["token"]
    sent = fields(fresh(document), token=token, **chosen())
    answer = client.post(f"/documents/{document.pk}/draft/", sent, follow=True)

    assert "第二段请再斟酌" in shown.content.decode()
    text = answer.content.decode()
    assert "以下意见失效" in text and "核稿" in text and "正文与附件" in text
