"""Breaking a title into even lines that keep words whole (GB/T 9704-2012 7.3.1)."""

import re
from functools import cache
from itertools import pairwise

MOST = 19  # characters of 2号 in a line of 156 mm, one left free
_HALF = 0.5
_NOT_BEFORE = frozenset("、，。；：！？）》〉」』”’】〕…—·的了和与及")
_NOT_AFTER = frozenset("（《〈「『“‘【〔—·")
_GOOD_AFTER = frozenset("、，》）的和与及对")
_GOOD_BEFORE = re.compile(
    r"关于|《|印发|转发|批转|开展|进一步|实施|加强|推进|做好|促进|建立|完善|规范|调整|若干|有关|工作|管理"
)
_WHOLE = re.compile(
    r"[A-Za-z0-9.％%年—]+|关于|通知|通告|通报|公告|意见|决定|办法|规定|方案|报告|请示|批复|纪要|国务院|人民政府|"
    r"办公厅|印发|转发|批转|工作|政府|教育|公开|管理|实施|发展|建设|改革|制度|全面|推进|加强"
)
_WORD, _POOR, _UNEVEN = 8.0, 3.0, 0.5
_LONGEST = 400


def width(text: str) -> float:
    """Return the width in full-width characters."""
    return sum(_HALF if ord(letter) < 0x250 else 1 for letter in text)  # noqa: PLR2004 - the end of Latin


def lines(title: str) -> list[str]:
    """Return the lines of the title; joined they are the title again."""
    count = 1
    while width(title) > count * MOST:
        count += 1
    if count == 1:
        return [title]
    even = tuple(len(title) * at // count for at in range(1, count))
    cuts = even if len(title) > _LONGEST else _best(title, count) or even
    edges = [0, *cuts, len(title)]
    return [title[start:end] for start, end in pairwise(edges)]


def _best(title: str, count: int) -> tuple[int, ...]:
    ideal = width(title) / count

    @cache
    def search(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            return _shape(width(title[start:]), ideal), ()
        best: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for cut in range(start + 1, len(title)):
            wide = width(title[start:cut])
            if wide > MOST:
                break
            cost, cuts = search(cut, left - 1)
            cost += _shape(wide, ideal) + _break_cost(title, cut)
            best = min(best, (cost, (cut, *cuts)))
        return best

    return search(0, count)[1]


def _shape(wide: float, ideal: float) -> float:
    over = max(wide - MOST, 0) * 100
    return over + _UNEVEN * abs(wide - ideal)


def _break_cost(title: str, cut: int) -> float:
    before, after = title[cut - 1], title[cut]
    cost = 0.0
    if before in _NOT_AFTER or after in _NOT_BEFORE:
        cost += _WORD
    if any(found.start() < cut < found.end() for found in _WHOLE.finditer(title)):
        cost += _WORD
    good = before in _GOOD_AFTER or _GOOD_BEFORE.match(title, cut) is not None
    return cost if good else cost + _POOR
