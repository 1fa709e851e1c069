"""What was not found unchanged: what was reworded in its place, what was moved, what is new or gone."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from documents.comparison.alignment import Pair
from documents.comparison.parts import Part
from documents.comparison.words import alike

LIKE = 0.4  # two parts in one place that are more alike than this are one that was reworded
LIKE_FAR = 0.7  # so much alike must be what was moved and reworded at once
BAND = 8  # how far from its place in a long gap the changed form of a part is looked for
FEW = 16  # up to so many parts everything is held against everything
MOVED_FROM, REWORDED_FROM = 6, 20  # characters from which a text is known again elsewhere
_SHINGLE, _CROWD = 5, 4  # characters of a shingle; so many parts may share it before it says nothing


class HasProfile(Protocol):
    """What pairing asks of a part or of a table's row."""

    @property
    def profile(self) -> frozenset[str]: ...


def reworded(old: Sequence[HasProfile], new: Sequence[HasProfile]) -> list[Pair]:
    """Return rising pairs of indexes of what is alike, the most alike first chosen."""
    scored = []
    for i, j in _near(len(old), len(new)):
        score = alike(old[i].profile, new[j].profile)
        if score > LIKE:
            scored.append((-score, i, j))
    chosen: list[Pair] = []
    for _, i, j in sorted(scored):
        place = bisect_left(chosen, (i, j))
        above = place == 0 or (chosen[place - 1][0] < i and chosen[place - 1][1] < j)
        below = place == len(chosen) or (chosen[place][0] > i and chosen[place][1] > j)
        if above and below:
            insort(chosen, (i, j))
    return chosen


def _near(old: int, new: int) -> Iterator[Pair]:
    for i in range(old):
        middle = i * new // old
        low, high = (0, new) if max(old, new) <= FEW else (max(middle - BAND, 0), min(middle + BAND + 1, new))
        yield from ((i, j) for j in range(low, high))


def moved(old: Sequence[Part], new: Sequence[Part], gone: list[int], come: list[int]) -> dict[int, int]:
    """Return which of the parts that are gone stand, word for word, among those that came."""
    places: dict[object, list[int]] = defaultdict(list)
    for j in reversed(come):
        places[new[j].key].append(j)
    found = {}
    for i in gone:
        if _is_known_again(old[i]) and places.get(old[i].key):
            found[i] = places[old[i].key].pop()
    return found


def _is_known_again(part: Part) -> bool:
    return part.kind in ("table", "picture") or len(part.text) >= MOVED_FROM


def moved_and_reworded(old: Sequence[Part], new: Sequence[Part], gone: list[int], come: list[int]) -> dict[int, int]:
    """Return which of the parts that are gone stand elsewhere in other words."""
    index: dict[str, list[int]] = defaultdict(list)
    for i in gone:
        for shingle in _shingles(old[i].text):
            index[shingle].append(i)
    found: dict[int, int] = {}
    for j in come:
        votes: Counter[int] = Counter()
        for shingle in _shingles(new[j].text):
            here = index.get(shingle, ())
            votes.update(here if len(here) <= _CROWD else ())
        for i, _ in votes.most_common(_CROWD):
            if i not in found and old[i].may_become(new[j]) and alike(old[i].profile, new[j].profile) > LIKE_FAR:
                found[i] = j
                break
    return found


def _shingles(text: str) -> set[str]:
    if len(text) < REWORDED_FROM:
        return set()
    return {text[n : n + _SHINGLE] for n in range(len(text) - _SHINGLE + 1)}
