"""What a reader of the page does not see in a file, and what is seen but not carried over: kinds and counts.

Nothing of it reaches the public copy, which is built anew; the list tells drafter and reviewer (R27).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from documents.docx import pictures
from documents.docx.flow import Seen
from documents.docx.ooxml import Element, W, local, val, w
from documents.docx.package import Package
from documents.docx.reader import guarded, read_with_notes


@dataclass(frozen=True, slots=True)
class Hidden:
    """One kind of unseen content: how often it occurs at a place (a part of the file, or a paragraph)."""

    kind: str
    place: str
    count: int


NAMES = {
    "hidden_text": "隐藏文字",
    "tiny_text": "小到看不见的文字",
    "invisible_text": "与底色相同的文字",
    "hidden_row": "隐藏的表格行",
    "hidden_shape": "隐藏的图形",
    "off_page": "页面之外的图形",
    "revision": "修订痕迹",
    "comment": "批注",
    "field": "域代码",
    "bookmark": "书签",
    "property": "文档属性",
    "custom_property": "自定义属性",
    "custom_xml": "自定义 XML 数据",
    "control_data": "内容控件数据",
    "document_variable": "文档变量",
    "mail_merge": "邮件合并数据",
    "embedded_object": "嵌入对象",
    "embedded_font": "嵌入字体",
    "external_link": "外部链接地址",
    "external_target": "引用的外部文件",
    "alt_text": "图片替代文字",
    "picture_metadata": "图片元数据",
    "cropped_picture": "图片裁掉的部分",
    "thumbnail": "缩略图",
    "people": "修订人员名单",
    "glossary": "构建基块",
    "unreferenced_note": "未被引用的脚注",
    "xml_comment": "文件内部注释",
    "unknown_part": "其他不可见部件",
    "page_text": "页眉页脚文字",
    "alt_chunk": "外部导入的内容块",
    "linked_picture": "链接的图片",
    "drawing": "图表或图形",
    "picture_format": "不能转换的图片",
    "struck_text": "带删除线的文字",
    "decoration": "版头或落款处的图片",
}
LOST = frozenset({"alt_chunk", "linked_picture", "drawing", "picture_format", "struck_text"})
"""Kinds that a reader of the upload sees and the content cannot hold: the drafter must mend them."""
SERIOUS = LOST | {
    "hidden_text", "tiny_text", "invisible_text", "hidden_row", "hidden_shape", "off_page", "revision",
    "comment",
    "embedded_object", "external_target", "cropped_picture", "unreferenced_note", "unknown_part",
}  # fmt: skip
"""Kinds of which the drafter probably does not know and which say something: worth a warning."""

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


@guarded
def hidden_content(package: Package) -> list[Hidden]:
    """Return every kind of unseen content with its place and count, by kind and place; no content.

    :raises FileRefused: as reader.read().
    """
    draft, seen = read_with_notes(package)
    return listed(package, seen, len(draft.page_lines))


def listed(package: Package, seen: Seen, page_lines: int) -> list[Hidden]:
    """Return the same for a file that was read; `page_lines` counts the lines of headers and footers."""
    found: Counter[tuple[str, str]] = Counter(seen.unseen) + Counter(seen.unsupported)
    for name in package.parts:
        found.update({(kind, name): count for kind, count in Counter(_in_part(package, name)).items()})
    if page_lines:
        found["page_text", "header/footer"] += page_lines
    return [Hidden(kind, place, count) for (kind, place), count in sorted(found.items()) if count]


def _in_part(package: Package, name: str) -> Iterator[str]:
    folder = next((kind for start, kind in _BY_FOLDER if name.startswith(start)), None)
    if folder:
        if not name.endswith(".rels"):
            yield folder
    elif name.endswith(".rels"):
        yield from _outside(package, name)
    elif name.endswith(".xml"):
        yield from _in_xml(package, name)
    elif name.startswith("word/media/"):
        yield from _in_picture(package.parts[name])
    else:
        yield "unknown_part"


def _outside(package: Package, name: str) -> Iterator[str]:
    for each in package.xml(name):
        if each.get("TargetMode") == "External":
            yield "external_link" if each.get("Type", "").endswith("/hyperlink") else "external_target"


def _in_picture(data: bytes) -> Iterator[str]:
    if not pictures.is_clean(data) and pictures.metadata(data) & _PICTURE_DATA:
        yield "picture_metadata"


def _in_xml(package: Package, name: str) -> Iterator[str]:
    stem = PurePath(name).stem.rstrip("0123456789") or PurePath(name).stem
    root = package.xml(name)
    if b"<!--" in package.parts[name]:
        yield "xml_comment"
    if stem in ("core", "app", "custom") and name.startswith("docProps/"):
        yield from _properties(root, stem)
    elif stem not in _KNOWN:
        yield "unknown_part"
    else:
        yield from _elements(root)
        if stem in ("footnotes", "endnotes"):
            yield from _unreferenced(package, root, stem.removesuffix("s"))


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
    if element.get("descr") or element.get("title"):
        yield "alt_text"


def _shape(element: Element) -> Iterator[str]:
    if element.get("alt"):
        yield "alt_text"


def _crop(element: Element) -> Iterator[str]:
    if any((element.get(side) or "0") != "0" for side in "ltrb"):
        yield "cropped_picture"


_SPECIAL = {
    "instrText": _field,
    "fldSimple": _field,
    "docPr": _alt_text,
    "cNvPr": _alt_text,
    "shape": _shape,
    "srcRect": _crop,
}


def _unreferenced(package: Package, root: Element, kind: str) -> Iterator[str]:
    body = package.xml(package.main)
    used = {each.get(w("id")) for each in body.iter(w(f"{kind}Reference"))}
    for each in root.iterchildren(w(kind)):
        if each.get(w("type")) in (None, "normal") and each.get(w("id")) not in used:
            yield "unreferenced_note"
