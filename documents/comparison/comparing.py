"""Two contents as one row of parts: what stayed, what was reworded, moved, put in and taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.comparison import tables
from documents.comparison.alignment import Pair, gaps, matches
from documents.comparison.model import Change, Comparison, Op, Piece, Row
from documents.comparison.pairing import moved, moved_and_reworded, reworded
from documents.comparison.parts import ALWAYS_ONE, Part, parts_of
from documents.comparison.substance import Nature, nature_of
from documents.comparison.words import pieces
from documents.docx.model import Content, Picture, Table


def compare(old: Content, new: Content) -> Comparison:
    """Return how the new content differs from the old one; the time grows about linearly with their length."""
    plan = _Plan(parts_of(old), parts_of(new))
    plan.find()
    rows = tuple(plan.rows())
    nature = nature_of(old, new)
    return Comparison(rows, nature, tuple(_reasons(rows, nature)))


@dataclass
class _Plan:
    old: Sequence[Part]
    new: Sequence[Part]
    pairs: list[Pair] = field(default_factory=list)
    moves: dict[int, int] = field(default_factory=dict)  # index in old: index in new

    def find(self) -> None:
        same = matches([part.key for part in self.old], [part.key for part in self.new])
        lost = _outside(len(self.old), {i for i, _ in same})
        come = _outside(len(self.new), {j for _, j in same})
        self.moves = moved(self.old, self.new, lost, come)
        away, here = set(self.moves), set(self.moves.values())
        changed = list(self._reworded(same, away, here))
        self.pairs = sorted([*same, *changed])
        left = [i for i in lost if i not in away | {i for i, _ in changed}]
        right = [j for j in come if j not in here | {j for _, j in changed}]
        self.moves |= moved_and_reworded(self.old, self.new, left, right)

    def _reworded(self, same: list[Pair], away: set[int], here: set[int]) -> Iterator[Pair]:
        for a, b, c, d in gaps(same, (0, len(self.old), 0, len(self.new))):
            left, right = [i for i in range(a, b) if i not in away], [j for j in range(c, d) if j not in here]
            yield from self._of_one_kind(left, right)

    def _of_one_kind(self, left: list[int], right: list[int]) -> Iterator[Pair]:
        """Pair what is alike in one gap; a title becomes a title, a table a table."""
        found = [(i, j) for i in left for j in right[:2] if self.old[i].kind == self.new[j].kind in ALWAYS_ONE]
        ones = {i for i, _ in found}, {j for _, j in found}
        left, right = [i for i in left if i not in ones[0]], [j for j in right if j not in ones[1]]
        chosen = reworded([self.old[i] for i in left], [self.new[j] for j in right])
        alike = ((left[i], right[j]) for i, j in chosen)
        yield from found
        yield from ((i, j) for i, j in alike if self.old[i].may_become(self.new[j]))

    def rows(self) -> Iterator[Row]:
        numbers = {i: number for number, i in enumerate(sorted(self.moves), 1)}
        came = {j: i for i, j in self.moves.items()}
        a = c = 0
        for i, j in [*self.pairs, (len(self.old), len(self.new))]:
            yield from (_gone(self.old[n], numbers.get(n, 0)) for n in range(a, i))
            for n in range(c, j):
                before = self.old[came[n]] if n in came else None
                yield _come(self.new[n], before, numbers.get(came.get(n, -1), 0))
            if i < len(self.old):
                yield _paired(self.old[i], self.new[j])
            a, c = i + 1, j + 1


def _outside(length: int, inside: set[int]) -> list[int]:
    return [n for n in range(length) if n not in inside]


def _gone(part: Part, move: int) -> Row:
    op = Op.MOVED_AWAY if move else Op.REMOVED
    return Row(op, part.kind, part.where, Nature.SUBSTANTIVE, _whole(part, Op.REMOVED, move))


def _come(part: Part, before: Part | None, move: int) -> Row:
    if before is None:
        return Row(Op.ADDED, part.kind, part.where, Nature.SUBSTANTIVE, _whole(part, Op.ADDED))
    return Row(Op.MOVED_HERE, part.kind, part.where, Nature.SUBSTANTIVE, _change(before, part, move))


def _paired(old: Part, new: Part) -> Row:
    if old.same(new):
        return Row(Op.SAME, new.kind, new.where, Nature.SAME, _whole(new, Op.SAME))
    nature = Nature.TYPOGRAPHIC if old.key == new.key else Nature.SUBSTANTIVE
    return Row(Op.CHANGED, new.kind, new.where, nature, _change(old, new))


def _whole(part: Part, op: Op, move: int = 0) -> Change:
    if isinstance(part.block, Table):
        return Change(rows=tables.whole(part.block, op), move=move)
    if isinstance(part.block, Picture):
        return Change(pictures=(part.block,), move=move)
    return Change((Piece(op, part.text),), move=move)


def _change(old: Part, new: Part, move: int = 0) -> Change:
    if isinstance(old.block, Table) and isinstance(new.block, Table):
        return Change(rows=tables.rows_of(old.block, new.block), move=move)
    if isinstance(old.block, Picture) and isinstance(new.block, Picture):
        return Change(pictures=(old.block, new.block), move=move)
    return Change(pieces(old.text, new.text), move=move)


REASONS = {
    Op.CHANGED: "有字、词、数字或标点的改动",
    Op.ADDED: "增加了段落、表格、图片或附件",
    Op.REMOVED: "删去了段落、表格、图片或附件",
    Op.MOVED_HERE: "调整了段落或表格的次序",
}
ONLY_SET_OTHERWISE = "字、词、数字、标点和段落都没有变，只是空格、全角半角、引号样式、对齐、标题级别或图片尺寸不同"


def _reasons(rows: Sequence[Row], nature: Nature) -> Iterator[str]:
    if nature == Nature.TYPOGRAPHIC:
        yield ONLY_SET_OTHERWISE
        return
    found = {row.op for row in rows if row.nature == Nature.SUBSTANTIVE}
    yield from (words for op, words in REASONS.items() if op in found)
