"""Names of WordprocessingML, and small helpers over lxml elements."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that Word writes
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"

# ISO/IEC 29500 strict names and the transitional names that mean the same.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": PIC.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties": f"{OFFICE}/extended-properties".encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": f"{OFFICE}/custom-properties".encode(),
}

VAL = f"{{{W}}}val"
OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


# Elements that hold others and are themselves not seen: what they hold is read as if they were not there.
HOLDERS = frozenset(
    map(w, ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo", "fldSimple"))
)


def val(element: Element | None, default: str = "") -> str:
    """Return the w:val of an element, or the default when there is no such element or value."""
    return default if element is None else element.get(VAL, default)


def is_on(element: Element | None) -> bool:
    """Test if an on/off property element is there and not switched off."""
    return element is not None and element.get(VAL, "1").lower() not in OFF


def child(element: Element, tag: str) -> Element | None:
    """Return the first child of the qualified name, or None; element.find() takes twice the time over a path."""
    return next(element.iterchildren(tag), None)


def local(element: Element) -> str:
    """Return the element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def whole_number(text: str | None, default: int = 0, most: int = 1_000_000) -> int:
    """Return a number written in the file, cut to 0..most; the default for anything else."""
    digits = (text or "").strip()
    return min(int(digits), most) if digits.isascii() and digits.isdecimal() else default


def integer(text: str | None) -> int:
    """Return a number written in the file with or without a sign; 0 for anything else."""
    digits = (text or "").strip()
    value = whole_number(digits.lstrip("+-"), 0)
    return -value if digits.startswith("-") else value


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children with a WordprocessingML name."""
    return element.iterchildren(w(name))
