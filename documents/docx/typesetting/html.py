"""The document as a semantic, accessible HTML fragment; what is in it is allow-listed by nh3."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from html import escape

import nh3

from documents.docx import dates
from documents.docx.content import canonical
from documents.docx.grid import placed
from documents.docx.model import (
    Attachment,
    Block,
    Cell,
    Content,
    Elements,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from documents.docx.pictures import is_png
from documents.docx.text import clean
from documents.docx.typesetting.forms import Form, bodies, form_of, masthead
from documents.docx.typesetting.heads import is_promulgated

PREFIX = "gw-"
_BODY_LEVEL, _PART_LEVEL, _DEEPEST = 1, 2, 6
_TAGS = {
    "article", "header", "footer", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "figure", "img",
    "div", "table", "thead", "tbody", "tr", "th", "td", "ol", "li", "time",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class"},
    "article": {"lang"},
    "section": {"aria-label"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_PIXELS_PER_MM = 96 / 25.4


def render(content: Content, elements: Elements, *, addresses: Mapping[str, str] | None = None) -> str:
    """Return the fragment; `addresses` maps the SHA-256 of pictures to where a page loads them from.

    A picture without an address is looked for at pictures/<sha256>.
    """
    whole = canonical(content)
    body = _Renderer(addresses or {}).document(whole, elements)
    return nh3.clean(body, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "data"}, link_rel=None)


def data_addresses(pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Return the pictures as data addresses, for a page that must stand alone."""
    kinds = {sha: "png" if is_png(data) else "jpeg" for sha, data in pictures.items()}
    packed = {sha: base64.b64encode(data).decode() for sha, data in pictures.items()}
    return {sha: f"data:image/{kinds[sha]};base64,{packed[sha]}" for sha in pictures}


class _Renderer:
    def __init__(self, addresses: Mapping[str, str]) -> None:
        self.addresses = addresses
        self.figures = self.tables = 0

    def document(self, content: Content, elements: Elements) -> str:
        pieces = [
            *_head(content, elements),
            *self.blocks(content.blocks, _BODY_LEVEL),
            *_notes(content.notes),
            *_end(elements, form_of(elements, content.title)),
            *(self.attachment(each) for each in content.attachments),
            *_colophon(elements),
        ]
        return f'<article lang="zh-CN" class="{PREFIX}document">{"".join(pieces)}</article>'

    def attachment(self, attachment: Attachment) -> str:
        label = f'<p class="{PREFIX}label">{escape(attachment.label)}</p>' if attachment.label else ""
        title = f"<h2>{escape(attachment.title)}</h2>" if attachment.title else ""
        named = escape(f"{attachment.label} {attachment.title}".strip(), quote=True)
        inside = "".join(self.blocks(attachment.blocks, _PART_LEVEL))
        return f'<section class="{PREFIX}attachment" aria-label="{named}">{label}{title}{inside}</section>'

    def blocks(self, blocks: Iterable[Block], above: int) -> Iterator[str]:
        """Yield the blocks; headings go on from the level above without a gap (WCAG 1.3.1)."""
        open_levels: list[int] = []
        for block in blocks:
            if isinstance(block, Heading):
                while open_levels and open_levels[-1] >= block.level:
                    open_levels.pop()
                open_levels.append(block.level)
                yield _heading(block, min(above + len(open_levels), _DEEPEST))
            else:
                yield self.block(block)

    def block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Picture):
            return self.picture(block)
        return _paragraph(block.text, block.align)

    def picture(self, picture: Picture) -> str:
        self.figures += 1
        source = escape(self.addresses.get(picture.sha256, f"pictures/{picture.sha256}"), quote=True)
        width, height = (round(mm * _PIXELS_PER_MM) for mm in (picture.width_mm, picture.height_mm))
        size = f'width="{width}" height="{height}"'
        return f'<figure><img src="{source}" alt="图{self.figures}" {size}></figure>'

    def table(self, table: Table) -> str:
        """Return the table; the rows that the cells of the first row reach into are its head."""
        self.tables += 1
        head = max((cell.rows for cell in table.rows[0]), default=1) if len(table.rows) > 1 else 0
        rows: dict[int, list[str]] = {row: [] for row in range(len(table.rows))}
        for row, _, cell in placed(table):
            rows[row].append(self.cell(cell, head=row < head))
        made = [f"<tr>{''.join(cells)}</tr>" for cells in rows.values()]
        top = f"<thead>{''.join(made[:head])}</thead>" if head else ""
        scroll = f'<div class="{PREFIX}table" role="region" tabindex="0" aria-label="表{self.tables}">'
        return f"{scroll}<table>{top}<tbody>{''.join(made[head:])}</tbody></table></div>"

    def cell(self, cell: Cell, *, head: bool) -> str:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        wide = "colgroup" if cell.columns > 1 else "col"
        tag, scope = ("th", f' scope="{wide}"') if head else ("td", "")
        single = cell.blocks[0] if len(cell.blocks) == 1 else None
        plain = isinstance(single, Paragraph) and not single.align
        inside = escape(cell.text) if plain else "".join(map(self.block, cell.blocks))
        return f"<{tag}{scope}{spans}>{inside}</{tag}>"


def _paragraph(text: str, align: str = "", name: str = "") -> str:
    names = " ".join(filter(None, (f"{PREFIX}{name}" if name else "", f"{PREFIX}{align}" if align else "")))
    attribute = f' class="{names}"' if names else ""
    return f"<p{attribute}>{escape(text)}</p>"


def _heading(heading: Heading, level: int) -> str:
    align = f" {PREFIX}{heading.align}" if heading.align else ""
    shown = f'<h{level} class="{PREFIX}level{heading.level}{align}">{escape(heading.text)}</h{level}>'
    return shown + (_paragraph(heading.rest) if heading.rest else "")


def _head(content: Content, elements: Elements) -> Iterator[str]:
    lines = [("masthead", masthead(elements, form_of(elements, content.title))), ("number", clean(elements.number))]
    inside = "".join(_paragraph(text, name=name) for name, text in lines if text)
    title = f"<h1>{escape(content.title)}</h1>" if content.title and not is_promulgated(content) else ""
    if inside or title:
        yield f"<header>{inside}{title}</header>"
    addressees = content.addressees if elements.addressees is None else elements.addressees
    if addressees:
        yield _paragraph("，".join(addressees) + "：", name="addressees")


def _notes(notes: tuple[str, ...]) -> Iterator[str]:
    if len(notes) == 1:
        yield _paragraph(f"附件：{notes[0]}", name="notes")
    elif notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        yield f'<div class="{PREFIX}notes"><p>附件：</p><ol>{items}</ol></div>'


def _end(elements: Elements, form: Form) -> Iterator[str]:
    day = elements.issued_on
    signed = elements.signature_bodies or (bodies(elements) if day else ())
    if form is Form.ORDER and elements.signatories:  # signed by the head, as on paper (10.2)
        signed = tuple(f"{elements.signatory_title} {name}" for name in elements.signatories)
    yield from (_paragraph(clean(body), name="signature") for body in signed if clean(body))
    if day:
        shown = dates.as_printed(day)
        yield f'<p class="{PREFIX}date"><time datetime="{day.isoformat()}">{shown}</time></p>'
    if note := clean(elements.closing_note):
        yield _paragraph(f"（{note}）", name="closing")


def _colophon(elements: Elements) -> Iterator[str]:
    copies = "，".join(filter(None, map(clean, elements.copies_to)))
    lines = [_paragraph(f"抄送：{copies}。", name="copies")] if copies else []
    if elements.printing_body and elements.printed_on:
        day = dates.as_printed(elements.printed_on)
        lines.append(_paragraph(f"{clean(elements.printing_body)} {day}印发", name="printing"))
    if lines:
        yield f"<footer>{''.join(lines)}</footer>"
