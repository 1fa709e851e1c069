import pytest

from documents.docx.model import Content, Heading, Paragraph
from interpretation.material import FIRST, PAIR
from interpretation.starting import page_of, questions_of

CONTENT = Content(
    title="教育部办公厅关于做好课后服务的通知",
    addressees=("各直属高校", "各省级教育厅"),
    blocks=(
        Paragraph("为了减轻负担，现通知如下。请认真执行。第三句不要。"),
        Heading(1, "一、服务时间"),
        Paragraph("（一）2026年9月1日起，每天不少于2小时。经费达到300万元。"),
        Heading(1, "二、组织保障", rest="自受理之日起20个工作日内答复。"),
        Heading(2, "（一）联系电话", rest="咨询电话010-66096114。"),
    ),
)


def test_each_chapter_becomes_a_question_answered_by_its_first_sentences():
    title, text = questions_of(CONTENT)

    lines = text.splitlines()
    assert title == "关于《教育部办公厅关于做好课后服务的通知》的问答"
    assert lines[:2] == ["一、为什么印发这份文件？", "为了减轻负担，现通知如下。请认真执行。"]
    assert lines[lines.index("三、“服务时间”主要规定了什么？") + 1].endswith("经费达到300万元。")
    assert "各直属高校、各省级教育厅" in text


@pytest.mark.parametrize("found", ["2026年9月1日起", "20个工作日内", "300万元", "010-66096114"])
def test_days_deadlines_amounts_and_contacts_are_taken_along(found):
    assert found in questions_of(CONTENT)[1]
    assert found in page_of(CONTENT)[1]


def test_the_page_names_what_stands_large_and_what_it_is_about():
    pairs = [PAIR.match(line)["what"] for line in page_of(CONTENT)[1].splitlines() if PAIR.match(line)]

    assert pairs == ["达到300万元", "2026年9月1日起", "20个工作日内"]


def test_a_text_without_chapters_and_figures_still_gives_a_page():
    _title, text = page_of(Content(title="通知", blocks=(Paragraph("请认真执行。"),)))

    assert text.splitlines() == ["一、主要内容", "请认真执行。"]
    assert FIRST.match(text)
