"""One paragraph of a file as a reader sees it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from documents.docx import roles
from documents.docx.flow import Item, Para, PictureItem
from documents.docx.ooxml import HOLDERS, MC, OFF, Element, M, child, integer, is_on, val, w
from documents.docx.reading import shapes
from documents.docx.reading.mathtext import is_shown, linear
from documents.docx.reading.styles import ALIGNS, NOTHING, Look, look_of, numbering_of, outline_of, shade_of, unseen
from documents.docx.reading.symbols import symbol
from documents.docx.text import raised

if TYPE_CHECKING:
    from documents.docx.reading.walk import Story

_R, _T, _PPR, _RPR, _SDT = w("r"), w("t"), w("pPr"), w("rPr"), w("sdt")
_FRAME, _JC, _NUMPR, _BREAK = w("framePr"), w("jc"), w("numPr"), w("pageBreakBefore")
_PSTYLE, _RSTYLE, _OUTLINE, _SHADE = w("pStyle"), w("rStyle"), w("outlineLvl"), w("shd")
_FIELD = w("fldChar")
_ALTERNATE = f"{{{MC}}}AlternateContent"
_MATH = (f"{{{M}}}oMath", f"{{{M}}}oMathPara")
_DRAWINGS = (w("drawing"), w("pict"), w("object"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ENDS = " \t\n\r"
PAPER = "FFFFFF"
_OUTSIDE = {"x": 11_906, "y": 16_838}  # twentieths of a point: A4
_CIRCLED, _FIRST_CIRCLED = 20, 0x2460


class ParaReader:
    """Reads one w:p; `joins` tells afterwards that the next paragraph continues this one."""

    def __init__(self, story: "Story", para: Para, depth: int, background: str | None) -> None:
        self.story, self.para, self.depth, self.background = story, para, depth, background
        self.texts = [para.raw] if para.raw else []
        self.joins = False
        self.off_page = False
        self.base = NOTHING

    def read(self, element: Element) -> None:
        """Put the text into the paragraph, after what it holds already."""
        self._properties(child(element, _PPR), fresh=not self.para.raw)
        if not self.off_page:
            self._inline(element)
        self.para.raw = "".join(self.texts)

    def _properties(self, properties: Element | None, *, fresh: bool) -> None:
        styles = self.story.walk.styles
        # One pass over the few properties that a paragraph has: a search for each would be most of the reading.
        given = {} if properties is None else {each.tag: each for each in properties}
        key = given.get(_PSTYLE)
        style = styles.normal if key is None else styles.style(val(key))
        self.base = style.look or NOTHING
        numbering = style.numbering
        if fresh:
            self.para.style, self.para.align, self.para.outline = style.name, style.align or "", style.outline
        if properties is not None:
            self._direct(properties, given, fresh=fresh)
            own = numbering_of(properties) if _NUMPR in given else None
            numbering = (own[0] or (numbering or ("", 0))[0], own[1]) if own else numbering
        if numbering and (label := self.story.walk.numbering.label(*numbering)):
            self.texts.append(label)

    def _framed(self, frame: Element) -> None:
        """Note a paragraph that is framed outside the page."""
        if any(_is_outside(integer(frame.get(w(axis))), axis) for axis in "xy"):
            self.off_page = True
            self.story.walk.seen.unseen["off_page", self.para.place] += 1

    def _direct(self, properties: Element, given: Mapping[str, Element], *, fresh: bool) -> None:
        if fresh:
            if _JC in given:
                self.para.align = ALIGNS.get(val(given[_JC]), "")
            if _OUTLINE in given:
                self.para.outline = outline_of(properties)
            self.para.new_page = is_on(given.get(_BREAK))
        if _SHADE in given:
            self.background = shade_of(given[_SHADE]) or self.background
        if _FRAME in given:
            self._framed(given[_FRAME])
        mark = given.get(_RPR)
        if mark is not None and len(mark):
            gone = any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))
            self.joins = gone or is_on(mark.find(w("specVanish")))

    def _inline(self, container: Element) -> None:
        for each in container:
            tag = each.tag
            if tag == _R:
                self._run(each)
            elif tag in HOLDERS or tag == _SDT:
                self._inline(each)
            elif tag in _MATH:
                self._formula(each)
            elif tag == _ALTERNATE and (branch := shapes.chosen(each)) is not None:
                self._inline(branch)

    def _formula(self, formula: Element) -> None:
        self.texts.append(linear(formula))
        if any(not is_shown(each) for each in formula.iter(f"{{{M}}}phant")):
            self.story.walk.seen.unseen["invisible_text", self.para.place] += 1

    def _run(self, run: Element) -> None:
        parts = list(run)
        properties = next((each for each in parts if each.tag == _RPR), None)
        if properties is not None and not len(properties):
            properties = None
        look = self.base if properties is None else self._look(properties)
        if why := unseen(look, self.background):
            self._skip(parts, why)
            return
        before = len(self.texts)
        self._parts(parts)
        if len(self.texts) > before:
            if self.para.size is None:
                self.para.size = look.size or self.story.walk.styles.default.size
            if properties is not None:
                self._finish(properties, look, before)

    def _look(self, properties: Element) -> Look:
        look = look_of(properties)
        if (key := child(properties, _RSTYLE)) is not None:
            look = look.over(self.story.walk.styles.style(val(key)).look or Look())
        return look.over(self.base)

    def _skip(self, parts: Iterable[Element], why: str) -> None:
        if any(part.tag != _RPR for part in parts):
            self.story.walk.seen.unseen[why, self.para.place] += 1
        for mark in (part for part in parts if part.tag == _FIELD):
            self.field(mark)

    def _finish(self, properties: Element, look: Look, before: int) -> None:
        if look.raise_ in ("superscript", "subscript"):
            self.texts[before:] = [raised("".join(self.texts[before:]), look.raise_)]
        if look.caps:
            self.texts[before:] = [text.upper() for text in self.texts[before:]]
        if look.strike and "".join(self.texts[before:]).strip():
            self.story.walk.seen.unsupported["struck_text", self.para.place] += 1
        key = child(properties, _RSTYLE)
        if key is not None and self.story.walk.styles.style(val(key)).name == roles.LEAD:
            self.para.lead = sum(map(len, self.texts))

    def _parts(self, parts: Iterable[Element]) -> None:
        for part in parts:
            if part.tag == _T:
                self.put(_text(part))
            elif (handler := _HANDLERS.get(part.tag)) is not None:
                handler(self, part)

    def put(self, text: str) -> None:
        """Add visible text, unless it belongs to the code of a field."""
        if True not in self.story.codes:
            self.texts.append(text)

    def field(self, mark: Element) -> None:
        """Follow the begin, middle and end of a field; a check box in it is seen."""
        kind, codes = mark.get(w("fldCharType")), self.story.codes
        if kind == "begin":
            self._checkbox(mark)
            codes.append(True)
        elif kind == "separate" and codes:
            codes[-1] = False
        elif kind == "end" and codes:
            codes.pop()

    def _checkbox(self, mark: Element) -> None:
        box = mark.find(f"{w('ffData')}/{w('checkBox')}")
        if box is not None:
            checked = box.find(w("checked"))
            self.put("☑" if is_on(box.find(w("default")) if checked is None else checked) else "□")

    def line_break(self, mark: Element) -> None:
        """Begin a new line, or note that the paragraph begins on a new page."""
        if mark.get(w("type")) == "page" and not "".join(self.texts).strip():
            self.para.new_page = True
        else:
            self.put("\n")

    def drawing(self, drawing: Element) -> None:
        """Take the pictures and text boxes of a drawing; they come after the paragraph."""
        walk, place = self.story.walk, self.para.place
        if why := shapes.out_of_sight(drawing):
            walk.seen.unseen[why, place] += 1
            return
        for found in shapes.pictures(drawing, self.story.targets):
            if isinstance(found, str):
                walk.seen.unsupported[found, place] += 1
            else:
                self.para.after.append(PictureItem(place, found))
        path = place if "/" in place else f"paragraph {place}"
        for index, box in enumerate(shapes.boxes(drawing)):
            behind = PAPER if shapes.lies_on_paper(box) else None
            self.para.after += self.story.blocks(box, f"{path}/box {index}/", self.depth + 1, behind)

    def alternate(self, element: Element) -> None:
        """Take the branch that is shown."""
        branch = shapes.chosen(element)
        for each in branch if branch is not None else ():
            if (handler := _HANDLERS.get(each.tag)) is not None:
                handler(self, each)

    def footnote(self, mark: Element, kind: str) -> None:
        """Put the sign of a footnote where it stands, and keep its text for the end of the part."""
        walk, number = self.story.walk, mark.get(w("id"), "")
        if number not in walk.notes_of[kind] or "note " in self.para.place:
            return
        walk.footnotes += 1
        count = walk.footnotes
        sign = chr(_FIRST_CIRCLED + count - 1) if count <= _CIRCLED else f"〔{count}〕"
        if mark.get(w("customMarkFollows"), "0") in OFF:
            self.put(sign)
        self.para.notes.append(sign + " ".join(_lines(self.story.note(kind, number))))

    def ruby(self, ruby: Element) -> None:
        """Put the base and, in brackets, its reading."""
        for name, shape in (("rubyBase", "%s"), ("rt", "（%s）")):
            text = "".join(each.text or "" for part in ruby.iterchildren(w(name)) for each in part.iter(_T))
            self.put(shape % text if text else "")


def _lines(items: list[Item]) -> Iterable[str]:
    return (item.raw for item in items if isinstance(item, Para))


def _text(element: Element) -> str:
    text = element.text or ""
    if text and (text[0] in _ENDS or text[-1] in _ENDS) and element.get(_SPACE) != "preserve":
        return text.strip(_ENDS)
    return text


def _is_outside(offset: int, axis: str) -> bool:
    """Test if a frame at the offset is beyond the page, or well before it."""
    return offset >= _OUTSIDE[axis] or offset <= -_OUTSIDE[axis] // 4


Handler = Callable[[ParaReader, Element], None]
_HANDLERS: dict[str, Handler] = {
    w("tab"): lambda reader, _: reader.put("\t"),
    w("ptab"): lambda reader, _: reader.put("\t"),
    w("cr"): lambda reader, _: reader.put("\n"),
    w("noBreakHyphen"): lambda reader, _: reader.put("-"),
    w("sym"): lambda reader, mark: reader.put(symbol(mark.get(w("font"), ""), mark.get(w("char"), ""))),
    w("br"): ParaReader.line_break,
    _FIELD: ParaReader.field,
    w("footnoteReference"): lambda reader, mark: reader.footnote(mark, "footnote"),
    w("endnoteReference"): lambda reader, mark: reader.footnote(mark, "endnote"),
    w("ruby"): ParaReader.ruby,
    _ALTERNATE: ParaReader.alternate,
} | dict.fromkeys(_DRAWINGS, ParaReader.drawing)
