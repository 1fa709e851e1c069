"""What changed between two contents as HTML: escaped text with <ins> and <del>, a sign and a word for every change.

Colours only repeat what signs, underlining and strike-through say. Each change is a place of its own (#change-3) with
a link to the next one; the list keys j and k go from change to change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.comparison import Comparison, Nature, Op, Piece, Row, TableRow, compare
from documents.comparison.model import CellChange
from documents.docx import content as contents
from documents.docx.model import Content
from documents.models import Version

AROUND = 1  # unchanged parts shown before and after a change
SIGNS = {
    Op.SAME: ("", ""),
    Op.CHANGED: ("～", "改动"),
    Op.ADDED: ("＋", "新增"),
    Op.REMOVED: ("－", "删去"),
    Op.MOVED_AWAY: ("↷", "移走"),
    Op.MOVED_HERE: ("↶", "移来"),
}
OLD_SIDE, NEW_SIDE = frozenset({Op.SAME, Op.REMOVED}), frozenset({Op.SAME, Op.ADDED})
BOTH = OLD_SIDE | NEW_SIDE
EMPTY = SafeString("")


def contents_of(old: Version, new: Version) -> tuple[Content, Content] | None:
    """Return both contents; None when one was erased."""
    if old.erased_at or new.erased_at:
        return None
    return contents.from_json(old.content), contents.from_json(new.content)


def differences(old: Version, new: Version) -> SafeString:
    """Return the changes from one version to another as HTML; both must have their content loaded."""
    pair = contents_of(old, new)
    return inline(compare(*pair)) if pair else EMPTY


def inline(found: Comparison, *, whole: bool = False) -> SafeString:
    """Return the changes one below the other; `whole`: with everything that did not change."""
    if found.nature == Nature.SAME:
        return format_html('<p class="muted">{}</p>', "两稿内容相同。")
    return _joined(map(_inline, spots(found, whole=whole)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the comparison as it is shown; `folded` unchanged parts instead of a row, or a numbered change."""

    row: Row | None
    number: int = 0
    last: bool = False
    folded: int = 0
    other_end: int = 0

    @property
    def mark(self) -> SafeString:
        """Return the line above a change: sign, word, place, nature, the way to its other end and to the next one."""
        row = self.row
        if row is None or not self.number:
            return EMPTY
        sign, word = SIGNS[row.op]
        light = format_html(' <span class="word">{}</span>', "排印") if row.nature == Nature.TYPOGRAPHIC else EMPTY
        end = {Op.MOVED_AWAY: "移到第 {} 处", Op.MOVED_HERE: "原在第 {} 处"}.get(row.op, "").format(self.other_end)
        far = format_html(' <a href="#change-{}">{}</a>', self.other_end, end) if self.other_end else EMPTY
        onward = EMPTY if self.last else format_html(' <a href="#change-{}">下一处</a>', self.number + 1)
        head = '<p class="diff-mark"><a href="#change-{}" data-open><b>{}</b> {} {}</a> <span>{}</span>{}{}{}</p>'
        return format_html(head, self.number, sign, word, self.number, row.where, light, far, onward)


def spots(found: Comparison, *, whole: bool) -> Iterator[Spot]:
    """Yield what is shown: every change with its number, unchanged parts near it, a count for the others."""
    numbers = {n: number for number, n in enumerate((n for n, r in enumerate(found.rows) if r.op != Op.SAME), 1)}
    ends = _ends(found.rows, numbers)
    shown = _near(found.rows, numbers) if not whole else set(range(len(found.rows)))
    folded = 0
    for n, row in enumerate(found.rows):
        if n not in shown:
            folded += 1
            continue
        if folded:
            yield Spot(None, folded=folded)
            folded = 0
        number = numbers.get(n, 0)
        yield Spot(row, number, number == len(numbers), other_end=ends.get(n, 0))
    if folded:
        yield Spot(None, folded=folded)


def _near(rows: tuple[Row, ...], numbers: dict[int, int]) -> set[int]:
    return {near for n in numbers for near in range(n - AROUND, n + AROUND + 1) if 0 <= near < len(rows)}


def _ends(rows: tuple[Row, ...], numbers: dict[int, int]) -> dict[int, int]:
    """Return for the index of each end of a move the number of the other one."""
    away = {row.change.move: n for n, row in enumerate(rows) if row.op == Op.MOVED_AWAY}
    here = {row.change.move: n for n, row in enumerate(rows) if row.op == Op.MOVED_HERE}
    pairs = [(away[move], here[move]) for move in away if move in here]
    return {a: numbers[b] for a, b in pairs} | {b: numbers[a] for a, b in pairs}


def folded_line(count: int) -> SafeString:
    """Return the line that stands for parts that did not change."""
    return format_html('<p class="muted small diff-folded">……（{} 段未改动）……</p>', count)


def _inline(spot: Spot) -> SafeString:
    if spot.row is None:
        return folded_line(spot.folded)
    body = part(spot.row, BOTH)
    if not spot.number:
        return format_html('<div class="diff-part">{}</div>', body)
    place = '<div class="diff-part diff-{}" id="change-{}" data-row>{}{}</div>'
    return format_html(place, spot.row.op.value, spot.number, spot.mark, body)


def part(row: Row, side: frozenset[Op]) -> SafeString:
    """Return a part as it stood (OLD_SIDE), as it stands (NEW_SIDE), or both in one."""
    change = row.change
    if change.rows:
        return _table(change.rows, side)
    if change.pictures:
        return format_html("<p>{}</p>", _pieces(_pictures(row), side))
    text = _pieces(change.pieces, side)
    hint = EMPTY
    if row.op == Op.CHANGED and all(each.op == Op.SAME for each in change.pieces):
        hint = format_html(' <span class="muted small">{}</span>', "（对齐或标题级别不同）")
    return format_html('<p class="diff-{}">{}{}</p>', row.kind, text, hint) if text else EMPTY


def _pictures(row: Row) -> list[Piece]:
    names = [f"〔图片 {each.sha256[:12]}，{each.width_mm}×{each.height_mm} 毫米〕" for each in row.change.pictures]
    alone = {Op.MOVED_AWAY: Op.REMOVED, Op.MOVED_HERE: Op.ADDED}.get(row.op, row.op)
    ops = (Op.REMOVED, Op.ADDED) if len(names) > 1 else (alone,)
    return [Piece(op, name) for op, name in zip(ops, names, strict=True)]


def _pieces(pieces: Iterable[Piece], side: frozenset[Op]) -> SafeString:
    return _joined(_piece(each) for each in pieces if each.op in side)


def _piece(piece: Piece) -> SafeString:
    tag = {Op.REMOVED: "del", Op.ADDED: "ins"}.get(piece.op)
    if tag is None:
        return _lines(piece.text)
    visible = piece.text.replace(" ", "␣") if not piece.text.strip() else piece.text
    return format_html("<{}>{}</{}>", SafeString(tag), _lines(visible), SafeString(tag))


def _lines(text: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in text.split("\n")))


def _table(rows: tuple[TableRow, ...], side: frozenset[Op]) -> SafeString:
    hidden = {BOTH: None, OLD_SIDE: Op.ADDED, NEW_SIDE: Op.REMOVED}[side]
    near = _near_rows(rows)
    lines, folded = [], 0
    for n, row in enumerate(rows):
        folded = 0 if n in near else folded + 1
        if folded and (n + 1 in near or n + 1 == len(rows)):
            line = '<tr class="diff-folded"><td colspan="99" class="muted small">……（{} 行未改动）……</td></tr>'
            lines.append(format_html(line, folded))
        elif n in near and row.op != hidden:
            lines.append(_row(row, side, hidden))
    return format_html('<div class="diff-table"><table><tbody>{}</tbody></table></div>', _joined(lines))


def _near_rows(rows: tuple[TableRow, ...]) -> set[int]:
    """Return which rows are shown: the head and those near a change; all of a table that did not change itself."""
    changed = [n for n, row in enumerate(rows) if row.op != Op.SAME]
    return (
        {0, *(near for n in changed for near in range(n - AROUND, n + AROUND + 1))}
        if changed
        else set(range(len(rows)))
    )


def _row(row: TableRow, side: frozenset[Op], hidden: Op | None) -> SafeString:
    sign, word = SIGNS[row.op]
    cells = _joined(_cell(each, side) for each in row.cells if each.op != hidden)
    spoken = format_html('<span class="visually-hidden">{}</span>', word or "未改动")
    head = '<tr class="diff-{}"><th scope="row"><span aria-hidden="true">{}</span>{}</th>{}</tr>'
    return format_html(head, row.op.value, sign, spoken, cells)


def _cell(cell: CellChange, side: frozenset[Op]) -> SafeString:
    return format_html("<td>{}</td>", _pieces(cell.pieces, side))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((each,) for each in parts))
