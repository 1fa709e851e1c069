"""What changed between two versions, paragraph by paragraph; the result is escaped text with <ins> and <del>."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.docx import content as contents
from documents.docx.model import Content
from documents.models import Version

AROUND = 1  # unchanged paragraphs shown before and after a change
ALIKE = 0.4  # two paragraphs more alike than this are shown as one that was reworded
LONGEST = 4000  # characters up to which a reworded paragraph is compared sign by sign


def differences(old: Version, new: Version) -> SafeString:
    """Return the changes from one version to another as HTML; both must have their content loaded."""
    if old.erased_at or new.erased_at:
        return SafeString("")
    return compare(contents.from_json(old.content), contents.from_json(new.content))


def compare(old: Content, new: Content) -> SafeString:
    """Return the changes between two contents as HTML."""
    before, after = _lines(old), _lines(new)
    if before == after:
        return format_html('<p class="muted">{}</p>', "两稿内容相同。")
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return _joined(line for tag, a, b, c, d in blocks for line in _block(tag, before[a:b], after[c:d]))


def _lines(content: Content) -> list[str]:
    pictures = [f"〔图片 {sha256[:12]}〕" for sha256 in content.pictures()]
    return [line for text in content.lines() for line in text.split("\n") if line.strip()] + pictures


def _block(tag: str, before: list[str], after: list[str]) -> Iterator[SafeString]:
    if tag == "equal":
        yield from _unchanged(before)
    else:
        yield from _changed(before, after)


def _unchanged(lines: list[str]) -> Iterator[SafeString]:
    if len(lines) <= 2 * AROUND + 1:
        yield from (format_html("<p>{}</p>", line) for line in lines)
        return
    yield from (format_html("<p>{}</p>", line) for line in lines[:AROUND])
    yield format_html('<p class="muted small">……（{} 段未改动）……</p>', len(lines) - 2 * AROUND)
    yield from (format_html("<p>{}</p>", line) for line in lines[-AROUND:])


def _changed(before: list[str], after: list[str]) -> Iterator[SafeString]:
    """Pair paragraphs that stand at the same place and are alike; show the others as taken out and put in."""
    for old, new in zip(before, after, strict=False):
        if _alike(old, new):
            yield format_html("<p>{}</p>", _reworded(old, new))
        else:
            yield format_html("<p><del>{}</del></p>", old)
            yield format_html("<p><ins>{}</ins></p>", new)
    shared = min(len(before), len(after))
    yield from (format_html("<p><del>{}</del></p>", line) for line in before[shared:])
    yield from (format_html("<p><ins>{}</ins></p>", line) for line in after[shared:])


def _alike(old: str, new: str) -> bool:
    if max(len(old), len(new)) > LONGEST:
        return False
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE


def _reworded(old: str, new: str) -> SafeString:
    parts = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return _joined(_part(tag, old[a:b], new[c:d]) for tag, a, b, c, d in parts)


def _part(tag: str, old: str, new: str) -> SafeString:
    if tag == "equal":
        return format_html("{}", old)
    removed = format_html("<del>{}</del>", old) if old else ""
    added = format_html("<ins>{}</ins>", new) if new else ""
    return format_html("{}{}", removed, added)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
