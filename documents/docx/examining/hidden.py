"""What a reader of the page does not see in a file, and what is seen but not carried over: kinds and counts.

Nothing of it reaches the public copy, which is built anew; the list tells drafter and reviewer (R27).
"""

from collections import Counter
from dataclasses import dataclass

from documents.docx.examining import channels
from documents.docx.flow import Seen
from documents.docx.opening.package import Package
from documents.docx.reading.reader import guarded, read_with_notes


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
    "unseen_characters": "零宽等不可见字符",
    "permission": "编辑权限人员",
    "alternate": "不显示的替代内容",
    "style_name": "自定义样式名称",
    "unused_list": "未使用的编号文字",
    "container_comment": "文件包注释",
}
LOST = frozenset({"alt_chunk", "linked_picture", "drawing", "picture_format", "struck_text"})
"""Kinds that a reader of the upload sees and the content cannot hold: the drafter must mend them."""
SERIOUS = LOST | {
    "hidden_text", "tiny_text", "invisible_text", "hidden_row", "hidden_shape", "off_page", "revision",
    "comment",
    "embedded_object", "external_target", "cropped_picture", "unreferenced_note", "unknown_part", "alternate",
    "container_comment",
}  # fmt: skip
"""Kinds of which the drafter probably does not know and which say something: worth a warning."""


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
    reached = channels.reached(package)
    for name in package.parts:
        kinds = channels.in_part(package, name, reached)
        found.update({(kind, name): count for kind, count in Counter(kinds).items()})
    if package.comment:
        found["container_comment", "zip"] += 1
    if page_lines:
        found["page_text", "header/footer"] += page_lines
    return [Hidden(kind, place, count) for (kind, place), count in sorted(found.items()) if count]
