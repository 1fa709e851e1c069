"""Two identity numbers, a pupils' table, a hidden comment: found, withheld, escalated, approved, published without."""

import io
import zipfile

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from documents.models import Document
from publication.models import Release
from tests.journeys import drafting

TITLE = "教育部办公厅关于公布资助工作安排的通知"
PUPILS = (("学生姓名", "班级", "困难类型"), ("王小明", "三年级二班", "低保"), ("李小红", "三年级二班", "孤儿"))
SECRETS = ("11010519491231002X", "110101199003074477", "王小明", "李小红", "三年级二班", "内部批注")
pytestmark = [pytest.mark.browser, pytest.mark.office]


def draft_file(folder):
    """Return a Word file with what must not be published."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("各直属高校：")
    document.add_paragraph("为做好资助工作，现将有关安排通知如下。")
    document.add_paragraph(f"一、经办人身份证号{SECRETS[0]}，复核人身份证号{SECRETS[1]}。")
    document.add_paragraph("二、有关名单见下表。")
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate(
        (("学生姓名", "班级", "困难类型"), ("王小明", "三年级二班", "低保"), ("李小红", "三年级二班", "孤儿"))
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    last = document.add_paragraph("三、联系电话：010-66096114。")
    document.add_comment(last.runs, text="内部批注：名单先不要对外。", author="某某")
    document.save(str(folder / "送审稿.docx"))
    return folder / "送审稿.docx"


def test_what_must_not_be_published_is_found_withheld_escalated_and_missing_from_every_public_file(
    town, tmp_path, monkeypatch
):
    monkeypatch.undo()  # this journey makes the PDF, too
    drafter = town.person("nigao1")
    drafting.upload(drafter, draft_file(tmp_path))
    drafter.says("自查：疑点")
    drafter.says("批注")
    drafter.page.locator("[name=series]").select_option(index=1)
    drafting.propose(drafter, "proactive")
    drafting.submit(drafter)
    for username in ("chuzhang1", "gongkai1"):
        town.agree(username, TITLE)

    officer = town.person("baomi1")
    officer.open_task(TITLE)
    officer.agree()
    officer.says("规则26")
    officer.page.get_by_role("link", name="逐项处理").click()
    withhold(officer)
    officer.page.get_by_role("link", name="处理前后对照").click()
    officer.says("公开文本")
    officer.fits()
    officer.follow(officer.page.get_by_role("link", name="出具审查意见"))
    officer.page.locator("[name=verdict][value=cannot_determine]").check()
    officer.page.fill("[name=text]", "名单以外的内容能否公开请上级裁定")
    officer.follow(officer.page.locator("#step button[value=decide]"))

    for username in ("baomizhu1", "mishu1", "qianfa1", "mishu1", "fabu1"):
        town.agree(username, TITLE)
    no_trace(town)


def withhold(officer):
    """At the workbench: the numbers wherever they stand, then the pupils' table as a whole."""
    page = officer.page
    officer.fits()
    choose(page, "居民身份证号")
    page.select_option("[name=ground]", "third_party")
    officer.follow(page.locator("button[value=redact]"))
    officer.says("2 处删减")
    choose(page, "未成年人信息")
    page.locator("[name=reach][value=table]").check()
    page.select_option("[name=ground]", "third_party")
    officer.follow(page.locator("button[value=redact]"))
    officer.says("3 处删减")
    expect(page.locator("article.gongwen")).not_to_contain_text("王小明")


def choose(page, label):
    """Tick every finding of the kind."""
    rows = page.locator(".finding-row", has=page.get_by_text(label, exact=True))
    assert rows.count()
    for row in rows.all():
        row.locator("input[type=checkbox]").check()


def no_trace(town):
    """Expect the page of the portal, the Word file and the PDF to bear the mark and nothing of what was withheld."""
    reader = town.stranger(scripting=False)
    reader.go("/portal/")
    reader.follow(reader.page.get_by_role("link", name=TITLE).first)
    reader.says("〔略〕")
    reader.says("有删减")
    copy = Release.objects.get().copy
    assert copy.pdf is not None
    texts = [reader.page.content(), *word_texts(bytes(copy.docx.data)), pdf_text(bytes(copy.pdf.data))]
    assert [(secret, n) for secret in SECRETS for n, text in enumerate(texts) if secret in text] == []
    assert Document.objects.get().version.hidden  # the comment was in the upload


def word_texts(data):
    """Return every part of the Word file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name).decode("utf-8", "ignore") for name in package.namelist()]


def pdf_text(data):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
