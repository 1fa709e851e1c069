"""The 15 文种 of 党政机关公文处理工作条例 art. 8, their directions, and what R41-R46 ask of each."""

import re
from dataclasses import dataclass
from enum import StrEnum

from documents.docx.text import bare


class Genre(StrEnum):
    """One of the 15 genres; the value is the word that ends the title."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    ANNOUNCEMENT = "公告"
    PUBLIC_NOTICE = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    BILL = "议案"
    LETTER = "函"
    MINUTES = "纪要"


class Direction(StrEnum):
    """行文方向: to a superior, to those below, between equals, to the public."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class GenreFacts:
    """What the rules ask of a genre; the first direction is the usual one.

    `one_addressee`: exactly one 主送 (R42, art. 15(1)); `one_matter`: one request only (R42, art. 15(4));
    `may_request`: request phrases belong here (R43); a document that goes up needs a 签发人 (R44).
    """

    directions: tuple[Direction, ...]
    one_addressee: bool = False
    one_matter: bool = False
    may_request: bool = False


UP, DOWN, LEVEL, PUBLIC = Direction.UP, Direction.DOWN, Direction.LEVEL, Direction.PUBLIC
FACTS: dict[Genre, GenreFacts] = {
    Genre.RESOLUTION: GenreFacts((DOWN, PUBLIC)),
    Genre.DECISION: GenreFacts((DOWN, PUBLIC)),
    Genre.ORDER: GenreFacts((PUBLIC, DOWN)),
    Genre.COMMUNIQUE: GenreFacts((PUBLIC,)),
    Genre.ANNOUNCEMENT: GenreFacts((PUBLIC,)),
    Genre.PUBLIC_NOTICE: GenreFacts((PUBLIC,)),
    Genre.OPINION: GenreFacts((DOWN, UP, LEVEL)),
    Genre.NOTICE: GenreFacts((DOWN, LEVEL)),
    Genre.CIRCULAR: GenreFacts((DOWN,)),
    Genre.REPORT: GenreFacts((UP,)),
    Genre.REQUEST: GenreFacts((UP,), one_addressee=True, one_matter=True, may_request=True),
    Genre.REPLY: GenreFacts((DOWN,)),
    Genre.BILL: GenreFacts((LEVEL, UP), may_request=True),
    Genre.LETTER: GenreFacts((LEVEL,), may_request=True),
    Genre.MINUTES: GenreFacts((DOWN, LEVEL, UP)),
}

_TAIL = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*[）)〕\]】]$")
_ENDINGS = {genre.value: genre for genre in Genre} | {"令": Genre.ORDER, "会议纪要": Genre.MINUTES}
_LONGEST_FIRST = sorted(_ENDINGS, key=len, reverse=True)
_NOT_ORDERS = re.compile(r"(?:法|指|责|号|口|司|禁|政|夏|冬|节|时)令$")


def genre_of(title: str) -> Genre | None:
    """Return the genre whose word ends the title, brackets such as （试行） put aside, or None (R41)."""
    text = bare(title)
    while (shorter := _TAIL.sub("", text)) != text:
        text = shorter
    text = text.rstrip('”"。.')
    if text.startswith("《"):
        text = text.rstrip("》")
    if _NOT_ORDERS.search(text):
        return None
    return next((_ENDINGS[word] for word in _LONGEST_FIRST if text.endswith(word)), None)


def direction_of(genre: Genre) -> Direction:
    """Return the usual direction of the genre."""
    return FACTS[genre].directions[0]
