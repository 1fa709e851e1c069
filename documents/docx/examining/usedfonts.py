"""The font of Chinese text in a paragraph of an upload, after its styles; unknown where a theme decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.docx.ooxml import Element, children, val, w, whole_number
from documents.docx.opening.package import Package

_DEEPEST = 24
_SAME = {
    "小标宋": ("小标宋", "xbs", "fzxbs"),
    "仿宋": ("仿宋", "fangsong"),
    "楷体": ("楷", "kai"),
    "黑体": ("黑", "hei"),
}
_SIZES = {
    84: "初号", 72: "小初", 52: "1号", 48: "小1号", 44: "2号", 36: "小2号", 32: "3号", 30: "小3号", 28: "4号",
    24: "小4号", 21: "5号", 18: "小5号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Font:
    """Name and size in half-points; "" and 0 where the file does not tell."""

    name: str = ""
    size: int = 0

    def is_like(self, wanted: str, size: int) -> bool:
        """Test if the font is of the wanted family and size; what is not known passes."""
        family = not self.name or any(part in self.name.lower() for part in _SAME[wanted])
        return family and self.size in (0, size)

    def __str__(self) -> str:
        size = _SIZES.get(self.size, f"{self.size / 2:g}磅") if self.size else ""
        return f"{size}{self.name or '字'}"


class Fonts:
    """The fonts of one file, resolved when asked for."""

    def __init__(self, package: Package) -> None:
        part = next(iter(package.related(package.main, "styles")), None)
        root = package.xml(part) if part else None
        self._styles = {} if root is None else {each.get(w("styleId"), ""): each for each in children(root, "style")}
        default = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._default = [] if default is None else [default]
        kinds = {each.get(w("type")): key for key, each in self._styles.items() if each.get(w("default")) == "1"}
        self._normal = kinds.get("paragraph", "")

    def of(self, paragraph: Element) -> Font:
        """Return the font of the longest run of a paragraph."""
        runs = [run for run in paragraph.iter(w("r")) if run.find(w("t")) is not None]
        if not runs:
            return Font()
        run = max(runs, key=lambda each: sum(len(text.text or "") for text in each.iter(w("t"))))
        properties = list(self._properties(paragraph, run))
        names = (_name(each) for each in properties)
        sizes = (whole_number(val(each.find(w("sz"))), 0) for each in properties)
        return Font(next((name for name in names if name is not None), ""), next(filter(None, sizes), 0))

    def _properties(self, paragraph: Element, run: Element) -> Iterator[Element]:
        """Yield the run properties that bear on the run, the nearest first."""
        own = run.find(w("rPr"))
        if own is not None:
            yield own
            yield from self._chain(val(own.find(w("rStyle"))))
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        yield from self._chain(self._normal if style is None else val(style))
        yield from self._default

    def _chain(self, key: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            properties = style.find(w("rPr"))
            if properties is not None:
                yield properties
            key = val(style.find(w("basedOn")))


def _name(properties: Element) -> str | None:
    """Return the East Asian font that the properties name, "" for one of the theme, None when they say nothing."""
    fonts = properties.find(w("rFonts"))
    if fonts is None:
        return None
    if fonts.get(w("eastAsiaTheme")):
        return ""
    return fonts.get(w("eastAsia"))
