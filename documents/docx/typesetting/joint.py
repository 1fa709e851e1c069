"""The masthead of a joint document: the bodies below each other, equally wide, 文件 beside their middle (7.2.4)."""

from documents.docx import roles
from documents.docx.model import Elements
from documents.docx.typesetting import sheet
from documents.docx.typesetting.forms import Form, bodies
from documents.docx.typesetting.setting import chars, paragraph, run

_WIDEST, _LARGEST, _SMALLEST = 26, 80, 32  # characters of 3号; half-points
_TALLEST = 4 * sheet.LINE  # what the bodies may take beyond the first, so that the text begins on the page
_LEADING, _APART = 1.15, 0.5
_DISTRIBUTED = '<w:jc w:val="distribute"/>'


def is_joint(elements: Elements, form: Form) -> bool:
    """Test if several bodies issue the document together, under one masthead."""
    return form is Form.DOCUMENT and len(bodies(elements)) > 1


def size_of(elements: Elements) -> int:
    """Return the size of the names in half-points: as large as their width and number allow."""
    names = bodies(elements)
    wide = _WIDEST * sheet.SIZE_3 / (max(map(chars, names)) + _APART + len(roles.FILE))
    high = _TALLEST * 2 / (len(names) * sheet.HALF_POINT * _LEADING)
    return max(min(_LARGEST, int(wide), int(high)), _SMALLEST)


def height(elements: Elements) -> int:
    """Return the height of the masthead (dxa)."""
    return len(bodies(elements)) * _line(size_of(elements))


def masthead(elements: Elements, above: int) -> str:
    """Return the masthead as a table without rules, so far below what stands before it."""
    names, size = bodies(elements), size_of(elements)
    left = int((max(map(chars, names)) + _APART) * size * sheet.HALF_POINT)
    right = len(roles.FILE) * size * sheet.HALF_POINT + size
    apart = int(size * sheet.HALF_POINT * _APART)
    beside = [_cell(right, roles.FILE, size, sheet.CENTRE, merge="restart")]
    beside += [_cell(right, "", size, sheet.CENTRE, merge="continue")] * (len(names) - 1)
    named = [_cell(left, name, size, _DISTRIBUTED, indent=apart) for name in names]
    rows = "".join(f"<w:tr>{name}{word}</w:tr>" for name, word in zip(named, beside, strict=True))
    grid = f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>'
    width = f'<w:tblW w:w="{left + right}" w:type="dxa"/>'
    flush = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    properties = f'<w:tblPr>{width}{sheet.CENTRE}<w:tblLayout w:type="fixed"/>{flush}</w:tblPr>'
    above -= _line(size) - size * sheet.HALF_POINT  # what the first line leaves free above its characters
    return paragraph(roles.SPACER, "", sheet.gap(above)) + f"<w:tbl>{properties}{grid}{rows}</w:tbl>"


def _line(size: int) -> int:
    return int(size * sheet.HALF_POINT * _LEADING)


def _cell(width: int, text: str, size: int, align: str, *, merge: str = "", indent: int = 0) -> str:
    spans = f'<w:vMerge w:val="{merge}"/><w:vAlign w:val="center"/>' if merge else ""
    apart = f'<w:ind w:right="{indent}"/>' if indent else ""
    line = f'<w:snapToGrid w:val="0"/><w:spacing w:line="{_line(size)}" w:lineRule="exact"/>{apart}{align}'
    inside = paragraph(roles.MASTHEAD, run(text, size=size) if text else "", line)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>{inside}</w:tc>'
