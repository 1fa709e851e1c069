"""Generated contents (hypothesis): any text that a database may hold, any blocks, any tables."""

from datetime import date

from hypothesis import strategies as st

from documents.docx.content import canonical
from documents.docx.model import Attachment, Cell, Content, Elements, Heading, Paragraph, Picture, Table
from documents.docx.pictures import sha256
from tests.documents.docx.making import image

PNG = image()
PICTURES = {sha256(PNG): PNG}

# Runs of Chinese as offices write it, lines that look like elements, and any character at all.
ALIKE = st.sampled_from(
    [
        "附件：1.名单", "附件1", "附件", "教育部办公厅", "2017年4月10日", "（此件公开发布）",
        "抄送：省政府。",
        "教办厅〔2017〕3号", "各市教育局：", "一、总则", "（一）目的。为了规范。", "1.第一", "关于某事的通知",
        "签发人：张三", "办公厅 2017年4月12日印发", "特急", "甲，乙、丙：", "第一章 总则", "•", "2.续", "①注",
    ]
)  # fmt: skip
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E80), max_size=40)
ANY = st.text(max_size=30)
TEXTS = st.one_of(ALIKE, CHINESE, ANY, st.tuples(ALIKE, ANY).map("".join))
ALIGNS = st.sampled_from(["", "center", "right"])
PARAGRAPHS = st.builds(Paragraph, TEXTS, ALIGNS)
HEADINGS = st.builds(Heading, st.integers(1, 4), TEXTS, TEXTS, ALIGNS)
PRINTED = st.builds(Picture, st.sampled_from(sorted(PICTURES)), st.integers(1, 400), st.integers(1, 400))
SPANS = st.integers(1, 3)
CELLS = st.recursive(
    st.builds(Cell, st.lists(st.one_of(PARAGRAPHS, PRINTED), max_size=2).map(tuple), SPANS, SPANS),
    lambda cells: st.builds(
        Cell,
        st.tuples(st.builds(Table, st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple))),
    ),
    max_leaves=6,
)
TABLES = st.builds(Table, st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=4).map(tuple))
BLOCKS = st.lists(st.one_of(PARAGRAPHS, HEADINGS, TABLES, PRINTED), max_size=6).map(tuple)
ATTACHMENTS = st.builds(Attachment, st.one_of(st.just(""), st.sampled_from(["附件", "附件2"]), TEXTS), TEXTS, BLOCKS)
CONTENTS = st.builds(
    Content,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    BLOCKS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(ATTACHMENTS, max_size=3).map(tuple),
).map(canonical)
DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
ELEMENTS = st.builds(
    Elements,
    issuing_body=st.one_of(st.just("教育部办公厅"), TEXTS),
    number=st.one_of(st.sampled_from(["", "教办厅〔2017〕3号", "国令第7号", "教函〔2020〕1号"]), TEXTS),
    signatories=st.lists(TEXTS, max_size=2).map(tuple),
    issued_on=st.none() | DAYS,
    closing_note=TEXTS,
    copies_to=st.lists(TEXTS, max_size=3).map(tuple),
    printing_body=TEXTS,
    printed_on=st.none() | DAYS,
    urgency=st.sampled_from(["normal", "urgent", "most_urgent"]),
    upward=st.booleans(),
    signature_bodies=st.lists(TEXTS, max_size=2).map(tuple),
)
