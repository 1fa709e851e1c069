"""What a paragraph or run looks like after its styles, as far as reading needs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.docx.ooxml import VAL, W14, Element, children, integer, is_on, val, w, whole_number
from documents.docx.opening.package import Package

_DEEPEST = 24
ALIGNS = {"center": "center", "right": "right", "end": "right"}
_BODY_TEXT = 9
TINY = 4  # half-points: 2 pt and less cannot be read
_NEAR = 36  # sum of the differences of red, green and blue that no eye tells apart
_WHITE = "FFFFFF"
_PAPER_THEMES = ("background1", "light1")
_NARROWEST = 10  # per cent of a letter's width
_CLOSEST = -200  # twentieths of a point that letters are pushed together
_FARTHEST = 1000  # half-points that a letter is moved off its line
_SEE_THROUGH = 90_000  # thousandths of a per cent
_HIGHLIGHTS = {
    "black": "000000", "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "red": "FF0000", "blue": "0000FF", "darkBlue": "000080", "darkRed": "800000",
    "darkGreen": "008000", "darkCyan": "008080", "darkMagenta": "800080", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


@dataclass(slots=True)
class Look:
    """Run properties that decide on being seen; None where nothing is said."""

    vanish: bool | None = None
    size: int | None = None
    color: str | None = None
    shade: str | None = None
    raise_: str | None = None
    caps: bool | None = None
    strike: bool | None = None
    thin: bool | None = None
    clear: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Return these properties, with those below where nothing is said here."""
        if self is NOTHING or self == NOTHING:
            return below
        return Look(
            below.vanish if self.vanish is None else self.vanish,
            below.size if self.size is None else self.size,
            below.color if self.color is None else self.color,
            below.shade if self.shade is None else self.shade,
            below.raise_ if self.raise_ is None else self.raise_,
            below.caps if self.caps is None else self.caps,
            below.strike if self.strike is None else self.strike,
            below.thin if self.thin is None else self.thin,
            below.clear if self.clear is None else self.clear,
        )


NOTHING = Look()


@dataclass(slots=True)
class Style:
    """A paragraph or character style with all that it inherits."""

    name: str = ""
    look: Look | None = None
    align: str | None = None
    outline: int | None = None
    numbering: tuple[str, int] | None = None


def look_of(properties: Element | None) -> Look:
    """Return what w:rPr says."""
    look = NOTHING
    for each in properties if properties is not None else ():
        if (reader := _READERS.get(each.tag)) is not None:
            look = Look() if look is NOTHING else look
            reader(look, each)
    return look


def _vanish(look: Look, element: Element) -> None:
    look.vanish = is_on(element)


def _size(look: Look, element: Element) -> None:
    look.size = whole_number(element.get(VAL), 0) or None


def _color(look: Look, element: Element) -> None:
    color = val(element, "auto").upper()
    by_theme = color == "AUTO" and element.get(w("themeColor")) in _PAPER_THEMES
    look.color = _WHITE if by_theme else color


def _narrow(look: Look, element: Element) -> None:
    look.thin = 0 < integer(element.get(VAL)) <= _NARROWEST


def _closer(look: Look, element: Element) -> None:
    look.thin = look.thin or integer(element.get(VAL)) <= _CLOSEST


def _moved(look: Look, element: Element) -> None:
    if abs(integer(element.get(VAL))) >= _FARTHEST:
        look.vanish = True


def _fill(look: Look, element: Element) -> None:
    """Read the fill of letters that newer versions of Word draw instead of their colour."""
    see_through = any(integer(each.get(f"{{{W14}}}val")) >= _SEE_THROUGH for each in element.iter(f"{{{W14}}}alpha"))
    look.clear = see_through or element.find(f"{{{W14}}}noFill") is not None
    plain = element.find(f"{{{W14}}}solidFill/{{{W14}}}srgbClr")
    if plain is not None:
        look.color = plain.get(f"{{{W14}}}val", "auto").upper()


def _shade(look: Look, element: Element) -> None:
    look.shade = shade_of(element)


def _highlight(look: Look, element: Element) -> None:
    look.shade = _HIGHLIGHTS.get(val(element), look.shade)


def _raise(look: Look, element: Element) -> None:
    look.raise_ = val(element, "baseline")


def _caps(look: Look, element: Element) -> None:
    look.caps = is_on(element)


def _strike(look: Look, element: Element) -> None:
    look.strike = is_on(element) or bool(look.strike)


_READERS = {
    w("vanish"): _vanish,
    w("sz"): _size,
    w("color"): _color,
    w("shd"): _shade,
    w("highlight"): _highlight,
    w("vertAlign"): _raise,
    w("caps"): _caps,
    w("strike"): _strike,
    w("dstrike"): _strike,
    w("w"): _narrow,
    w("spacing"): _closer,
    w("position"): _moved,
    f"{{{W14}}}textFill": _fill,
}


def shade_of(element: Element | None) -> str | None:
    """Return the background that a w:shd paints, or None."""
    if element is None:
        return None
    fill = element.get(w("fill"), "auto").upper()
    if val(element) == "solid":
        fill = element.get(w("color"), "auto").upper()
    return None if fill == "AUTO" else fill


def unseen(look: Look, background: str | None) -> str | None:
    """Return why a run cannot be seen ("hidden_text", "tiny_text", "invisible_text"), or None when it can.

    `background` is what lies behind the run unless it is shaded itself; None when that is not known.
    """
    if look.vanish:
        return "hidden_text"
    if look.thin or (look.size is not None and look.size <= TINY):
        return "tiny_text"
    if look.clear:
        return "invisible_text"
    behind = look.shade or background
    color = look.color
    if color is None or color == "AUTO" or behind is None:
        return None
    return "invisible_text" if _alike(color, behind) else None


def _alike(one: str, other: str) -> bool:
    try:
        first, second = bytes.fromhex(one), bytes.fromhex(other)
    except ValueError:
        return False
    return len(first) == len(second) and sum(abs(a - b) for a, b in zip(first, second, strict=True)) <= _NEAR


class Styles:
    """The styles of one file, resolved when asked for."""

    def __init__(self, package: Package) -> None:
        part = next(iter(package.related(package.main, "styles")), None)
        root = package.xml(part) if part else None
        self._raw = {each.get(w("styleId"), ""): each for each in children(root, "style")} if root is not None else {}
        self._made: dict[str, Style] = {}
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if root is not None else None
        self.default = look_of(defaults)
        kinds = {each.get(w("type")): key for key, each in self._raw.items() if each.get(w("default")) in ("1", "true")}
        self.normal = self.style(kinds.get("paragraph", ""))

    def style(self, key: str) -> Style:
        """Return a style by its id; an empty one for an id that is not there."""
        if key not in self._made:
            self._made[key] = self._resolve(key)
        return self._made[key]

    def paints(self, key: str) -> bool:
        """Test if a table style fills any cell with a colour."""
        return any(shade_of(shade) not in (None, _WHITE) for each in self._chain(key) for shade in each.iter(w("shd")))

    def _chain(self, key: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            element = self._raw.get(key)
            if element is None:
                return
            yield element
            key = val(element.find(w("basedOn")))

    def _resolve(self, key: str) -> Style:
        made = Style(look=Look())
        for element in self._chain(key):
            made.name = made.name or val(element.find(w("name")))
            made.look = (made.look or Look()).over(look_of(element.find(w("rPr"))))
            _inherit(made, element.find(w("pPr")))
        return made


def _inherit(made: Style, properties: Element | None) -> None:
    if properties is None:
        return
    if made.align is None:
        made.align = align_of(properties)
    if made.outline is None:
        made.outline = outline_of(properties)
    if made.numbering is None:
        made.numbering = numbering_of(properties)


def align_of(properties: Element) -> str | None:
    """Return "center", "right" or "" as w:jc says, None when it says nothing."""
    jc = properties.find(w("jc"))
    return None if jc is None else ALIGNS.get(val(jc), "")


def outline_of(properties: Element) -> int | None:
    """Return the outline level 0..8, or None for body text."""
    level = properties.find(w("outlineLvl"))
    number = None if level is None else whole_number(val(level), _BODY_TEXT)
    return None if number is None or number >= _BODY_TEXT else number


def numbering_of(properties: Element) -> tuple[str, int] | None:
    """Return (numbering id, level) as w:numPr says, None when it says nothing."""
    found = properties.find(w("numPr"))
    if found is None:
        return None
    return val(found.find(w("numId"))), whole_number(val(found.find(w("ilvl"))), 0, most=8)
