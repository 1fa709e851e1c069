"""Bodies in mastheads and titles: whose document it is, apart from the signature."""

import re

from documents.docx import signs
from documents.docx.genres import Genre, genre_of
from documents.docx.numbers import Number
from documents.docx.text import bare, close_up

_COUNTRY = "中华人民共和国"
_WORD = re.compile(r"\s*(?:文\s*件|命\s*令|令|公\s*告|通\s*告|公\s*报)$")
_VERBS = re.compile(
    r"关于|转发|批转|印发|公布|发布|颁发|颁布|授予|晋升|任命|任免|表彰|嘉奖|转达|提请|同意|致|给|对|在|为"
)
_AMONG = re.compile(r"等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位|机关|部委|厅局|委办局)$")
_HEADS = ("主席", "")  # 中华人民共和国主席令, and 令 alone below its bodies


def mast_bodies(raw: str) -> tuple[str, ...]:
    """Return the bodies that a line of a masthead names, without 文件, 令 or 公告 at its end."""
    spread = signs.bodies_in(_WORD.sub("", close_up(raw)).strip())
    found = spread or signs.bodies_in(_WORD.sub("", bare(raw)))
    return tuple(name.removeprefix(_COUNTRY) or name for name in found)


def is_order_name(text: str, above: tuple[str, ...], *, full: bool) -> bool:
    """Test if the line names an order: ……令 after a body, or alone below bodies.

    `full`: a number with code letters follows, so that a title such as 嘉奖令 must not be taken for a masthead.
    """
    if not text.endswith("令"):
        return False
    head = text.removesuffix("令").removesuffix("命").removeprefix(_COUNTRY)
    if head in _HEADS:
        return bool(head or above or text.startswith(_COUNTRY))
    return signs.is_body(head) if full else not _VERBS.search(head) or signs.is_body(head)


def issuing_bodies(title: str) -> tuple[str, ...]:
    """Return the bodies that the title begins with, before 关于, 转发, 授予 and the like, or none."""
    for found in _VERBS.finditer(title):
        head = _AMONG.sub("", title[: found.start()])
        if bodies := signs.bodies_in(head):
            return bodies
    return ()


def genre_by(title: str, number: Number | None, masthead: str = "", *, order: bool) -> Genre | None:
    """Return the genre by title, masthead or number: an answer (答复) is none, but by its code letters a letter."""
    if order:
        return Genre.ORDER
    letter = number is not None and number.code_letters.endswith(Genre.LETTER.value)
    return genre_of(title) or genre_of(masthead) or (Genre.LETTER if letter else None)
