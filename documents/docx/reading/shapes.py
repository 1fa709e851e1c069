"""Drawings: the pictures and text boxes that a reader sees in them."""

import re
from collections.abc import Iterator

from documents.docx.flow import Shown
from documents.docx.ooxml import MC, WP, A, Element, R, V, local, w, whole_number

EMU_PER_POINT = 12_700
PAGE_EMU = (7_560_310, 10_692_130)  # A4
_QUARTER = 5_400_000
_CROP_WHOLE = 100_000
_BLIP, _EXTENT, _SRC = f"{{{A}}}blip", f"{{{WP}}}extent", f"{{{A}}}srcRect"
_TEXTBOX = w("txbxContent")
_IMAGEDATA = f"{{{V}}}imagedata"
_DRAWN = frozenset({"chart", "relIds", "cNvContentPartPr", "contentPart"})
_LENGTH = re.compile(r"(?:^|;)\s*(width|height|margin-left|margin-top|left|top)\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)?")
_SPECK = EMU_PER_POINT  # one point
_SHAPES = frozenset({"wsp", "shape", "rect", "roundrect", "oval"})
_WHITES = frozenset({"white", "#fff", "#ffffff", "window"})
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 1.0}


def chosen(element: Element) -> Element | None:
    """Return the branch of an mc:AlternateContent that is shown: the first choice, else the fallback."""
    choice = element.find(f"{{{MC}}}Choice")
    return choice if choice is not None else element.find(f"{{{MC}}}Fallback")


def boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, outermost only, of each alternative only the shown one."""
    for child in element:
        if child.tag == _TEXTBOX:
            yield child
        elif child.tag == f"{{{MC}}}AlternateContent":
            if (branch := chosen(child)) is not None:
                yield from boxes(branch)
        else:
            yield from boxes(child)


def _outside_boxes(element: Element, tag: str) -> Iterator[Element]:
    for each in element.iter(tag):
        if not any(parent.tag in (_TEXTBOX, f"{{{MC}}}Fallback") for parent in _between(each, element)):
            yield each


def _between(element: Element, top: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def pictures(element: Element, targets: dict[str, str]) -> Iterator[Shown | str]:
    """Yield the pictures of a w:drawing, w:pict or w:object; a kind of what is not carried for the others.

    `targets` maps relationship ids to the parts inside the file.
    """
    for blip in _outside_boxes(element, _BLIP):
        yield _drawn(element, blip, targets)
    for data in _outside_boxes(element, _IMAGEDATA):
        part = targets.get(data.get(f"{{{R}}}id", ""))
        yield Shown(part, *_vml_size(data)) if part else "linked_picture"
    if any(local(each) in _DRAWN for each in element.iter()):
        yield "drawing"


def _drawn(drawing: Element, blip: Element, targets: dict[str, str]) -> Shown | str:
    part = targets.get(blip.get(f"{{{R}}}embed", ""))
    if not part:
        return "linked_picture"
    extent = next(drawing.iter(_EXTENT), None)
    size = (0, 0) if extent is None else (_emu(extent.get("cx")), _emu(extent.get("cy")))
    holder = blip.getparent()
    source = holder.find(_SRC) if holder is not None else None
    turn = next((each.get("rot") for each in drawing.iter(f"{{{A}}}xfrm")), None)
    return Shown(part, *size, crop=_crop(source), quarter_turns=whole_number(turn, 0, most=21_600_000) // _QUARTER % 4)


def _emu(text: str | None) -> int:
    return whole_number(text, 0, most=100_000_000)


def _crop(source: Element | None) -> tuple[int, int, int, int]:
    if source is None:
        return (0, 0, 0, 0)
    left, top, right, bottom = (whole_number(source.get(side), 0, most=_CROP_WHOLE) for side in "ltrb")
    return left, top, right, bottom


def _vml_size(data: Element) -> tuple[int, int]:
    shape = data.getparent()
    lengths = vml_lengths(shape) if shape is not None else {}
    return int(lengths.get("width", 0) * EMU_PER_POINT), int(lengths.get("height", 0) * EMU_PER_POINT)


def vml_lengths(shape: Element) -> dict[str, float]:
    """Return the lengths in points that a VML shape's style names."""
    found = _LENGTH.findall(shape.get("style", ""))
    return {name: min(float(number), 1e5) * _POINTS[unit or None] for name, number, unit in found if _is_float(number)}


def _is_float(text: str) -> bool:
    return text.count(".") <= 1 and any(letter.isdigit() for letter in text)


def out_of_sight(element: Element) -> str | None:
    """Return why a drawing cannot be seen ("hidden_shape", "off_page"), or None."""
    for properties in element.iter(f"{{{WP}}}docPr"):
        if properties.get("hidden") in ("1", "true"):
            return "hidden_shape"
    for anchor in element.iter(f"{{{WP}}}anchor"):
        if _off_page(anchor):
            return "off_page"
    if next(boxes(element), None) is not None and _is_speck(element):
        return "hidden_shape"
    return _vml_out_of_sight(element)


def _is_speck(element: Element) -> bool:
    """Test if a drawing that holds text is too small to show it."""
    sizes = [(_emu(each.get("cx", "x")), _emu(each.get("cy", "x"))) for each in element.iter(_EXTENT)]
    known = [(across, down) for across, down in sizes if across or down or len(sizes) == 1]
    return bool(known) and all(min(size) <= _SPECK for size in known)


def lies_on_paper(box: Element) -> bool:
    """Test if a text box is not filled, or filled white, so that the paper is what lies behind its text."""
    shape = next((each for each in box.iterancestors() if local(each) in _SHAPES), None)
    if shape is None:
        return False
    if local(shape) == "wsp":
        return _fill_of(shape) in ("none", "FFFFFF", "bg1", "lt1")
    return shape.get("filled") in ("f", "false") or shape.get("fillcolor", "").split(" ")[0] in _WHITES


def _fill_of(shape: Element) -> str:
    properties = next((each for each in shape if local(each) == "spPr"), None)
    if properties is None or properties.find(f"{{{A}}}noFill") is not None:
        return "none"
    fill = properties.find(f"{{{A}}}solidFill")
    color = next(iter(fill), None) if fill is not None else None
    return "" if color is None else color.get("val", "")


def _off_page(anchor: Element) -> bool:
    extent = anchor.find(_EXTENT)
    sizes = (0, 0) if extent is None else (_emu(extent.get("cx")), _emu(extent.get("cy")))
    for axis, size, page in zip("HV", sizes, PAGE_EMU, strict=True):
        offset = anchor.find(f"{{{WP}}}position{axis}/{{{WP}}}posOffset")
        text = (offset.text or "").strip() if offset is not None else ""
        value = int(text[:12]) if text.lstrip("-").isascii() and text.lstrip("-").isdecimal() else 0
        if value >= page or value + size <= -page // 8:
            return True
    return False


def _vml_out_of_sight(element: Element) -> str | None:
    for shape in element.iter():
        style = shape.get("style", "")
        if "visibility:hidden" in style.replace(" ", "") or "display:none" in style.replace(" ", ""):
            return "hidden_shape"
        lengths = vml_lengths(shape) if style else {}
        if "width" in lengths and "height" in lengths and max(lengths["width"], lengths["height"]) < 1:
            return "hidden_shape"
        if style and any(abs(length) * EMU_PER_POINT > PAGE_EMU[1] for length in vml_lengths(shape).values()):
            return "off_page"
    return None
