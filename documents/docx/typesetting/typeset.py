"""The typesetter: a new .docx per GB/T 9704-2012 out of a content and the elements of registration.

The file is built from the model alone, so it holds nothing that the model does not; equal input gives
equal bytes. Reading it again gives the content back.
"""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from documents.docx import roles
from documents.docx.content import canonical, with_addressees
from documents.docx.errors import PictureMissing
from documents.docx.model import Attachment, Content, Elements
from documents.docx.ooxml import PIC, RELS, WP, A, R, W
from documents.docx.pictures import is_png
from documents.docx.typesetting import ends, heads, sheet
from documents.docx.typesetting.forms import Form, form_of
from documents.docx.typesetting.setting import Setter, paragraph, run, title_runs

VERSION = 3
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644 << 16


def typeset(content: Content, elements: Elements, pictures: Mapping[str, bytes]) -> bytes:
    """Return the bytes of the .docx; `pictures` maps the SHA-256 of each picture to its cleaned bytes.

    :raises PictureMissing: the content names a picture that is not given.
    """
    whole = canonical(content)
    if elements.addressees is not None:
        whole = with_addressees(whole, elements.addressees)
    names = {sha: _media_name(pictures, sha) for sha in whole.pictures()}
    setter = Setter({sha: f"rId{at}" for at, sha in enumerate(names, sheet.FREE_RELATION)})
    form = form_of(elements, whole.title)
    addressed = not heads.fills_first_page(whole, elements, form)
    body = (
        *heads.head(whole, elements, form, addressed=addressed),
        *setter.text(whole.blocks, form),
        *ends.notes(whole.notes),
        *ends.end(elements, form),
        *_rest(whole, setter),
        ends.colophon(whole, elements, form, addressed=addressed),
        sheet.section(first_page_bare=form is Form.LETTER),
    )
    return _packed("".join(body), names, pictures)


def _media_name(pictures: Mapping[str, bytes], sha: str) -> str:
    if sha not in pictures:
        raise PictureMissing
    suffix = "png" if is_png(pictures[sha]) else "jpeg"
    return f"media/{sha}.{suffix}"


def _packed(body: str, names: Mapping[str, str], pictures: Mapping[str, bytes]) -> bytes:
    spaces = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"'
    images = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/image" Target="{name}"/>'
        for at, name in enumerate(names.values(), sheet.FREE_RELATION)
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
        ("word/footer3.xml", sheet.FIRST_FOOTER.encode()),
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
