"""Headings of the text: their level by 一、（一）1.（1） or by the outline, and where running text begins."""

import re

from documents.docx.model import Align, Heading, Paragraph

_HAN = "一二三四五六七八九十百零〇"
_MARKS = (
    (1, re.compile(rf"^[{_HAN}]{{1,4}}[、．.]")),
    (2, re.compile(rf"^[（(]\s*[{_HAN}]{{1,4}}\s*[)）]")),
    (3, re.compile(r"^[\d０-９]{1,2}\s*(?:[.．](?![\d０-９])|、)")),
    (4, re.compile(r"^(?:[（(]\s*[\d０-９]{1,2}\s*[)）]|[①-⑳])")),
)
_MARKED = re.compile(rf"[{_HAN}（(\d０-９①-⑳]")
"""What a mark begins with: one look tells that most lines have none."""
_CHAPTER = re.compile(rf"^第[{_HAN}\d]{{1,4}}(?P<kind>[编章节])(?:\s|$)")
_CHAPTERS = {"编": 1, "章": 1, "节": 2}
_LONGEST, _LONGEST_SENTENCE, _LONGEST_OUTLINED, _LONGEST_CHAPTER = 45, 30, 100, 40
_LEVELS = 4
_OPEN_END = "；;：:，,、"


def mark_level(text: str) -> int | None:
    """Return the level 1..4 of the number that begins the text, or None (R55)."""
    if not _MARKED.match(text):
        return None
    return next((level for level, pattern in _MARKS if pattern.match(text)), None)


def mark_of(text: str) -> str:
    """Return the number that begins the text, "" for none."""
    found = next((pattern.match(text) for _, pattern in _MARKS if pattern.match(text)), None)
    return found[0] if found else ""


def block_of(text: str, align: Align, outline: int | None, *, after_item: bool) -> Heading | Paragraph:
    """Return the paragraph as a heading where it is one.

    `outline` is the level 0..8 that the file gives; `after_item`: the line before is an item of an
    enumeration (it ends with a semicolon), so a numbered line is one too.
    """
    chapter = _CHAPTER.match(text)
    if chapter and len(text) <= _LONGEST_CHAPTER and "。" not in text:
        return Heading(_CHAPTERS[chapter["kind"]], text, "", align)
    level = mark_level(text)
    if level is None:
        outlined = outline is not None and len(text) <= _LONGEST_OUTLINED and text[-1:] not in _OPEN_END
        return Heading(min((outline or 0) + 1, _LEVELS), text, "", align) if outlined else Paragraph(text, align)
    if after_item:
        return Paragraph(text, align)
    return _numbered(text, align, level)


def _numbered(text: str, align: Align, level: int) -> Heading | Paragraph:
    sentence, stop, rest = text.partition("。")
    if rest:
        runs_on = len(sentence) < _LONGEST_SENTENCE and not re.search("[；：:]", sentence)
        return Heading(level, sentence + stop, rest.strip(), align) if runs_on else Paragraph(text, align)
    if stop:
        short = len(text) <= _LONGEST_SENTENCE and "，" not in text
        return Heading(level, text, "", align) if short else Paragraph(text, align)
    whole = len(text) <= _LONGEST and text[-1] not in _OPEN_END and "；" not in text
    return Heading(level, text, "", align) if whole else Paragraph(text, align)
