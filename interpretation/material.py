"""Turns plain material text into safe HTML; pure."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LONGEST_HEADING = 40  # characters; a longer line with a number is a paragraph
FIRST = re.compile(r"^[一二三四五六七八九十]+、")
SECOND = re.compile(r"^（[一二三四五六七八九十]+）")
PAIR = re.compile(r"^(?P<what>[^｜]{1,20})｜(?P<words>.+)$")  # a figure or a day, and what it is about


def to_html(text: str) -> SafeString:
    """Return the text as paragraphs and headings (一、 → h2, （一） → h3, 甲｜乙: 甲 in bold), all else escaped."""
    lines = (line.strip() for line in text.splitlines())
    return format_html_join("\n", "{}", ((_line(line),) for line in lines if line))


def link_html(link: str) -> SafeString:
    """Return the way to a video or a press conference as a paragraph, nothing where there is none."""
    return format_html('<p><a href="{0}" rel="noreferrer">{0}</a></p>\n', link) if link else SafeString("")


def _line(line: str) -> SafeString:
    if len(line) <= LONGEST_HEADING and not line.endswith(("。", "；")):
        if FIRST.match(line):
            return format_html("<h2>{}</h2>", line)
        if SECOND.match(line):
            return format_html("<h3>{}</h3>", line)
    if pair := PAIR.match(line):
        return format_html("<p><strong>{}</strong>　{}</p>", pair["what"].strip(), pair["words"].strip())
    return format_html("<p>{}</p>", line)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, as `to_html` shows them, in their order; what a comment may stand on."""
    return [line.strip() for line in text.splitlines() if line.strip()]
