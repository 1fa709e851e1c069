"""The public text with findings marked in place.

Marks are put into the content as characters of the private use area, so that the text goes through the very
typesetting that the public gets, and become elements afterwards.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.safestring import SafeString

from documents.docx.model import Block, Content, Heading, Paragraph
from documents.docx.places import Part, Place, rewritten, text_of
from documents.docx.redaction import MARK
from review.findings import FindingStanding

OPEN, CLOSE, END, DIGITS = "\ue100", "\ue101", "\ue102", "\ue110"
_NUMBER = re.compile(f"{OPEN}([{DIGITS}-\ue119]+){END}")
_PRIVATE = re.compile("[\ue100-\ue119]")
Span = tuple[int, int, int]  # start, end, serial


def marked(content: Content, found: Iterable[FindingStanding]) -> tuple[Content, set[int]]:
    """Return the content with marks around the findings, and the serials of those that could be marked.

    A finding that shares text with an earlier one, or stands in the title of an attachment, has no mark of its own.
    """
    spans = _spans(found)

    def text(place: Place, line: str) -> str:
        plain = _PRIVATE.sub(" ", line)
        return plain if place.part == Part.ATTACHMENT_TITLE else _put(plain, spans.get(place, []))

    def block(place: Place, each: Block) -> Block:
        if isinstance(each, Paragraph):
            return replace(each, text=text(place, each.text))
        return _heading(each, text(place, text_of(each))) if isinstance(each, Heading) else each

    shown = {serial for place, rows in spans.items() if place.part != Part.ATTACHMENT_TITLE for _, _, serial in rows}
    return rewritten(content, text, block), shown


def _spans(found: Iterable[FindingStanding]) -> Mapping[Place, list[Span]]:
    spans: dict[Place, list[Span]] = defaultdict(list)
    for each in sorted(found, key=lambda each: (each.finding.start, each.finding.end)):
        finding = each.finding
        rows = spans[finding.place]
        if not rows or finding.start >= rows[-1][1]:
            rows.append((finding.start, finding.end, finding.serial))
    return spans


def _put(line: str, spans: list[Span]) -> str:
    for start, end, serial in reversed(spans):
        number = "".join(chr(ord(DIGITS) + int(digit)) for digit in str(serial))
        line = f"{line[:start]}{OPEN}{number}{END}{line[start:end]}{CLOSE}{line[end:]}"
    return line


def _heading(heading: Heading, line: str) -> Heading:
    """Divide the marked line where the heading ends; a mark across that place goes to the rest."""
    left, at = len(heading.text), 0
    while at < len(line) and (left > 0 or line[at] == CLOSE):
        left -= not _PRIVATE.match(line[at])
        at += 1
    return replace(heading, text=line[:at], rest=line[at:])


def elements(html: str, found: Iterable[FindingStanding]) -> SafeString:
    """Return the sanitised fragment with its marks turned into elements: findings and withheld passages."""
    open_ones = {each.finding.serial for each in found if each.is_open}

    def mark(match: re.Match[str]) -> str:
        serial = int("".join(str(ord(letter) - ord(DIGITS)) for letter in match[1]))
        look = "finding-open" if serial in open_ones else "finding-done"
        return f'<mark class="finding {look}" id="mark-{serial}" tabindex="-1">'

    shown = _NUMBER.sub(mark, html).replace(CLOSE, "</mark>")
    return SafeString(_PRIVATE.sub("", shown).replace(MARK, f'<mark class="withheld">{MARK}</mark>'))
