"""公文体检: what is recognised in a file and what is wrong with its form (R27, R41-R44, R50, R53, R55)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from documents.docx import dates, signs
from documents.docx.genres import FACTS, Direction, Genre
from documents.docx.headings import mark_level, mark_of
from documents.docx.hidden import LOST, NAMES, SERIOUS, Hidden, listed
from documents.docx.marks import refuse_classified, refuse_classified_name
from documents.docx.model import Block, Draft, Heading, Line
from documents.docx.numbers import Series
from documents.docx.ooxml import w
from documents.docx.package import open_package
from documents.docx.reader import guarded, read_with_notes
from documents.docx.text import bare

Severity = Literal["block", "warn", "info"]
CLEAN, WARNED, BLOCKED = 0, 1, 2
_UNADDRESSED = frozenset(
    {
        Genre.ORDER, Genre.RESOLUTION, Genre.COMMUNIQUE, Genre.ANNOUNCEMENT, Genre.PUBLIC_NOTICE,
        Genre.MINUTES, Genre.DECISION,
    }
)  # fmt: skip
_LEADING_ZERO = re.compile(r"年0\d月|月0\d日")
_NOT_ARABIC = re.compile(r"[一二三四五六七八九十〇○]")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]{1,5}[编章节条]")
_STOPS = "。；;，,、．."
_LEVEL_SIGNS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of form: number of the rule, severity, place ("" for the whole file), sentence."""

    rule: int
    severity: Severity
    paragraph: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the examination of one file gives."""

    draft: Draft
    paragraphs: int
    tables: int
    format: tuple[Finding, ...]
    hidden: tuple[Hidden, ...]

    @property
    def outcome(self) -> int:
        """Return 0 for clean, 1 for warnings, 2 for what must be mended first: the exit code."""
        severities = {finding.severity for finding in self.format}
        kinds = {each.kind for each in self.hidden}
        if "block" in severities or kinds & LOST:
            return BLOCKED
        return WARNED if "warn" in severities or kinds & SERIOUS else CLEAN

    def as_json(self) -> dict[str, Any]:
        """Return the report with the stable keys of `manage.py examine --json`."""
        draft, content = self.draft, self.draft.content
        return {
            "document_number": str(draft.number) if draft.number else None,
            "document_number_as_found": draft.number_as_found or None,
            "title": content.title,
            "issuing_bodies": list(draft.issuing_bodies),
            "genre": draft.genre.value if draft.genre else None,
            "addressees": list(signs.split_addressees(content.addressees)),
            "issued_on": draft.issued_on.isoformat() if draft.issued_on else None,
            "closing_note": draft.closing_note or None,
            "disclosure_hint": draft.disclosure_hint or None,
            "headings": [{"level": h.level, "text": h.text} for h in _headings(draft)],
            "paragraphs": self.paragraphs,
            "tables": self.tables,
            "attachments": [{"title": each.title} for each in content.attachments],
            "format": [_finding_json(finding) for finding in self.format],
            "findings": [],
            "hidden": [{"channel": each.kind, "part": each.place} for each in self.hidden],
            "classified": False,
        }


def _finding_json(finding: Finding) -> dict[str, Any]:
    place: int | str | None = int(finding.paragraph) if finding.paragraph.isdecimal() else finding.paragraph or None
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "paragraph": place,
        "message": finding.message,
    }


@guarded
def examine(data: bytes, filename: str) -> Report:
    """Return the report on a file.

    :raises ClassifiedContent: it bears a 密级 mark.
    :raises FileRefused: in its other forms.
    """
    refuse_classified_name(filename)
    package = open_package(data, filename)
    refuse_classified(package, filename)
    draft, seen = read_with_notes(package)
    body = package.xml(package.main).find(w("body"))
    paragraphs, tables = (0 if body is None else len(body.findall(w(name))) for name in ("p", "tbl"))
    hidden = listed(package, seen, len(draft.page_lines))
    return Report(draft, paragraphs, tables, tuple(findings(draft, hidden)), tuple(hidden))


def findings(draft: Draft, hidden: Iterable[Hidden] = ()) -> Iterator[Finding]:
    """Yield the defects of form of a draft."""
    yield from _title(draft)
    yield from _addressees(draft)
    yield from _number(draft)
    yield from _date(draft)
    yield from _copies(draft)
    yield from _attachments(draft)
    yield from _levels(draft.lines)
    for each in hidden:
        if each.kind in LOST:
            name = NAMES[each.kind]
            yield Finding(27, "block", _paragraph_of(each.place), f"{name}不能带入公开文本，请改用文字、表格或图片。")


def _paragraph_of(place: str) -> str:
    return place if place.isdecimal() else place.removeprefix("body")


def _place(draft: Draft, text: str) -> str:
    """Return where the text begins among the lines of the file, "" when it is not found."""
    wanted = bare(text)
    return next((line.place for line in draft.lines if wanted and bare(line.text).startswith(wanted)), "")


def _title_place(draft: Draft) -> str:
    title = bare(draft.content.title)
    lines = (line for line in draft.lines if len(line.text) > 1 and title.startswith(bare(line.text)))
    return next((line.place for line in lines), "")


def _title(draft: Draft) -> Iterator[Finding]:
    if not draft.content.title:
        yield Finding(41, "block", "", "没有找到标题；标题由发文机关名称、事由和文种组成。")
    elif draft.genre is None:
        message = f"标题没有以文种结尾；文种应为{'、'.join(Genre)}之一。"
        yield Finding(41, "warn", _title_place(draft), message)


def _addressees(draft: Draft) -> Iterator[Finding]:
    addressees, genre = signs.split_addressees(draft.content.addressees), draft.genre
    if genre is None:
        return
    if FACTS[genre].one_addressee and len(addressees) != 1:
        message = f"请示只写一个主送机关，现有{len(addressees)}个。"
        yield Finding(42, "block", _place(draft, "，".join(draft.content.addressees)), message)
    elif not addressees and genre not in _UNADDRESSED:
        yield Finding(53, "warn", "", "没有找到主送机关；主送机关顶格书写，末尾用全角冒号。")
    if FACTS[genre].directions[0] is Direction.UP and not draft.signatories:
        yield Finding(44, "warn", "", "上行文应当标注签发人。")
    line = next((line for line in draft.lines if _is_addressee_line(draft, line)), None)
    if line is not None and line.text.endswith(":"):
        yield Finding(53, "warn", line.place, "主送机关之后应为全角冒号“：”。")


def _is_addressee_line(draft: Draft, line: Line) -> bool:
    groups = draft.content.addressees
    return bool(groups) and line.text.endswith((":", "：")) and bare(line.text).endswith(bare(groups[-1]), 0, -1)


def _number(draft: Draft) -> Iterator[Finding]:
    number, found = draft.number, bare(draft.number_as_found)
    if number is None or number.series is Series.ORDER or found == str(number):
        return
    message = f"发文字号书写不规范，应为“{number}”：六角括号，年份四位，序号不加“第”、不编虚位。"
    yield Finding(50, "warn", _place(draft, draft.number_as_found), message)


def _date(draft: Draft) -> Iterator[Finding]:
    found = draft.date_as_found
    if not found:
        yield Finding(53, "info", "", "没有找到成文日期；登记时将按签发日期生成。")
    elif _LEADING_ZERO.search(bare(found)):
        yield Finding(53, "warn", _place(draft, found), "成文日期的月、日不编虚位（1月不写作01月）。")
    elif _NOT_ARABIC.search(found):
        yield Finding(53, "warn", _place(draft, found), "成文日期用阿拉伯数字标全年、月、日。")
    elif dates.whole(found) is None:
        yield Finding(53, "info", _place(draft, found), "成文日期尚未填全；登记时将按签发日期生成。")


def _copies(draft: Draft) -> Iterator[Finding]:
    copies = draft.copies_as_found
    if copies and not copies.endswith("。"):
        yield Finding(53, "warn", _place(draft, "抄送"), "抄送机关末尾应标句号。")


def _attachments(draft: Draft) -> Iterator[Finding]:
    notes = draft.content.notes
    inner = [each for each in draft.content.attachments if each.label]
    for title in notes:
        if title[-1] in _STOPS:
            yield Finding(53, "warn", _place(draft, title), "附件说明中的附件名称后不加标点符号。")
    if inner and not notes:
        yield Finding(53, "warn", "", "文中带有附件，但正文之后没有附件说明。")
    elif inner and len(inner) != len(notes):
        message = f"附件说明列有{len(notes)}件，文中带有{len(inner)}件，数目不一致。"
        yield Finding(53, "warn", _place(draft, "附件"), message)
    elif inner:
        pairs = zip(notes, inner, strict=True)
        unlike = [at for at, (note, each) in enumerate(pairs, 1) if bare(note).rstrip(_STOPS) != bare(each.title)]
        for at in unlike:
            message = f"第{at}个附件的标题与附件说明不一致。"
            yield Finding(53, "warn", _place(draft, inner[at - 1].title), message)


def _levels(lines: Iterable[Line]) -> Iterator[Finding]:
    """Yield breaks in the order 一、（一）1.（1） and gaps in the counting."""
    depth, counts = 0, dict.fromkeys(_LEVEL_SIGNS, 0)
    for line in lines:
        if not line.place.isdecimal():
            continue
        level = mark_level(line.text)
        if _ARTICLE.match(line.text) or signs.ATTACHMENT_LABEL.match(line.text):
            depth, counts = 1, dict.fromkeys(counts, 0)
        if level is None:
            continue
        if level > depth + 1:
            wanted, used = _LEVEL_SIGNS[depth + 1], _LEVEL_SIGNS[level]
            severity: Severity = "warn" if depth else "info"
            yield Finding(
                55,
                severity,
                line.place,
                f"结构层次应依次用“一、”“（一）”“1.”“（1）”，此处应为“{wanted}”而不是“{used}”。",
            )
        value = _value(line.text)
        if value is not None and value not in (1, counts[level] + 1):
            yield Finding(55, "warn", line.place, f"序号不连续：“{mark_of(line.text).strip()}”之前缺少前一序号。")
        depth, counts[level] = level, value or counts[level] + 1
        counts.update(dict.fromkeys(range(level + 1, 5), 0) if level > 1 else {3: 0, 4: 0})


def _value(text: str) -> int | None:
    return dates.numeral(mark_of(text).strip("、．.()（） "))


def _headings(draft: Draft) -> Iterator[Heading]:
    parts: tuple[tuple[Block, ...], ...] = (
        draft.content.blocks,
        *(each.blocks for each in draft.content.attachments),
    )
    yield from (block for part in parts for block in part if isinstance(block, Heading))
