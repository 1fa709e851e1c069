"""Blocks as WordprocessingML: paragraphs, headings, tables, pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from documents.docx import roles
from documents.docx.grid import placed
from documents.docx.grid import width as grid_width
from documents.docx.model import Block, Cell, Heading, Paragraph, Picture, Table, lines_of
from documents.docx.ooxml import PIC
from documents.docx.titlelines import lines, width
from documents.docx.typesetting import sheet
from documents.docx.typesetting.forms import Form

EMU_PER_MM = 36_000
_ALIGNS = {"center": '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
           "right": '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>', "": ""}  # fmt: skip
_LEAST_WEIGHT, _MOST_WEIGHT, _PADDING, _NARROW = 3.0, 40.0, 1.0, 7.0  # characters
_ACROSS = sheet.TYPE_WIDTH / (sheet.SIZE_TABLE * sheet.HALF_POINT)
_ATTENDANCE = re.compile(r"(?:出席|请假|列席|缺席|记录|主持)(?:人员|人)?：")
_SHORT = 6 * sheet.CHARACTERS
_PER_CENT = 5000  # w:type="pct" counts fiftieths of a per cent


def chars(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return width(text)


def run(text: str, *, size: int = 0, font: str = "", style: str = "") -> str:
    """Return a w:r; a tab in the text is a w:tab."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += sheet.fonts(font) if font else ""
    properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t"))
    return f"<w:r>{head}{'<w:tab/>'.join(pieces)}</w:r>"


def title_runs(title: str) -> str:
    """Return a title broken into its lines."""
    pieces = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines(title))
    return f"<w:r>{'<w:br/>'.join(pieces)}</w:r>"


def paragraph(role: str, runs: str, properties: str = "") -> str:
    """Return a w:p in the style of the role; `properties` must stand in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{sheet.IDS[role]}"/>{properties}</w:pPr>{runs}</w:p>'


class Setter:
    """Sets blocks; `relations` maps the SHA-256 of a picture to its relationship id."""

    def __init__(self, relations: Mapping[str, str]) -> None:
        self.relations = relations
        self.drawings = 0

    def blocks(self, blocks: Iterable[Block], form: Form = Form.DOCUMENT, *, keep: str = "") -> Iterator[str]:
        """Yield the blocks of the text; an empty line follows each table, so that two never grow together."""
        for block in blocks:
            if isinstance(block, Table):
                yield self.table(block)
                yield paragraph(roles.SPACER, "", sheet.FLAT_GAP)
            elif isinstance(block, Picture):
                yield self.picture(block)
            elif isinstance(block, Heading):
                yield _heading(block, keep)
            else:
                yield _paragraph(block, form, keep)

    def text(self, blocks: tuple[Block, ...], form: Form, *, crowded: bool = False) -> Iterator[str]:
        """Yield the blocks of the main text; a short last one goes with the signature, so that no page lacks text.

        A long one goes with it only where the page is `crowded`, so that the signature would else stand alone:
        LibreOffice moves a paragraph that is kept with the next as a whole.
        """
        last = blocks[-1] if len(blocks) > 1 and isinstance(blocks[-1], Paragraph | Heading) else None
        short = last is not None and sum(map(chars, lines_of((last,)))) <= _SHORT
        yield from self.blocks(blocks[:-1] if last else blocks, form)
        if last is not None:
            yield from self.blocks((last,), form, keep=sheet.KEEP if short or crowded else "")

    def picture(self, picture: Picture) -> str:
        """Return a paragraph that holds the picture."""
        self.drawings += 1
        at = self.drawings
        size = f'cx="{picture.width_mm * EMU_PER_MM}" cy="{picture.height_mm * EMU_PER_MM}"'
        named = f'id="{at}" name="图{at}"'
        drawn = _PICTURE.format(size=size, named=named, relation=self.relations[picture.sha256])
        return paragraph(roles.PICTURE, f"<w:r>{drawn}</w:r>")

    def table(self, table: Table) -> str:
        """Return the table, ruled, over the whole width; the first row is repeated on every page."""
        shares = _shares(table)
        columns = "".join(f'<w:gridCol w:w="{share * sheet.TYPE_WIDTH // _PER_CENT}"/>' for share in shares)
        spots = {(row, column): cell for row, column, cell in placed(table)}
        covered = {(row + down, column): cell for (row, column), cell in spots.items() for down in range(1, cell.rows)}
        rows = (self._row(row, spots, covered, shares) for row in range(len(table.rows)))
        return f"<w:tbl>{_TABLE}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(
        self,
        row: int,
        spots: dict[tuple[int, int], Cell],
        covered: dict[tuple[int, int], Cell],
        shares: list[int],
    ) -> str:
        head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if row == 0 else "<w:trPr><w:cantSplit/></w:trPr>"
        cells, column = [], 0
        while column < len(shares):
            own, above = spots.get((row, column)), covered.get((row, column))
            cell = own or above or Cell()
            share = sum(shares[column : column + cell.columns])
            cells.append(self._cell(cell, share, goes_on=own is None and above is not None))
            column += cell.columns
        return f"<w:tr>{head}{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, share: int, *, goes_on: bool) -> str:
        merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        width = f'<w:tcW w:w="{share}" w:type="pct"/>'
        inside = "" if goes_on else "".join(self._in_cell(cell.blocks))
        last = "" if inside.endswith("</w:p>") else paragraph(roles.CELL, "")
        return f'<w:tc><w:tcPr>{width}{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{inside}{last}</w:tc>'

    def _in_cell(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                yield self.table(block) + paragraph(roles.SPACER, "")
            elif isinstance(block, Picture):
                yield self.picture(block)
            elif isinstance(block, Paragraph):
                jc = f'<w:jc w:val="{block.align}"/>' if block.align else ""
                yield paragraph(roles.CELL, run(block.text), jc)


def _paragraph(block: Paragraph, form: Form, keep: str) -> str:
    """Return a paragraph of the text; in minutes, who attended stands after a label in 黑体 (10.3)."""
    found = _ATTENDANCE.match(block.text) if form is Form.MINUTES and not block.align else None
    if found is None:
        return paragraph(roles.BODY, run(block.text), keep + _ALIGNS[block.align])
    label, names = found[0], block.text[found.end() :]
    hanging = sheet.indent(2 + chars(label), hanging=chars(label))
    zero = hanging.replace("<w:ind", '<w:ind w:firstLineChars="0"')
    return paragraph(roles.BODY, run(label, font=sheet.HEI) + run(names), keep + sheet.before(sheet.LINE) + zero)


def _heading(heading: Heading, keep: str) -> str:
    if not heading.rest:
        return paragraph(roles.HEADINGS[heading.level], run(heading.text), keep + _ALIGNS[heading.align])
    runs = run(heading.text, style=sheet.LEAD_ID) + run(heading.rest, style=sheet.REST_ID)
    return paragraph(roles.HEADINGS[heading.level], runs, keep + _ALIGNS[heading.align])


def _shares(table: Table) -> list[int]:
    """Return the widths of the columns in fiftieths of a per cent, by the longest line of each."""
    weights = [_LEAST_WEIGHT] * grid_width(table)
    for _, column, cell in placed(table):
        longest = max(map(width, cell.text.split("\n")), default=0) / cell.columns + _PADDING
        for at in range(column, column + cell.columns):
            weights[at] = min(max(weights[at], longest), _MOST_WEIGHT)
    total = sum(widths := _widths(weights))
    return [max(int(each / total * _PER_CENT), 1) for each in widths]


def _widths(weights: list[float]) -> list[float]:
    """Return the widths: what narrow columns need, and to the wide ones the rest in proportion."""
    narrow = sum(weight for weight in weights if weight <= _NARROW)
    wide = sum(weight for weight in weights if weight > _NARROW)
    if not wide or narrow > _ACROSS / 2:
        return weights
    return [weight if weight <= _NARROW else weight / wide * (_ACROSS - narrow) for weight in weights]


_TABLE = (
    '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
)
_PICTURE = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
    f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr {{named}}/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
