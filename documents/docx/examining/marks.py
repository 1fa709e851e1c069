"""密级 marks anywhere in a file: it is refused and nothing of it is repeated (R12-R14; 保守国家秘密法 31(3)).

Words are not marks: 国家秘密, 商业秘密, 保守秘密 in running text, 机密级 in a rule on secrecy pass. A mark is
a level with a star, a level after 密级：, or a level alone or with a period where marks stand: head of the
text, headers, boxes, properties, file name. The star on what is no state secret (内部★) is refused as well.
"""

from collections.abc import Iterator
from pathlib import PurePath

from documents.docx.errors import BrokenXml, ClassifiedContent, ZipBomb
from documents.docx.examining import marktext
from documents.docx.ooxml import A, Element, M, W, local
from documents.docx.opening.package import Package, unpack
from documents.docx.opening.sniff import OLE, ZIP

DEEPEST = 3
HEAD_LINES = 12  # marks stand at the top of page one (GB/T 9704-2012 7.2.2)
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PARAGRAPHS = (f"{{{W}}}p", f"{{{A}}}p", f"{{{_S}}}si", f"{{{_S}}}is")
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
_RUNNING = tuple(f"{{{space}}}{name}" for space in (W, A, M, _S) for name in _TEXTS)
_BLANKS = frozenset({"tab", "br", "cr"})
_CHOICES = frozenset({"listItem", "listEntry"})  # what a drop-down list offers is not what the document says
_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp")
_OPAQUE = (*_PICTURES, ".odttf", ".ttf", ".otf")
_ENCODINGS = ("utf-8", "utf-16-le", "gb18030")
_SIGNS = "密㊙★☆"  # no mark is without one of them, R13's without the last two
_ENCODED = tuple(sign.encode() for sign in _SIGNS)


def refuse_classified(package: Package, filename: str) -> None:
    """Refuse a file that bears a mark.

    :raises ClassifiedContent: it does; nothing of the file is in the error.
    """
    if classified_mark(package, filename):
        raise ClassifiedContent


def refuse_classified_name(filename: str) -> None:
    """Refuse a file for its name alone, before it is opened.

    :raises ClassifiedContent: the name bears a mark.
    """
    if marktext.in_name(filename):
        raise ClassifiedContent


def classified_mark(package: Package, filename: str) -> bool:
    """Test if a mark stands anywhere: text, headers, boxes, notes, comments, properties, embedded files.

    :raises BrokenXml, BrokenZip, ZipBomb: a part cannot be examined, so nothing can be said for it.
    """
    around = (package.comment, package.origin)
    return marktext.in_name(filename) or any(_in_binary(each, DEEPEST) for each in around) or _in_package(package, 0)


def _in_package(package: Package, depth: int) -> bool:
    return any(_in_part(package, name, depth) for name in package.parts)


def _in_part(package: Package, name: str, depth: int) -> bool:
    data = package.parts[name]
    if marktext.in_name(name):
        return True
    if name.lower().endswith(_XML):
        return _may_hold(data) and _in_xml(package, name)
    return not name.lower().endswith(_OPAQUE) and _in_binary(data, depth)


def _may_hold(data: bytes) -> bool:
    """Test quickly if the XML can hold the character at all, spelled out or as a reference."""
    return any(sign in data for sign in (*_ENCODED, b"&#")) or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _in_binary(data: bytes, depth: int) -> bool:
    """Test an embedded file: a container by its parts, anything else in the encodings that it may be in."""
    if data.startswith(ZIP):
        if depth >= DEEPEST:
            raise ZipBomb
        return _in_package(Package(unpack(data), main="word/document.xml"), depth + 1)
    shapes = (data, data[1:]) if data.startswith(OLE) else (data,)
    texts = (shape.decode(encoding, "ignore") for shape in shapes for encoding in _ENCODINGS)
    return any(map(marktext.is_starred, texts))


def _in_xml(package: Package, name: str) -> bool:
    try:
        root = package.xml(name)
    except BrokenXml:
        if name == package.main or not name.lower().endswith(".vml"):
            raise
        return _in_binary(package.parts[name], DEEPEST)
    lines = [(each, marktext.plain("".join(_texts(each)))) for each in root.iter(*_PARAGRAPHS)]
    written = [line for _, line in lines if line]
    if any(map(marktext.in_line, written)) or any(map(_in_row, root.iter(f"{{{W}}}tr"))):
        return True
    apart = [line for paragraph, line in lines if line and _in_box(paragraph)]
    if PurePath(name).name.startswith(("header", "footer")):
        apart += written
    if name == package.main:
        apart += written[:HEAD_LINES]
    return marktext.stands_alone(apart) or any(map(marktext.in_property, _values(root)))


def _texts(element: Element) -> Iterator[str]:
    for each in element.iter():
        name = local(each)
        if name in _TEXTS:
            yield each.text or ""
        elif name in _BLANKS:
            yield " "


def _in_box(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and local(parent) in ("txbxContent", "txBody")


def _in_row(row: Element) -> bool:
    return marktext.in_row([marktext.plain("".join(_texts(cell))) for cell in row.iterchildren(f"{{{W}}}tc")])


def _values(root: Element) -> Iterator[str]:
    """Yield the values outside running text: attributes, and texts of elements that are no paragraphs."""
    for each in root.iter():
        if local(each) not in _CHOICES:
            texts = [*map(str, each.attrib.values()), "" if each.tag in _RUNNING else each.text or ""]
            yield from (text for text in texts if any(sign in text for sign in _SIGNS))
