"""Formulas (Office Math) on one line: a/b, x^2, √(x): nothing of what stands in them is lost."""

from documents.docx.ooxml import OFF, Element, M, local

_DEEPEST = 60
_SIMPLE = 1


def linear(element: Element, depth: int = 0) -> str:
    """Return the formula as one line of text."""
    if depth > _DEEPEST:
        return "".join(each.text or "" for each in element.iter(f"{{{M}}}t"))
    name = local(element)
    if name == "phant" and not is_shown(element):
        return ""
    if name == "t":
        return element.text or ""
    shape = _SHAPES.get(name)
    if shape is None:
        return "".join(linear(child, depth + 1) for child in element)
    return shape(element, depth + 1)


def is_shown(phantom: Element) -> bool:
    """Test if what a phantom holds is seen and does not only take up its room."""
    show = phantom.find(f"{{{M}}}phantPr/{{{M}}}show")
    return show is None or show.get(f"{{{M}}}val", "1") not in OFF


def _part(element: Element, name: str, depth: int) -> str:
    child = element.find(f"{{{M}}}{name}")
    text = "" if child is None else linear(child, depth)
    return text if len(text) <= _SIMPLE or text.isalnum() else f"({text})"


def _fraction(element: Element, depth: int) -> str:
    return f"{_part(element, 'num', depth)}/{_part(element, 'den', depth)}"


def _scripts(element: Element, depth: int) -> str:
    text = _part(element, "e", depth)
    for name, sign in (("sub", "_"), ("sup", "^")):
        if element.find(f"{{{M}}}{name}") is not None:
            text += sign + _part(element, name, depth)
    return text


def _root(element: Element, depth: int) -> str:
    degree = element.find(f"{{{M}}}deg")
    text = linear(degree, depth) if degree is not None else ""
    return f"{text}√{_part(element, 'e', depth)}"


def _nary(element: Element, depth: int) -> str:
    sign = element.find(f"{{{M}}}naryPr/{{{M}}}chr")
    text = "∫" if sign is None else sign.get(f"{{{M}}}val", "∫")
    for name, mark in (("sub", "_"), ("sup", "^")):
        part = _part(element, name, depth)
        text += mark + part if part else ""
    return text + _part(element, "e", depth)


def _delimited(element: Element, depth: int) -> str:
    inside = [linear(child, depth) for child in element.iterchildren(f"{{{M}}}e")]
    return f"({', '.join(inside)})"


_SHAPES = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "nary": _nary,
    "d": _delimited,
}
