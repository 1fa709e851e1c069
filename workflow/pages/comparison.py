"""The page that compares two versions (templates/documents/document_compare.html)."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.comparison import Comparison, Op, compare
from documents.comparison.substance import NATURE_NAMES, Nature
from documents.models import Version
from workflow.pages.differences import NEW_SIDE, OLD_SIDE, Spot, contents_of, inline, part, spots
from workflow.services.reading import Compared

SIDE, INLINE = "side", "inline"
VIEWS = {SIDE: "左右对照", INLINE: "上下合并"}
COUNTED = {"改动": (Op.CHANGED,), "新增": (Op.ADDED,), "删去": (Op.REMOVED,), "移动": (Op.MOVED_HERE,)}
MEANINGS = {
    Nature.SAME: "",
    Nature.TYPOGRAPHIC: "签发后仅作这类改动的，内容摘要值不同，仍须重新签发，但不必由原签发人复审（规则51）。",
    Nature.SUBSTANTIVE: "签发后作这类修改的，须由原签发人复审签发（规则51）。",
}
BASIS = "党政机关公文处理工作条例第25条第一项"


def comparison_page(compared: Compared, *, view: str, whole: bool) -> dict[str, Any]:
    """Return the context of the page; `whole`: with everything that did not change."""
    old, new = compared.old, compared.new
    address = reverse("workflow:compare", args=[compared.document.pk])
    context = {
        "document": compared.document,
        "document_url": reverse("workflow:document", args=[compared.document.pk]),
        "versions": [_version(each, compared.signed) for each in compared.versions],
        "view": view,
        "whole": whole,
        "address": address,
        "old": old,
        "new": new,
        "found": None,
    }
    pair = contents_of(old, new) if old and new else None
    if old is None or new is None or pair is None:
        return context
    chosen = {"old": old.serial, "new": new.serial}
    return context | _found(compare(*pair), address, chosen, view, whole)


def _version(version: Version, signed: frozenset[int]) -> dict[str, Any]:
    tail = "（签发稿）" if version.pk in signed else ""
    return {"serial": version.serial, "label": f"第 {version.serial} 稿{tail} {version.uploaded_by.full_name}"}


def _found(found: Comparison, address: str, chosen: dict[str, int], view: str, whole: bool) -> dict[str, Any]:
    def link(**changes: Any) -> str:
        return f"{address}?{urlencode(chosen | {'view': view} | ({'all': 1} if whole else {}) | changes)}"

    return {
        "found": found,
        "nature": NATURE_NAMES[found.nature],
        "is_substantive": found.nature == Nature.SUBSTANTIVE,
        "is_same": found.nature == Nature.SAME,
        "meaning": MEANINGS[found.nature],
        "basis": BASIS,
        "counts": [(label, found.count(*ops)) for label, ops in COUNTED.items()],
        "unchanged": found.count(Op.SAME),
        "html": side_by_side(found, whole=whole) if view == SIDE else inline(found, whole=whole),
        "views": [(label, link(view=name), name == view) for name, label in VIEWS.items()],
        "whole_url": link(all=0 if whole else 1),
        "swap_url": link(old=chosen["new"], new=chosen["old"]),
    }


def side_by_side(found: Comparison, *, whole: bool = False) -> SafeString:
    """Return the rows of a table with the earlier text on the left and the later one on the right."""
    return format_html_join("", "{}", ((_row(spot),) for spot in spots(found, whole=whole)))


def _row(spot: Spot) -> SafeString:
    row = spot.row
    if row is None:
        line = '<tr class="diff-folded"><td colspan="2" class="muted small">……（{} 段未改动）……</td></tr>'
        return format_html(line, spot.folded)
    left = "" if row.op in (Op.ADDED, Op.MOVED_HERE) else part(row, OLD_SIDE)
    right = "" if row.op in (Op.REMOVED, Op.MOVED_AWAY) else part(row, NEW_SIDE)
    if not spot.number:
        return format_html("<tr><td>{}</td><td>{}</td></tr>", left, right)
    head = '<tr class="diff-{} diff-head" id="change-{}" data-row><td colspan="2">{}</td></tr>'
    body = '<tr class="diff-{}"><td>{}</td><td>{}</td></tr>'
    op = row.op.value
    return format_html(head + body, op, spot.number, spot.mark, op, left, right)
