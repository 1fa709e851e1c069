"""Breaking a title into lines that keep words whole and form a trapezoid or a diamond (GB/T 9704-2012 7.3.1)."""

import re
from itertools import combinations, pairwise
from math import comb

import rjieba

MOST = 19  # characters of 2号 in a line of 156 mm, one left free
_HALF = 0.5
_NOT_BEFORE = frozenset("、，。；：！？）》〉」』”’】〕…—·的了和与及")
_NOT_AFTER = frozenset("（《〈「『“‘【〔—·")
_GOOD_AFTER = frozenset("、，》）的和与及对")
_GOOD_BEFORE = re.compile(
    r"关于|《|印发|转发|批转|开展|进一步|实施|加强|推进|做好|促进|建立|完善|规范|调整|若干|有关|工作|管理"
)
_WHOLE = re.compile(r"[A-Za-z0-9.％%年—]+|国务院|人民政府|办公厅|[^，、》（]{2,4}(?:通知|意见|办法|规定|方案)$")
_POOR, _UNEVEN = 1.5, 0.5
_RECTANGLE, _HOURGLASS, _STEP, _STEEP = 3.0, 8.0, 1.0, 5.0
_LONGEST, _MOST_WAYS = 400, 30_000


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
    """Return the cuts between words that look best; nothing where no way fits or there are too many."""
    costs = _cuts(title)
    places = sorted(costs) if comb(len(costs), count - 1) <= _MOST_WAYS else []
    ways = ((_shape(title, way) + sum(costs[cut] for cut in way), way) for way in combinations(places, count - 1))
    cost, best = min(ways, default=(float("inf"), ()))
    return best if cost < float("inf") else ()


def _cuts(title: str) -> dict[int, float]:
    """Return what a break costs at each boundary of words."""
    ends, place = [], 0
    for word in rjieba.cut(title):
        place += len(word)
        ends.append(place)
    whole = [found.span() for found in _WHOLE.finditer(title)]
    return {
        cut: 0.0 if title[cut - 1] in _GOOD_AFTER or _GOOD_BEFORE.match(title, cut) else _POOR
        for cut in ends[:-1]
        if title[cut - 1] not in _NOT_AFTER
        and title[cut] not in _NOT_BEFORE
        and not any(start < cut < end for start, end in whole)
    }


def _shape(title: str, cuts: tuple[int, ...]) -> float:
    """Return how far the lines are from a trapezoid or a diamond, infinite where one is too long."""
    edges = [0, *cuts, len(title)]
    wide = [width(title[start:end]) for start, end in pairwise(edges)]
    if max(wide) > MOST:
        return float("inf")
    ideal = sum(wide) / len(wide)
    steps = [below - above for above, below in pairwise(wide)]
    cost = _UNEVEN * sum(max(abs(each - ideal) - _STEP, 0) for each in wide)
    cost += _RECTANGLE if all(abs(step) < _STEP for step in steps) else 0
    cost += sum(_STEP for step in steps if abs(step) > _STEEP)
    hollow = any(first < 0 < second for first, second in pairwise(step for step in steps if step))
    return cost + (_HOURGLASS if hollow else 0)
