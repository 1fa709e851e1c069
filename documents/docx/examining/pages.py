"""R53 on the printed form of an upload: paper, type area, page numbers, first page, fonts (GB/T 9704-2012 5, 7).

The typesetter sets all of it right, so that what is found informs; only a first page without text warns.
"""

from collections.abc import Iterator, Sequence

from documents.docx import titlelines
from documents.docx.examining import usedfonts
from documents.docx.examining.findings import STANDARD, Finding, text_places, title_place
from documents.docx.headings import mark_level
from documents.docx.model import Draft
from documents.docx.ooxml import Element, w, whole_number
from documents.docx.opening.package import Package
from documents.docx.typesetting import sheet

_NEAR = 57  # one millimetre in twentieths of a point
_LINES, _CHARACTERS = 22, 28
_HEAD = 12  # masthead, number, red line and the blank lines around them
_SHORTEST = 20  # characters of a line that surely is running text
_PAGE_FIELDS = ("PAGE", "PAGE ")
_LEVEL_FONTS = {1: ("黑体", "一级标题"), 2: ("楷体", "二级标题")}


def check(package: Package, draft: Draft) -> Iterator[Finding]:
    """Yield how the upload's printed form departs from the standard."""
    body = package.xml(package.main).find(w("body"))
    if body is None:
        return
    yield from _paper(body)
    if not _has_page_numbers(package):
        yield Finding(
            53, "info", "", "没有页码；页码用4号半角宋体阿拉伯数字，单页居右、双页居左。", f"{STANDARD} 7.5", True
        )
    paragraphs = list(body.iterchildren(w("p")))
    yield from _first_page(paragraphs, draft)
    yield from _fonts(usedfonts.Fonts(package), paragraphs, draft)


def _paper(body: Element) -> Iterator[Finding]:
    upright = [each for each in body.iter(w("sectPr")) if _number(each, "pgSz", "h") >= _number(each, "pgSz", "w")]
    sizes = [(_number(each, "pgSz", "w"), _number(each, "pgSz", "h")) for each in upright]
    wrong = [size for size in sizes if size != (0, 0) and not _near(size, (sheet.PAGE_WIDTH, sheet.PAGE_HEIGHT))]
    if wrong:
        yield Finding(53, "info", "", "纸张不是A4（210毫米×297毫米）。", f"{STANDARD} 5.1", True)
    wanted = (sheet.TOP, sheet.LEFT, sheet.BOTTOM, sheet.RIGHT)
    margins = [tuple(_number(each, "pgMar", side) for side in ("top", "left", "bottom", "right")) for each in upright]
    if not wrong and any(any(found) and not _near(found, wanted) for found in margins):
        sentence = "页边距不合规定：天头37毫米、订口28毫米，版心156毫米×225毫米。"
        yield Finding(53, "info", "", sentence, f"{STANDARD} 5.2.1", True)


def _number(section: Element, name: str, attribute: str) -> int:
    element = section.find(w(name))
    return 0 if element is None else whole_number(element.get(w(attribute)), 0)


def _near(found: Sequence[int], wanted: Sequence[int]) -> bool:
    return all(abs(one - other) <= _NEAR for one, other in zip(found, wanted, strict=True))


def _has_page_numbers(package: Package) -> bool:
    parts = [part for kind in ("footer", "header") for part in package.related(package.main, kind)]
    return any(
        (each.text or each.get(w("instr")) or "").strip().upper().startswith(_PAGE_FIELDS)
        for part in parts
        for each in package.xml(part).iter(w("instrText"), w("fldSimple"))
    )


def _first_page(paragraphs: Sequence[Element], draft: Draft) -> Iterator[Finding]:
    """Yield a first page that shows no text: a page break before it, or too many lines above it."""
    first = next((int(place) for place, _ in text_places(draft) if place.isdecimal()), None)
    if not first or first >= len(paragraphs):
        return
    breaks = [w("lastRenderedPageBreak"), w("pageBreakBefore")]
    broken = any(_breaks_page(each, breaks) for each in paragraphs[:first])
    broken |= next(paragraphs[first].iter(w("pageBreakBefore")), None) is not None
    if broken or _lines_above(draft) >= _LINES:
        sentence = "公文首页必须显示正文；主送机关过多的，移至版记。"
        yield Finding(53, "warn", str(first), sentence, f"{STANDARD} 7.3.2、7.3.3")


def _lines_above(draft: Draft) -> int:
    """Return how many lines of page one are taken up before the text once it is printed."""
    addressees = sum(map(len, draft.content.addressees))
    return _HEAD + len(titlelines.lines(draft.content.title)) - -addressees // _CHARACTERS


def _breaks_page(paragraph: Element, names: Sequence[str]) -> bool:
    if next(paragraph.iter(*names), None) is not None:
        return True
    return any(each.get(w("type")) == "page" for each in paragraph.iter(w("br")))


def _fonts(found: usedfonts.Fonts, paragraphs: Sequence[Element], draft: Draft) -> Iterator[Finding]:
    def of(place: str) -> usedfonts.Font:
        at = int(place) if place.isdecimal() else len(paragraphs)
        return found.of(paragraphs[at]) if at < len(paragraphs) else usedfonts.Font()

    at = title_place(draft)
    title = of(at)
    if not title.is_like("小标宋", sheet.SIZE_2):
        sentence = f"标题用2号小标宋体字，现为{title}。"
        yield Finding(53, "info", at, sentence, f"{STANDARD} 7.3.1", True)
    texts = [(place, text) for place, text in text_places(draft) if place.isdecimal()]
    plain = [place for place, text in texts if len(text) >= _SHORTEST and mark_level(text) is None]
    yield from _of_kind("正文", "仿宋", [(place, of(place)) for place in plain])
    for level, (font, name) in _LEVEL_FONTS.items():
        marked = [(place, of(place)) for place, text in texts if mark_level(text) == level and "。" not in text]
        yield from _of_kind(name, font, marked)


def _of_kind(name: str, font: str, places: Sequence[tuple[str, usedfonts.Font]]) -> Iterator[Finding]:
    wrong = [(place, found) for place, found in places if not found.is_like(font, sheet.SIZE_3)]
    if wrong:
        sentence = f"{name}用3号{font.removesuffix('体')}体字，有{len(wrong)}段不符，首处为{wrong[0][1]}。"
        yield Finding(53, "info", wrong[0][0], sentence, f"{STANDARD} 5.2.2、7.3.3", True)
