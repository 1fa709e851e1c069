"""R55: the levels of the text are numbered 一、（一）1.（1）, in order and without gaps."""

import re
from collections.abc import Iterable, Iterator

from documents.docx import dates, signs
from documents.docx.examining.findings import STANDARD, Finding, Severity
from documents.docx.headings import mark_level, mark_of
from documents.docx.model import Line

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]{1,5}[编章节条]")
_SIGNS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
_SECOND, _THIRD = 2, 3
_BASIS = f"{STANDARD} 7.3.3"


def check(lines: Iterable[Line]) -> Iterator[Finding]:
    """Yield breaks in the order of levels and gaps in the counting, which may run on across higher levels."""
    marked = [line for line in lines if line.place.isdecimal()]
    two_levels = all(mark_level(line.text) != _SECOND for line in marked)
    counter = _Counter()
    for line in marked:
        if _ARTICLE.match(line.text) or signs.ATTACHMENT_LABEL.match(line.text):
            counter.begin_anew()
        level = mark_level(line.text)
        if level is None:
            continue
        if level > counter.depth + 1:
            # Where a document has two levels only, 1. may follow 一、 at once (the guide to GB/T 9704).
            allowed = not counter.depth or (two_levels and level == _THIRD)
            severity: Severity = "info" if allowed else "warn"
            yield Finding(55, severity, line.place, _order(counter.depth + 1, level), _BASIS)
        if counter.skips(level, dates.numeral(mark_of(line.text).strip("、．.()（） "))):
            sentence = f"序号不连续：“{mark_of(line.text).strip()}”之前缺少前一序号。"
            yield Finding(55, "warn", line.place, sentence, _BASIS)


class _Counter:
    """Where the counting stands: of the present section, and of the whole document."""

    def __init__(self) -> None:
        self.depth = 0
        self.here = dict.fromkeys(_SIGNS, 0)
        self.ever = dict.fromkeys(_SIGNS, 0)

    def begin_anew(self) -> None:
        """Begin a chapter or an attachment."""
        self.depth, self.here = 1, dict.fromkeys(_SIGNS, 0)

    def skips(self, level: int, value: int | None) -> bool:
        """Count a number, and tell if one before it is missing."""
        known = value is None or value in (1, self.here[level] + 1, self.ever[level] + 1)
        self.depth, self.here[level] = level, value or self.here[level] + 1
        self.ever[level] = self.here[level]
        self.here.update(dict.fromkeys(range(level + 1, 5), 0) if level > 1 else {3: 0, 4: 0})
        return not known


def _order(wanted: int, used: int) -> str:
    return f"结构层次应依次用“一、”“（一）”“1.”“（1）”，此处应为“{_SIGNS[wanted]}”而不是“{_SIGNS[used]}”。"
