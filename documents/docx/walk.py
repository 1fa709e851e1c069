"""The walk over one story of a file (body, header, footnote …): text only as a reader sees it.

Revisions are taken as accepted: insertions in, deletions out. Hidden, tiny and same-coloured text is
left out and noted, as is what is seen but cannot be carried into a content (charts, linked pictures).
"""

from collections.abc import Callable, Iterable

from documents.docx import shapes
from documents.docx.errors import TooDeep
from documents.docx.flow import Item, Para, PictureItem, Seen, TableItem
from documents.docx.mathtext import linear
from documents.docx.numbering import Numbering
from documents.docx.ooxml import MC, Element, M, is_on, val, w, whole_number
from documents.docx.package import Package
from documents.docx.styles import Look, Styles, align_of, look_of, numbering_of, outline_of, shade_of, unseen
from documents.docx.symbols import symbol
from documents.docx.text import raised

DEEPEST = 12
MOST_PARAGRAPHS = 100_000
LEAD = "GwLead"  # character style of the heading where text runs on in the same paragraph
_PAPER = "FFFFFF"
_P, _TBL, _R, _T, _PPR, _RPR = w("p"), w("tbl"), w("r"), w("t"), w("pPr"), w("rPr")
_ALTERNATE = f"{{{MC}}}AlternateContent"
_GONE = frozenset({w("del"), w("moveFrom")})
_HOLDERS = frozenset(
    w(name) for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo", "fldSimple")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CIRCLED, _FIRST_CIRCLED = 20, 0x2460
_UNSEEN_PARTS = frozenset({"footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator"})


class Walk:
    """One file being read; the state of lists, fields and footnotes runs through all its stories."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.numbering = Numbering(package)
        self.seen = Seen()
        self.footnotes = 0
        self.paragraphs = 0
        self.notes_of = {kind: _notes(package, kind) for kind in ("footnote", "endnote")}

    def story(self, part: str, container: Element, prefix: str = "") -> list[Item]:
        """Return the visible items of a container of blocks; `prefix` is set before their places."""
        return Story(self, part).blocks(container, prefix, 0, _PAPER)


def _notes(package: Package, kind: str) -> dict[str, tuple[str, Element]]:
    part = next(iter(package.related(package.main, f"{kind}s")), None)
    if part is None:
        return {}
    return {each.get(w("id"), ""): (part, each) for each in package.xml(part).iterchildren(w(kind))}


class Story:
    """One part being walked."""

    def __init__(self, walk: Walk, part: str) -> None:
        self.walk = walk
        self.part = part
        relations = walk.package.relations(part)
        self.targets = {key: r.target for key, r in relations.items() if not r.external}
        self.codes: list[bool] = []  # for each open field: True while its code, not its result, is read

    def blocks(self, container: Element, prefix: str, depth: int, background: str | None) -> list[Item]:
        """Return the items of a container; the paragraph mark of a deleted end joins two paragraphs."""
        if depth > DEEPEST:
            raise TooDeep
        items: list[Item] = []
        Blocks(self, items, prefix, depth, background).take(container)
        return items


class Blocks:
    """The blocks of one container, counted as python-docx lists them: only direct children have an index."""

    def __init__(self, story: Story, items: list[Item], prefix: str, depth: int, background: str | None) -> None:
        self.story, self.items, self.prefix, self.depth, self.background = story, items, prefix, depth, background
        self.at = {_P: 0, _TBL: 0, w("sdt"): 0}
        self.open: Para | None = None

    def take(self, container: Element) -> None:
        for child in container:
            if child.tag == _P:
                self._paragraph(child, self._place(_P, "paragraph "))
            elif child.tag == _TBL:
                self._table(child)
            else:
                self._other(child)

    def _place(self, tag: str, word: str) -> str:
        index = self.at[tag]
        self.at[tag] += 1
        return f"{index}" if tag == _P and not self.prefix else f"{self.prefix}{word}{index}"

    def _other(self, child: Element) -> None:
        tag = child.tag
        if tag == w("sdt"):
            inside = child.find(w("sdtContent"))
            place = self._place(tag, "control ")
            if inside is not None:
                self.items += self.story.blocks(inside, f"{place}/", self.depth + 1, self.background)
        elif tag in _HOLDERS:
            self.items += self.story.blocks(child, f"{self.prefix}inserted/", self.depth + 1, self.background)
        elif tag == _ALTERNATE and (branch := shapes.chosen(child)) is not None:
            self.take(branch)
        elif tag == w("altChunk"):
            self.story.walk.seen.unsupported["alt_chunk", self.prefix] += 1

    def _paragraph(self, element: Element, place: str) -> None:
        walk = self.story.walk
        walk.paragraphs += 1
        if walk.paragraphs > MOST_PARAGRAPHS:
            raise TooDeep
        reader = ParaReader(self.story, element, place, self.depth, self.background, self.open)
        self.open = None
        para = reader.read()
        if reader.joins:
            self.open = para
        if not reader.joined:
            self.items.append(para)

    def _table(self, element: Element) -> None:
        from documents.docx.tables import read_table

        self.items.append(read_table(self.story, element, self._place(_TBL, "table "), self.depth))


class ParaReader:
    """One paragraph being read."""

    def __init__(
        self, story: Story, element: Element, place: str, depth: int, background: str | None, joined: Para | None
    ) -> None:
        self.story, self.element, self.depth, self.background = story, element, depth, background
        self.joined = joined
        self.para = joined or Para(place)
        self.texts: list[str] = [joined.raw] if joined else []
        self.joins = False
        self.base = story.walk.styles.normal.look or Look()
        self.sized = False

    def read(self) -> Para:
        """Return the paragraph, or the one before that it continues."""
        properties = self.element.find(_PPR)
        if not self.joined:
            self._properties(properties)
        if properties is not None:
            self._mark(properties.find(_RPR))
        self._inline(self.element)
        self.para.raw = "".join(self.texts)
        return self.para

    def _properties(self, properties: Element | None) -> None:
        styles, para = self.story.walk.styles, self.para
        key = None if properties is None else properties.find(w("pStyle"))
        style = styles.normal if key is None else styles.style(val(key))
        para.style, para.align, para.outline = style.name, style.align or "", style.outline
        self.base = style.look or Look()
        numbering = style.numbering
        if properties is not None:
            para.align = para.align if (align := align_of(properties)) is None else align
            para.outline = outline_of(properties) if properties.find(w("outlineLvl")) is not None else para.outline
            own = numbering_of(properties)
            numbering = (own[0] or (numbering or ("", 0))[0], own[1]) if own else numbering
            para.new_page = is_on(properties.find(w("pageBreakBefore")))
            self.background = shade_of(properties.find(w("shd"))) or self.background
        if numbering and (label := self.story.walk.numbering.label(*numbering)):
            self.texts.append(label)

    def _mark(self, mark: Element | None) -> None:
        if mark is not None:
            self.joins = mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None
            self.joins = self.joins or is_on(mark.find(w("specVanish")))

    def _inline(self, container: Element) -> None:
        for child in container:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag in _HOLDERS:
                self._inline(child)
            elif tag == w("sdt"):
                self._inline(child)
            elif tag == _ALTERNATE and (branch := shapes.chosen(child)) is not None:
                self._inline(branch)
            elif tag in (f"{{{M}}}oMath", f"{{{M}}}oMathPara"):
                self.texts.append(linear(child))

    def _note(self, kind: str) -> None:
        self.story.walk.seen.unseen[kind, self.para.place] += 1

    def _run(self, run: Element) -> None:
        properties = run.find(_RPR)
        look = self.base if properties is None else self._look(properties)
        if why := unseen(look, self.background):
            if any(child.tag != _RPR for child in run):
                self._note(why)
            self._fields_only(run)
            return
        before = len(self.texts)
        self._parts(run)
        if properties is not None:
            self._finish(properties, look, before)
        if not self.sized and len(self.texts) > before:
            self.para.size, self.sized = look.size or self.story.walk.styles.default.size, True

    def _look(self, properties: Element) -> Look:
        look = look_of(properties)
        key = properties.find(w("rStyle"))
        if key is not None:
            look = look.over(self.story.walk.styles.style(val(key)).look or Look())
        return look.over(self.base)

    def _finish(self, properties: Element, look: Look, before: int) -> None:
        if look.raise_ in ("superscript", "subscript"):
            self.texts[before:] = [raised("".join(self.texts[before:]), look.raise_)]
        if look.caps:
            self.texts[before:] = [text.upper() for text in self.texts[before:]]
        if look.strike and any(text.strip() for text in self.texts[before:]):
            self.story.walk.seen.unsupported["struck_text", self.para.place] += 1
        if val(properties.find(w("rStyle"))) == LEAD:
            self.para.lead = sum(map(len, self.texts))

    def _fields_only(self, run: Element) -> None:
        for mark in run.iterchildren(w("fldChar")):
            self._field(mark)

    def _parts(self, run: Element) -> None:
        coded = any(self.story.codes)
        for child in run:
            if child.tag == _T:
                if not coded:
                    self.texts.append(_text(child))
            elif (handler := _HANDLERS.get(child.tag)) is not None:
                handler(self, child)
                coded = any(self.story.codes)

    def _field(self, mark: Element) -> None:
        kind, codes = mark.get(w("fldCharType")), self.story.codes
        if kind == "begin":
            codes.append(True)
            self._checkbox(mark)
        elif kind == "separate" and codes:
            codes[-1] = False
        elif kind == "end" and codes:
            codes.pop()

    def _checkbox(self, mark: Element) -> None:
        box = mark.find(f"{w('ffData')}/{w('checkBox')}")
        if box is not None:
            checked = box.find(w("checked"))
            ticked = is_on(box.find(w("default")) if checked is None else checked)
            self.texts.append("☑" if ticked else "□")

    def _break(self, mark: Element) -> None:
        if mark.get(w("type")) == "page" and not "".join(self.texts).strip():
            self.para.new_page = True
        else:
            self.texts.append("\n")

    def _drawing(self, drawing: Element) -> None:
        if why := shapes.out_of_sight(drawing):
            self._note(why)
            return
        for found in shapes.pictures(drawing, self.story.targets):
            if isinstance(found, str):
                self.story.walk.seen.unsupported[found, self.para.place] += 1
            else:
                self.para.after.append(PictureItem(self.para.place, found))
        for index, box in enumerate(shapes.boxes(drawing)):
            place = self.para.place if "/" in self.para.place else f"paragraph {self.para.place}"
            self.para.after += self.story.blocks(box, f"{place}/box {index}/", self.depth + 1, None)

    def _alternate(self, element: Element) -> None:
        branch = shapes.chosen(element)
        for child in branch if branch is not None else ():
            if child.tag in (w("drawing"), w("pict"), w("object")):
                self._drawing(child)
            elif child.tag == _T:
                self.texts.append(_text(child))

    def _footnote(self, mark: Element, kind: str) -> None:
        found = self.story.walk.notes_of[kind].get(mark.get(w("id"), ""))
        if found is None or self.depth > DEEPEST:
            return
        walk = self.story.walk
        walk.footnotes += 1
        number = walk.footnotes
        sign = chr(_FIRST_CIRCLED + number - 1) if number <= _CIRCLED else f"〔{number}〕"
        if is_on(mark) and mark.get(w("customMarkFollows")) in (None, "0", "false"):
            self.texts.append(sign)
        items = Story(walk, found[0]).blocks(found[1], f"{kind} {number - 1}/", DEEPEST, _PAPER)
        self.para.notes.append(sign + "".join(item.text for item in items if isinstance(item, Para)))

    def _ruby(self, ruby: Element) -> None:
        base, reading = ruby.find(w("rubyBase")), ruby.find(w("rt"))
        for part, shape in ((base, "{}"), (reading, "（{}）")):
            text = "" if part is None else "".join(each.text or "" for each in part.iter(_T))
            self.texts.append(shape.format(text) if text else "")

    def _put(self, text: str) -> None:
        if not any(self.story.codes):
            self.texts.append(text)


def _text(element: Element) -> str:
    text = element.text or ""
    if text and (text[0] in " \t\n\r" or text[-1] in " \t\n\r") and element.get(_SPACE) != "preserve":
        return text.strip(" \t\n\r")
    return text


Handler = Callable[[ParaReader, Element], None]


def _handlers() -> Iterable[tuple[str, Handler]]:
    for name, text in {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}.items():
        yield w(name), lambda reader, _, text=text: reader._put(text)  # type: ignore[misc]
    yield w("br"), ParaReader._break
    yield w("fldChar"), ParaReader._field
    yield w("sym"), lambda reader, mark: reader._put(symbol(mark.get(w("font"), ""), mark.get(w("char"), "")))
    for name in ("drawing", "pict", "object"):
        yield w(name), ParaReader._drawing
    yield _ALTERNATE, ParaReader._alternate
    yield w("footnoteReference"), lambda reader, mark: reader._footnote(mark, "footnote")
    yield w("endnoteReference"), lambda reader, mark: reader._footnote(mark, "endnote")
    yield w("ruby"), ParaReader._ruby


_HANDLERS: dict[str, Handler] = dict(_handlers())
