"""The channels by which a part of a Word file says what no reader of the page sees, by their kinds."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from documents.docx import pictures
from documents.docx.ooxml import Element, W, local, val, w
from documents.docx.opening.package import Package
from documents.docx.typesetting import sheet

_REVISIONS = frozenset(
    {
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange", "rPrChange",
        "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblPrExChange",
        "tblGridChange",
    }
)  # fmt: skip
_BY_ELEMENT = {
    **dict.fromkeys(_REVISIONS, "revision"),
    "comment": "comment",
    "bookmarkStart": "bookmark",
    "docVar": "document_variable",
    "mailMerge": "mail_merge",
    "dataBinding": "control_data",
    "alias": "control_data",
    "tag": "control_data",
    "customXml": "custom_xml",
    "smartTag": "custom_xml",
}
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_CORE = frozenset(
    {
        "creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category", "identifier",
        "contentStatus", "created", "modified", "lastPrinted", "version",
    }
)  # fmt: skip
_APP = frozenset({"Company", "Manager", "HyperlinkBase", "Template", "TitlesOfParts"})
_BY_FOLDER = (
    ("customXml/", "custom_xml"),
    ("docProps/thumbnail", "thumbnail"),
    ("word/embeddings/", "embedded_object"),
    ("word/activeX/", "embedded_object"),
    ("word/fonts/", "embedded_font"),
    ("word/glossary/", "glossary"),
    ("word/people.xml", "people"),
)
_KNOWN = frozenset(
    {
        "[Content_Types]", "document", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable",
        "numbering", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "theme",
        "commentsExtensible", "header", "footer",
    }
)  # fmt: skip
_PICTURE_DATA = frozenset({"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Comment", "Author"})
_OWN_STYLES = frozenset(re.findall('<w:name w:val="([^"]+)"', sheet.STYLES))
_FEW_LETTERS = 9  # 第%1章, 第%2节 and the like
_INSTRUCTION = re.compile(rb"<\?(?!xml[\s?])")
_GIVEN_NAME = re.compile(
    r"(?:图片?|图像|文本框|矩形|圆角矩形|椭圆|形状|组合|直线|直接连接符|直接箭头连接符|图表|画布|对象|自选图形|任意多边形|印章|"
    r"文字方塊|Picture|Image|Text ?Box|Rectangle|Rounded Rectangle|Oval|Shape|Group|Chart|Canvas|Object|AutoShape|"
    r"Line|Straight(?: Arrow)? Connector|Freeform|Frame|框架|Diagram|图示|Control|graphic)?[ \u3000:：]*\d*",
    re.I,
)
"""Names that programs give to drawings by themselves."""


def reached(package: Package) -> frozenset[str]:
    """Return the parts that some other part names."""
    owners = ("", *(_owner(name) for name in package.parts if name.endswith(".rels")))
    relations = (each for owner in owners for each in package.relations(owner).values())
    return frozenset(each.target for each in relations if not each.external)


def _owner(rels: str) -> str:
    folder, _, base = rels.rpartition("_rels/")
    return folder + base.removesuffix(".rels")


def in_part(package: Package, name: str, reached: frozenset[str]) -> Iterator[str]:
    """Yield the kind of everything unseen in a part; `reached` are the parts that another names."""
    folder = next((kind for start, kind in _BY_FOLDER if name.startswith(start)), None)
    if folder:
        if not name.endswith(".rels"):
            yield folder
    elif name.endswith(".rels"):
        yield from _outside(package, name)
    elif name.endswith(".xml"):
        yield from _in_xml(package, name)
        if PurePath(name).name.startswith(("header", "footer")) and name not in reached:
            yield "unknown_part"
    elif name.startswith("word/media/") and name in reached:
        yield from _in_picture(package.parts[name])
    else:
        yield "unknown_part"


def _outside(package: Package, name: str) -> Iterator[str]:
    for each in package.xml(name):
        if each.get("TargetMode") == "External":
            yield "external_link" if each.get("Type", "").endswith("/hyperlink") else "external_target"


def _in_picture(data: bytes) -> Iterator[str]:
    if pictures.is_clean(data):
        return
    if pictures.metadata(data) & _PICTURE_DATA or pictures.goes_on(data):
        yield "picture_metadata"


def _in_xml(package: Package, name: str) -> Iterator[str]:
    stem = PurePath(name).stem.rstrip("0123456789") or PurePath(name).stem
    root = package.xml(name)
    if _holds_comment(package.parts[name]):
        yield "xml_comment"
    if stem in ("core", "app", "custom") and name.startswith("docProps/"):
        yield from _properties(root, stem)
    elif stem not in _KNOWN:
        yield "unknown_part"
    else:
        yield from _elements(root)
        if stem in _NAMED:
            yield from _NAMED[stem](root)
        if stem in ("footnotes", "endnotes"):
            yield from _unreferenced(package, root, stem.removesuffix("s"))


def _holds_comment(data: bytes) -> bool:
    """Test if XML holds a comment or an instruction to programs, after its declaration; UTF-16 too."""
    text = data.replace(b"\0", b"")
    return b"<!--" in text or _INSTRUCTION.search(text) is not None


def _properties(root: Element, stem: str) -> Iterator[str]:
    if stem == "custom":
        yield from ("custom_property" for each in root if local(each) == "property")
        return
    wanted = _CORE if stem == "core" else _APP
    for each in root:
        text = "".join(part.text or "" for part in each.iter()).strip()
        if text and local(each) in wanted and not text.startswith("Normal"):
            yield "property"


def _elements(root: Element) -> Iterator[str]:
    for each in root.iter():
        name = local(each)
        if name in _BY_ELEMENT and each.tag == f"{{{W}}}{name}":
            if name != "tag" or val(each):
                yield _BY_ELEMENT[name]
        elif name in _SPECIAL:
            yield from _SPECIAL[name](each)


def _field(element: Element) -> Iterator[str]:
    code = (element.text or element.get(w("instr")) or "").strip()
    if code and not code.upper().startswith(_PAGE_FIELDS):
        yield "field"


def _alt_text(element: Element) -> Iterator[str]:
    if element.get("descr") or element.get("title") or not _GIVEN_NAME.fullmatch(element.get("name", "").strip()):
        yield "alt_text"


def _choice(element: Element) -> Iterator[str]:
    if any(value.strip() for value in element.attrib.values()):
        yield "control_data"


def _form_field(element: Element) -> Iterator[str]:
    if any(val(each).strip() for each in element.iter(*map(w, ("name", "helpText", "statusText")))):
        yield "control_data"


def _permission(element: Element) -> Iterator[str]:
    if element.get(w("ed")):
        yield "permission"


def _alternate(element: Element) -> Iterator[str]:
    """Yield a branch that no reader shows when it says something else than the one that is shown."""
    branches = ["".join(text.text or "" for text in branch.iter(w("t"))) for branch in element]
    if any(text != branches[0] for text in branches[1:]):
        yield "alternate"


def _style_names(root: Element) -> Iterator[str]:
    for each in root.iterchildren(w("style")):
        if each.get(w("customStyle")) == "1" and val(each.find(w("name"))) not in _OWN_STYLES:
            yield "style_name"


def _unused_lists(root: Element) -> Iterator[str]:
    """Yield lists with words in their numbers that no list of the document uses."""
    used = {val(each) for each in root.iter(w("abstractNumId"))}
    for each in root.iterchildren(w("abstractNum")):
        words = "".join(val(text) for text in each.iter(w("lvlText")))
        if each.get(w("abstractNumId")) not in used and sum(map(str.isalpha, words)) > _FEW_LETTERS:
            yield "unused_list"


def _shape(element: Element) -> Iterator[str]:
    if element.get("alt"):
        yield "alt_text"


def _crop(element: Element) -> Iterator[str]:
    if any((element.get(side) or "0") != "0" for side in "ltrb"):
        yield "cropped_picture"


_NAMED: dict[str, Callable[[Element], Iterator[str]]] = {"styles": _style_names, "numbering": _unused_lists}
_SPECIAL = {
    "instrText": _field,
    "fldSimple": _field,
    "docPr": _alt_text,
    "cNvPr": _alt_text,
    "shape": _shape,
    "srcRect": _crop,
    "listItem": _choice,
    "listEntry": _choice,
    "ffData": _form_field,
    "permStart": _permission,
    "AlternateContent": _alternate,
}


def _unreferenced(package: Package, root: Element, kind: str) -> Iterator[str]:
    body = package.xml(package.main)
    used = {each.get(w("id")) for each in body.iter(w(f"{kind}Reference"))}
    for each in root.iterchildren(w(kind)):
        if each.get(w("type")) in (None, "normal") and each.get(w("id")) not in used:
            yield "unreferenced_note"
