"""Which items of two sequences correspond, in order; never more than a bounded amount of work.

Items that occur once on each side are anchors (patience); between two anchors the same is tried again. A gap without
anchors is solved exactly when it is small; in a larger one the n-th occurrence of an item meets the n-th, so that
thousands of equal cells or lines cost no more than sorting them.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

Pair = tuple[int, int]
Span = tuple[int, int, int, int]  # from, to in the first sequence; from, to in the second
SMALL = 4096  # product of the lengths up to which a gap is solved exactly
DEEPEST = 32  # how often a gap is divided by anchors


def matches(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of indexes of equal items, rising in both; as many as is cheap to find."""
    found: list[Pair] = []
    left = [((0, len(first), 0, len(second)), 0)]
    while left:
        span, depth = left.pop()
        ends, inner = _trimmed(first, second, span)
        found += ends
        a, b, c, d = inner
        if a == b or c == d:
            continue
        anchors = _anchors(first, second, inner) if depth < DEEPEST else []
        if anchors:
            found += anchors
            left += [(gap, depth + 1) for gap in gaps(anchors, inner)]
        elif (b - a) * (d - c) <= SMALL:
            found += _longest(first, second, inner)
        else:
            found += _by_occurrence(first, second, inner)
    return sorted(found)


def gaps(pairs: Iterable[Pair], span: Span) -> list[Span]:
    """Return what lies between the pairs inside the span, where there is anything on either side."""
    a, b, c, d = span
    found = []
    for i, j in [*pairs, (b, d)]:
        if i > a or j > c:
            found.append((a, i, c, j))
        a, c = i + 1, j + 1
    return found


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """Return a longest choice of the pairs (sorted by the first index) whose second indexes rise."""
    tails: list[int] = []
    ends: list[tuple[Pair, int]] = []  # the pair, and where in `ends` the one before it stands
    last: list[int] = []
    for pair in pairs:
        place = bisect_left(tails, pair[1])
        before = last[place - 1] if place else -1
        ends.append((pair, before))
        if place == len(tails):
            tails.append(pair[1])
            last.append(len(ends) - 1)
        else:
            tails[place], last[place] = pair[1], len(ends) - 1
    found, at = [], last[-1] if last else -1
    while at >= 0:
        pair, at = ends[at]
        found.append(pair)
    return found[::-1]


def _trimmed(first: Sequence[Hashable], second: Sequence[Hashable], span: Span) -> tuple[list[Pair], Span]:
    a, b, c, d = span
    found: list[Pair] = []
    while a < b and c < d and first[a] == second[c]:
        found.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and first[b - 1] == second[d - 1]:
        b, d = b - 1, d - 1
        found.append((b, d))
    return found, (a, b, c, d)


def _anchors(first: Sequence[Hashable], second: Sequence[Hashable], span: Span) -> list[Pair]:
    a, b, c, d = span
    here, there = Counter(first[a:b]), Counter(second[c:d])
    where = {second[j]: j for j in range(c, d) if there[second[j]] == 1}
    return rising((i, where[first[i]]) for i in range(a, b) if here[first[i]] == 1 and first[i] in where)


def _by_occurrence(first: Sequence[Hashable], second: Sequence[Hashable], span: Span) -> list[Pair]:
    a, b, c, d = span
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in range(c, d):
        places[second[j]].append(j)
    seen: Counter[Hashable] = Counter()
    pairs = []
    for i in range(a, b):
        item = first[i]
        if seen[item] < len(places.get(item, ())):
            pairs.append((i, places[item][seen[item]]))
            seen[item] += 1
    return rising(pairs)


def _longest(first: Sequence[Hashable], second: Sequence[Hashable], span: Span) -> list[Pair]:
    """Return a longest common subsequence of a small gap."""
    a, b, c, d = span
    table = [[0] * (d - c + 1) for _ in range(b - a + 1)]
    for i in range(b - 1, a - 1, -1):
        row, below = table[i - a], table[i - a + 1]
        for j in range(d - 1, c - 1, -1):
            same = first[i] == second[j]
            row[j - c] = below[j - c + 1] + 1 if same else max(below[j - c], row[j - c + 1])
    found, i, j = [], a, c
    while i < b and j < d:
        if first[i] == second[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif table[i - a + 1][j - c] >= table[i - a][j - c + 1]:
            i += 1
        else:
            j += 1
    return found
