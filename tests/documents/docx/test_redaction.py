import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.errors import DomainError
from documents.choices import Ground
from documents.docx import content as contents
from documents.docx import errors
from documents.docx.model import Attachment, Cell, Content, Elements, Heading, Paragraph, Picture, Table
from documents.docx.opening.package import open_package
from documents.docx.places import Part, Place, occurrences, texts
from documents.docx.reading.reader import read
from documents.docx.redaction import MARK, WHOLE, Redaction, everywhere, redact
from documents.docx.text import bare
from documents.docx.typesetting.typeset import typeset
from tests.documents.docx.contents import CONTENTS, PICTURES

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
PRIVACY = Ground.THIRD_PARTY
A, B = "a" * 64, "b" * 64
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E80), min_size=1, max_size=12)
OTHER = st.text(st.characters(min_codepoint=0x5000, max_codepoint=0x5080), min_size=1, max_size=12)
BODY = Place(Part.BODY, (0,))


def table(*rows):
    return Table(tuple(tuple(Cell((Paragraph(text),)) for text in row) for row in rows))


WHOLE_CONTENT = Content(
    title="教育部关于表彰王小明的通知",
    addressees=("各省教育厅", "有关高校"),
    blocks=(
        Paragraph("经研究，决定表彰某某同志。", "center"),
        Heading(1, "一、个人情况。", "现住北京路八号。"),
        table(("姓名", "电话"), ("李大力", "13800001111")),
        Picture(A, 30, 40),
        Picture(B, 30, 40),
    ),
    notes=("赵铁柱等人名单",),
    attachments=(Attachment("附件", "赵铁柱等人名单", (Paragraph("钱多多，男。"), table(("孙悟空", "花果山")))),),
)


def cut(place, start, end, **more):
    return Redaction(place, start, end, PRIVACY, **more)


def json_of(content):
    return json.dumps(contents.to_json(content), ensure_ascii=False)


@pytest.mark.parametrize(
    ("place", "passage"),
    [
        (Place(Part.TITLE), "王小明"),
        (Place(Part.ADDRESSEES, (1,)), "有关高校"),
        (Place(Part.BODY, (0,)), "某某"),
        (Place(Part.BODY, (1,)), "情况。现住"),
        (Place(Part.BODY, (1,)), "北京路八号"),
        (Place(Part.BODY, (2, 1, 0, 0)), "李大力"),
        (Place(Part.BODY, (2, 1, 1, 0)), "13800001111"),
        (Place(Part.ATTACHMENT, (0, 0)), "钱多多"),
        (Place(Part.ATTACHMENT, (0, 1, 0, 1, 0)), "花果山"),
    ],
)
def test_a_passage_is_replaced_by_the_mark_wherever_it_stands(place, passage):
    text = dict(texts(WHOLE_CONTENT))[place]
    start = text.index(passage)

    made = redact(WHOLE_CONTENT, [cut(place, start, start + len(passage))])

    assert dict(texts(made.content))[place] == text.replace(passage, MARK)
    assert passage not in json_of(made.content)
    assert made.digest == contents.digest(made.content) != contents.digest(WHOLE_CONTENT)
    assert [(mark.place, mark.start, mark.ground) for mark in made.marks] == [(place, start, PRIVACY)]


def test_a_heading_keeps_its_level_and_its_running_text():
    made = redact(WHOLE_CONTENT, [cut(Place(Part.BODY, (1,)), 4, 9)])

    assert made.content.blocks[1] == Heading(1, "一、个人" + MARK, "北京路八号。")


def test_the_mark_is_as_wide_for_one_character_as_for_a_hundred():
    short, long = Content(blocks=(Paragraph("前字后"),)), Content(blocks=(Paragraph("前" + "字" * 100 + "后"),))

    assert redact(short, [cut(BODY, 1, 2)]).content == redact(long, [cut(BODY, 1, 101)]).content


def test_a_picture_goes_as_a_whole_and_its_bytes_are_not_carried_along():
    made = redact(WHOLE_CONTENT, [cut(Place(Part.BODY, (3,)), 0, WHOLE)], {A: b"face", B: b"map"})

    assert made.content.blocks[3] == Paragraph(MARK)
    assert made.pictures == {B: b"map"} and A not in json_of(made.content)


def test_pictures_that_the_content_never_showed_are_not_carried_along_either():
    assert redact(WHOLE_CONTENT, [cut(BODY, 0, 3)], {A: b"x", "c" * 64: b"y"}).pictures == {A: b"x"}


def test_a_table_goes_as_a_whole():
    made = redact(WHOLE_CONTENT, [cut(Place(Part.BODY, (2,)), 0, WHOLE)])

    assert made.content.blocks[2] == Paragraph(MARK)
    assert "李大力" not in json_of(made.content)


def test_several_passages_bear_their_own_grounds_in_the_order_of_reading():
    first, second = BODY, Place(Part.ATTACHMENT, (0, 0))
    made = redact(
        WHOLE_CONTENT,
        [
            Redaction(second, 0, 3, Ground.THIRD_PARTY),
            Redaction(first, 9, 11, Ground.PROCESS_INFORMATION),
            Redaction(first, 0, 3, Ground.INTERNAL_AFFAIRS),
        ],
    )

    assert made.content.blocks[0] == Paragraph(f"{MARK}，决定表彰某{MARK}志。", "center")
    text = dict(texts(made.content))
    assert [mark.ground for mark in made.marks] == ["internal_affairs", "process_information", "third_party"]
    assert all(text[mark.place][mark.start :].startswith(MARK) for mark in made.marks)


@pytest.mark.parametrize(
    ("redactions", "refusal"),
    [
        ([], errors.NothingRemoved),
        ([cut(BODY, 3, 3)], errors.NothingRemoved),
        ([cut(BODY, 5, 4)], errors.RedactionMisplaced),
        ([cut(BODY, -1, 4)], errors.RedactionMisplaced),
        ([cut(BODY, 0, 99)], errors.RedactionMisplaced),
        ([cut(Place(Part.BODY, (9,)), 0, 1)], errors.RedactionMisplaced),
        ([cut(Place(Part.BODY, ()), 0, 1)], errors.RedactionMisplaced),
        ([cut(Place(Part.NOTES, (1,)), 0, 1)], errors.RedactionMisplaced),
        ([cut(Place(Part.BODY, (2, 0, 9, 0)), 0, 1)], errors.RedactionMisplaced),
        ([cut(Place(Part.BODY, (3,)), 0, 2)], errors.RedactionMisplaced),
        ([cut(BODY, 0, 4), cut(BODY, 3, 6)], errors.RedactionsOverlap),
        ([cut(BODY, 0, 4), cut(BODY, 0, 4)], errors.RedactionsOverlap),
        ([cut(Place(Part.BODY, (2,)), 0, 1), cut(Place(Part.BODY, (2, 1, 0, 0)), 0, 3)], errors.RedactionsOverlap),
        ([Redaction(BODY, 0, 3, Ground.STATE_SECRET)], errors.SecretNotRedactable),
    ],
)
def test_what_makes_no_sense_is_refused(redactions, refusal):
    with pytest.raises(refusal):
        redact(WHOLE_CONTENT, redactions)


def test_blanks_and_an_old_mark_are_nothing_to_remove():
    content = Content(blocks=(Paragraph(f"前 后{MARK}末"),))

    for start, end in ((1, 2), (3, 3 + len(MARK))):
        with pytest.raises(errors.NothingRemoved):
            redact(content, [cut(BODY, start, end)])


def test_a_bracket_of_the_addressees_is_not_torn():
    content = Content(addressees=("各高校（含甲，乙）",), blocks=(Paragraph("文"),))

    with pytest.raises(errors.RedactionMisplaced):
        redact(content, [cut(Place(Part.ADDRESSEES, (0,)), 3, 6)])


def test_passages_that_touch_are_two_marks():
    assert redact(Content(blocks=(Paragraph("甲乙丙"),)), [cut(BODY, 0, 1), cut(BODY, 1, 2)]).content.blocks == (
        Paragraph(MARK + MARK + "丙"),
    )


# --- nothing remains ----------------------------------------------------------------------------------


def test_an_attachments_title_is_also_in_the_note_and_goes_from_both():
    title = Place(Part.ATTACHMENT_TITLE, (0,))
    with pytest.raises(errors.PassageRemains) as refusal:
        redact(WHOLE_CONTENT, [cut(title, 0, 3)])

    made = redact(WHOLE_CONTENT, everywhere(WHOLE_CONTENT, "赵铁柱", PRIVACY))

    assert refusal.value.code == "DOC-333" and "1处" in str(refusal.value) and "赵" not in str(refusal.value)
    assert made.content.notes == (f"{MARK}等人名单",) and made.content.attachments[0].title == f"{MARK}等人名单"


def test_the_label_of_an_attachment_is_no_remainder():
    content = Content(blocks=(Paragraph("见附件2。"),), attachments=(Attachment("附件2", "名单", (Paragraph("文"),)),))

    assert redact(content, [cut(BODY, 1, 4)]).content.blocks == (Paragraph(f"见{MARK}。"),)


def test_what_may_stay_elsewhere_stays():
    content = Content(blocks=(Paragraph("教育部张三。"), Paragraph("教育部。")))

    with pytest.raises(errors.PassageRemains):
        redact(content, [cut(BODY, 0, 3)])
    assert redact(content, [cut(BODY, 0, 3, stays_elsewhere=True)]).content.blocks[1] == Paragraph("教育部。")


def test_the_same_picture_elsewhere_is_noticed():
    content = Content(blocks=(Picture(A, 1, 1), Paragraph("文"), Picture(A, 9, 9)))

    with pytest.raises(errors.PassageRemains):
        redact(content, [cut(BODY, 0, WHOLE)])


@pytest.mark.parametrize(
    ("text", "passage", "found"),
    [
        ("张三、张 三", "张三", [(0, 2), (3, 6)]),
        ("电话１３８", "138", [(2, 5)]),
        ("2010年共10人", "10", [(6, 8)]),
        ("10 20", "1020", [(0, 5)]),
        ("ABCs ab", "ab", [(5, 7)]),
        ("无", "有", []),
        ("文", " ", []),
    ],
)
def test_words_are_found_again_whatever_their_width_and_blanks(text, passage, found):
    assert list(occurrences(text, passage)) == found


@st.composite
def redacted(draw):
    """A content, passages of it that do not overlap, and what they say."""
    content = draw(CONTENTS.filter(lambda made: any(True for _ in texts(made))))
    chosen, passages = [], []
    for place, text in draw(st.lists(st.sampled_from(list(texts(content))), min_size=1, max_size=3, unique=True)):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        chosen.append(Redaction(place, start, end, PRIVACY))
        passages.append(text[start:end])
    return content, chosen, passages


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(redacted())
def test_nothing_of_what_was_removed_remains_in_any_text(case):
    content, chosen, passages = case
    try:
        made = redact(content, chosen)
    except DomainError:
        return

    lines = [part for line in made.content.lines() for part in line.split(MARK)]
    assert not any(
        list(occurrences(line, part)) for line in lines for each in passages for part in each.split(MARK)
        if len(bare(part)) > 1
    )  # fmt: skip
    assert contents.canonical(made.content) == made.content
    assert contents.from_json(contents.to_json(made.content)) == made.content
    assert made.digest != contents.digest(content)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_the_result_does_not_depend_on_what_was_removed(data):
    content = data.draw(CONTENTS.filter(lambda made: any(True for _ in texts(made))))
    before, after = data.draw(CHINESE), data.draw(CHINESE)
    block = data.draw(st.integers(0, len(content.blocks)))
    results = []
    for secret in (data.draw(CHINESE), data.draw(OTHER)):
        whole = Paragraph(before + secret + after)
        made = replace(content, blocks=(*content.blocks[:block], whole, *content.blocks[block:]))
        place = Place(Part.BODY, (block,))
        passage = cut(place, len(before), len(before) + len(secret), stays_elsewhere=True)
        results.append(redact(made, [passage]))

    assert results[0] == results[1]
    assert MARK in json_of(results[0].content)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(redacted())
def test_the_redacted_copy_comes_back_from_its_typeset_file(case):
    content, chosen, _ = case
    chosen = [replace(each, stays_elsewhere=True) for each in chosen]
    try:
        made = redact(content, chosen, PICTURES)
    except DomainError:
        return

    file = typeset(made.content, Elements("教育部办公厅"), made.pictures)

    assert contents.content_of(read(open_package(file, "公文.docx"))) == made.content


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(CONTENTS, st.data())
def test_a_passage_taken_out_everywhere_is_nowhere(content, data):
    lines = [text for _, text in texts(content) if len(bare(text)) > 1]
    if not lines:
        return
    line = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(0, len(line) - 2))
    passage = line[start : start + data.draw(st.integers(2, 6))]
    if MARK[0] in passage or MARK[-1] in passage:
        return
    chosen = everywhere(content, passage, PRIVACY)
    labelled = any(list(occurrences(each.label, passage)) for each in content.attachments)
    if not chosen or labelled:
        return
    try:
        made = redact(content, chosen)
    except (errors.RedactionMisplaced, errors.NothingRemoved):
        return

    assert not any(list(occurrences(part, passage)) for _, text in texts(made.content) for part in text.split(MARK))
