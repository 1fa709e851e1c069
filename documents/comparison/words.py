"""Texts word by word: how alike two of them are, and which words were taken out and put in."""

from collections.abc import Iterator
from itertools import pairwise

from documents.comparison.alignment import matches
from documents.comparison.model import Op, Piece

PIECE_LIMIT = 20_000  # characters of one text up to which words are compared; a longer one is shown whole


def words(text: str) -> list[str]:
    """Return the words of the text; joined they are the text."""
    import rjieba  # builds its dictionary at import: only a process that compares shall wait for it

    return list(rjieba.cut(text))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the new text in pieces that stayed, were taken out, or were put in."""
    if max(len(old), len(new)) > PIECE_LIMIT:
        whole = (Piece(Op.REMOVED, old), Piece(Op.ADDED, new))
        return (Piece(Op.SAME, old),) if old == new else tuple(each for each in whole if each.text)
    before, after = words(old), words(new)
    found: list[Piece] = []
    for each in _parts(before, after):
        if found and found[-1].op == each.op:
            found[-1] = Piece(each.op, found[-1].text + each.text)
        else:
            found.append(each)
    return tuple(found)


def _parts(before: list[str], after: list[str]) -> Iterator[Piece]:
    a = c = 0
    for i, j in [*matches(before, after), (len(before), len(after))]:
        if i > a:
            yield Piece(Op.REMOVED, "".join(before[a:i]))
        if j > c:
            yield Piece(Op.ADDED, "".join(after[c:j]))
        if i < len(before):
            yield Piece(Op.SAME, before[i])
        a, c = i + 1, j + 1


def profile(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters by which texts are found alike."""
    marked = f"\x00{text}\x00"
    return frozenset(map("".join, pairwise(marked)))


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """Return how alike two profiles are, 0 to 1 (Dice)."""
    return 2 * len(first & second) / (len(first) + len(second))
