"""The page of a release before it is one: catalogue columns, text and files of a stored copy, and its checks."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.safestring import SafeString

from documents.choices import Attribute
from portal import pages
from portal import services as portal
from portal.choices import Validity
from portal.models import PublishedDocument, PublishedFile
from publication.facts import Catalogue
from publication.models import EndingProposal, PublicCopy, Release
from publication.selectors import pdf_remark
from publication.services.showing import files_of, item_of

NOT_YET = "（发布时编定）"


def record_of(release: Release) -> dict[str, Any]:
    """Return the catalogue columns of a release as the portal names them; its document must be loaded."""
    item = item_of(release)
    corrections = [{"at": each.at.isoformat(), "note": each.note} for each in item.corrections]
    columns = portal.columns_of(item) | {"index": item.index, "corrections": corrections}
    return pages.record_of(PublishedDocument(**columns))


def successor_link(proposal: EndingProposal) -> dict[str, str] | None:
    """Return what stands in the place of a merged document as the portal names it, None for other endings."""
    index = proposal.successor.text if proposal.successor else ""
    return pages.successor_link(index, proposal.successor_url)


def record_before(catalogue: Catalogue) -> dict[str, Any]:
    """Return the catalogue columns before the release, which adds 索引号 and time."""
    row = PublishedDocument(**asdict(catalogue), index=NOT_YET, validity=Validity.IN_FORCE)
    return pages.record_of(row) | {"manner": Attribute.PROACTIVE.label}


def files_shown(copy: PublicCopy) -> list[PublishedFile]:
    """Return the files of a copy as the portal would hold them."""
    found = files_of(copy)
    return [PublishedFile(kind=f.kind, data=f.data, size=len(f.data), sm3=f.sm3, sha256=f.sha256) for f in found]


def body_of(copy: PublicCopy) -> SafeString:
    """Return the page text of a copy."""
    return pages.body_of(files_shown(copy))


def downloads_of(copy: PublicCopy, urls: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the files of a copy as its page lists them; `urls` maps docx, pdf, html to addresses."""
    return pages.downloads_of(files_shown(copy), urls)


def check_of(copy: PublicCopy) -> dict[str, Any]:
    """Return what the final check (发布前核验) found."""
    found = "尚未核验" if copy.verified_at is None and not copy.failed_why else copy.get_failed_why_display()
    return {
        "label": "公开文件与审查通过的内容一致，无密级标志，无不可见内容",
        "ok": copy.verified_at is not None,
        "text": found,
        "basis": "先审查、后公开（保守国家秘密法实施条例第42条）",
    }


def pdf_check_of(copy: PublicCopy) -> dict[str, Any]:
    """Return what a person should know about the PDF of the copy; it stops nothing."""
    text = pdf_remark(copy)
    return {"label": "PDF 使用国标字体", "ok": not text, "warn": bool(text), "text": text, "basis": "GB/T 9704—2012"}
