"""The typesetter: a new .docx per GB/T 9704-2012 out of a content and the elements of registration.

The file is built from the model alone, so it holds nothing that the model does not; equal input gives
equal bytes. Reading it again gives the content back.
"""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from documents.docx import dates, genres, roles, sheet
from documents.docx.content import canonical, with_addressees
from documents.docx.errors import PictureMissing
from documents.docx.model import Attachment, Content, Elements
from documents.docx.numbers import Series, parse
from documents.docx.ooxml import PIC, RELS, WP, A, R, W
from documents.docx.pictures import is_png
from documents.docx.setting import Setter, chars, paragraph, run, title_runs
from documents.docx.text import clean

VERSION = 1
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644 << 16
_URGENCIES = {"urgent": "加急", "most_urgent": "特急"}
_WIDEST_MAST, _LARGEST_MAST, _SMALLEST_MAST = 26, 120, 44  # characters of 3号; half-points
_GAP = 4  # characters between the date and the right edge, where a seal is set (7.3.5.1)
_HALF = 0.5


def typeset(content: Content, elements: Elements, pictures: Mapping[str, bytes]) -> bytes:
    """Return the bytes of the .docx; `pictures` maps the SHA-256 of each picture to its cleaned bytes.

    :raises PictureMissing: the content names a picture that is not given.
    """
    whole = canonical(content)
    if elements.addressees is not None:
        whole = with_addressees(whole, elements.addressees)
    names = {sha: _media_name(pictures, sha) for sha in whole.pictures()}
    setter = Setter({sha: f"rId{at}" for at, sha in enumerate(names, 5)})
    body = "".join((*_head(whole, elements), *_text(whole, setter), *_end(whole, elements), *_rest(whole, setter)))
    return _packed(body + _colophon(elements) + sheet.SECTION, names, pictures)


def _media_name(pictures: Mapping[str, bytes], sha: str) -> str:
    if sha not in pictures:
        raise PictureMissing
    suffix = "png" if is_png(pictures[sha]) else "jpeg"
    return f"media/{sha}.{suffix}"


def _packed(body: str, names: Mapping[str, str], pictures: Mapping[str, bytes]) -> bytes:
    spaces = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"'
    images = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/image" Target="{name}"/>' for at, name in enumerate(names.values(), 5)
    )
    relations = f'<Relationships xmlns="{RELS}">{sheet.FIXED_RELATIONS}{images}</Relationships>'
    parts: list[tuple[str, bytes]] = [
        ("[Content_Types].xml", sheet.CONTENT_TYPES.encode()),
        ("_rels/.rels", sheet.ROOT_RELATIONS.encode()),
        (
            "word/document.xml",
            f"{sheet.XML}<w:document {spaces}><w:body>{body}</w:body></w:document>".encode(),
        ),
        ("word/_rels/document.xml.rels", f"{sheet.XML}{relations}".encode()),
        ("word/styles.xml", sheet.STYLES.encode()),
        ("word/settings.xml", sheet.SETTINGS.encode()),
        ("word/footer1.xml", sheet.ODD_FOOTER.encode()),
        ("word/footer2.xml", sheet.EVEN_FOOTER.encode()),
        *((f"word/{name}", pictures[sha]) for sha, name in names.items()),
    ]
    return _zipped(parts)


def _zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()


def _head(content: Content, elements: Elements) -> Iterable[str]:
    """Yield masthead, number and red line (7.2), title (7.3.1), addressees (7.3.2)."""
    urgency = _URGENCIES.get(elements.urgency, "")
    if urgency:
        yield paragraph(roles.URGENCY, run(urgency))
    mast = masthead(elements)
    if mast:
        above = sheet.MAST_FROM_TOP - (sheet.LINE if urgency else 0)
        size = max(min(_LARGEST_MAST, _WIDEST_MAST * sheet.SIZE_3 // len(mast)), _SMALLEST_MAST)
        yield paragraph(roles.MASTHEAD, run(mast, size=size), f'<w:spacing w:before="{above}"/>')
    if mast or elements.number:
        yield _number_line(elements)
    if content.title and not is_promulgated(content):
        yield paragraph(roles.TITLE, title_runs(content.title))
    if content.addressees:
        yield paragraph(roles.ADDRESSEES, run("，".join(content.addressees) + roles.COLON))


def is_promulgated(content: Content) -> bool:
    """Test if the title is that of the enclosed document, as with an order, and is printed only there."""
    return any(not each.label and each.title == content.title for each in content.attachments[:1])


def masthead(elements: Elements) -> str:
    """Return the 发文机关标志: the body with 文件, with 令 for an order, alone for a letter (7.2.4, 10)."""
    body = clean(elements.issuing_body)
    number = parse(elements.number)
    if not body or body.endswith(("文件", "令", "纪要")):
        return body
    if number is not None and number.series is Series.ORDER:
        return f"{body}令"
    letter = number is not None and number.code_letters.endswith(genres.Genre.LETTER.value)
    return body if letter else f"{body}文件"


def _number_line(elements: Elements) -> str:
    number = parse(elements.number)
    order = number is not None and number.series is Series.ORDER
    shown = str(number).removeprefix(number.code_letters) if number is not None and order else clean(elements.number)
    names = " ".join(map(clean, elements.signatories))
    if order:
        return paragraph(roles.NUMBER, run(shown), sheet.NO_RED_LINE)
    if not (elements.upward and names):
        return paragraph(roles.NUMBER, run(shown), '<w:jc w:val="center"/>')
    signed = run("\t" + shown + "\t" + roles.SIGNATORY_PREFIX) + run(names, font=sheet.KAI)
    return paragraph(roles.NUMBER, signed)


def _text(content: Content, setter: Setter) -> Iterable[str]:
    """Yield the text and the attachment note (7.3.3, 7.3.4)."""
    yield from setter.blocks(content.blocks)
    many = len(content.notes) > 1
    for serial, title in enumerate(content.notes, 1):
        opening = roles.NOTE_PREFIX if serial == 1 else ""
        mark = f"{serial}." if many else ""
        hanging = len(opening) + (1 if many else 0)
        indent = (2 + len(roles.NOTE_PREFIX) + (1 if many else 0)) * sheet.CHARACTER
        layout = f'<w:ind w:left="{indent}" w:hanging="{hanging * sheet.CHARACTER}"/>'
        before = f'<w:spacing w:before="{sheet.LINE}"/>' if serial == 1 else ""
        yield paragraph(roles.NOTES, run(opening + mark + title), before + layout)


def _end(content: Content, elements: Elements) -> Iterable[str]:
    """Yield signature, date (7.3.5) and closing note (7.3.6)."""
    day = dates.as_printed(elements.issued_on) if elements.issued_on else ""
    bodies = elements.signature_bodies or ((elements.issuing_body.removesuffix("文件"),) if day else ())
    for at, body in enumerate(filter(None, map(clean, bodies))):
        before = f'<w:spacing w:before="{2 * sheet.LINE}"/>' if at == 0 else ""
        right = int((_GAP + max(chars(day) - chars(body), 0) * _HALF) * sheet.CHARACTER)
        yield paragraph(roles.SIGNATURE, run(body), f'{before}<w:ind w:right="{right}"/>')
    if day:
        yield paragraph(roles.DATE, run(day), f'<w:ind w:right="{_GAP * sheet.CHARACTER}"/>')
    note = clean(elements.closing_note)
    if note:
        yield paragraph(roles.CLOSING, run(f"（{note}）"))


def _rest(content: Content, setter: Setter) -> Iterable[str]:
    for attachment in content.attachments:
        yield from _attachment(attachment, setter)


def _attachment(attachment: Attachment, setter: Setter) -> Iterable[str]:
    """Yield an attachment on a new page (7.3.7)."""
    if attachment.label:
        yield paragraph(roles.ATTACHMENT_LABEL, run(attachment.label))
    if attachment.title or not attachment.label:
        alone = "" if attachment.label else "<w:pageBreakBefore/>"
        yield paragraph(roles.ATTACHMENT_TITLE, title_runs(attachment.title), alone)
    yield from setter.blocks(attachment.blocks)


def _colophon(elements: Elements) -> str:
    """Return the 版记 at the bottom of the last page (7.4), or nothing."""
    lines = []
    if copies := "，".join(filter(None, map(clean, elements.copies_to))):
        lines.append(paragraph(roles.COPIES, run(f"\t{roles.COPIES_PREFIX}{copies}。"), sheet.FRAME))
    if elements.printing_body and elements.printed_on:
        day = dates.as_printed(elements.printed_on)
        printed = f"\t{clean(elements.printing_body)}\t{day}{roles.PRINTED}"
        lines.append(paragraph(roles.PRINTING, run(printed), sheet.FRAME))
    return "".join(lines) + paragraph(roles.SPACER, "", sheet.ANCHOR) if lines else ""
