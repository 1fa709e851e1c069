"""The page of one document (templates/documents/document_detail.html)."""

from typing import Any

from django.urls import reverse

from audit.selectors import timeline
from deadlines.choices import ClockKind
from documents.choices import Attribute, Stage, Status
from documents.models import DisclosureDecision, Document, Version
from documents.selectors import void_numbers_of
from interpretation.selectors import current_plan
from publication.clocks import NOT_PUBLIC_YET, light_on
from publication.models import IndexNumber
from publication.selectors import endings_of, publication_basis
from workflow import selectors
from workflow.pages.consultations import consultations_shown
from workflow.pages.document_acts import acts_of, cosigns_of, links_of, opens_endings
from workflow.pages.dossier import Dossier, attachments_of, facts_of, text_of
from workflow.pages.emergencies import emergency_shown
from workflow.pages.endings import ending_row, releases_shown
from workflow.pages.lights import deadline_url
from workflow.pages.materials import plan_context
from workflow.pages.releasing import arranged_of
from workflow.pages.rights import rights_of
from workflow.pages.rows import Today
from workflow.pages.steps import steps_of
from workflow.policies import Identity
from workflow.services.reading import Opened

RELEASED = frozenset({Status.PUBLISHED, Status.RETRACTED})


def document_page(opened: Opened, found: list[Identity], today: Today, *, at: Any) -> dict[str, Any]:
    """Return the context of the page for the person whose identities are `found` (the own one first)."""
    document, sight = opened.document, opened.sight
    if not opened.is_present and opened.version is not None:
        document.title = opened.version.content.get("title", "")  # what the person may read, never saved
    dossier = Dossier(document, sight, today)
    originals = selectors.may_have_originals(found[0].person, document, sight, today.day)
    text = text_of(document, opened.version)
    text["attachments"] = attachments_of(opened.version, may_download=originals)
    proposals = endings_of(document.pk) if document.status in RELEASED else []
    return {
        **dossier.head(),
        **text,
        **_versions(opened, originals),
        **_plan(opened),
        "is_present": opened.is_present,
        "seen_serial": opened.version.serial if opened.version else 0,
        "opinions": dossier.opinions(),
        "cosign_rounds": cosigns_of(dossier, found),
        "consultations": consultations_shown(document, today, may_read=opened.is_present),
        "decisions": _decisions(opened),
        "steps": steps_of(dossier),
        "deadlines": _deadlines(dossier),
        "entries": timeline(f"document:{document.pk}")[::-1],
        "facts": [*facts_of(dossier), *rights_of(document), *_void_numbers(document)] if opened.is_present else [],
        "digests": _digests(opened),
        "acts": acts_of(dossier, found, at),
        "releases": releases_shown(document.pk) if document.status in RELEASED else [],
        "endings": [ending_row(each) | {"may_open": opens_endings(found)} for each in proposals],
        "urgent": emergency_shown(document) if opened.is_present else None,
        "arranged": arranged_of(document) if opened.is_present else None,
        "links": links_of(dossier, found, _portal_url(document), any(each.is_open for each in proposals)),
    }


def _void_numbers(document: Document) -> list[tuple[str, str]]:
    return [("作废字号", f"{each}（{each.void_reason}）") for each in void_numbers_of(document.pk)]


def _portal_url(document: Document) -> str:
    """Return the address on the portal: of the document, or of the page that says that it was taken down."""
    if document.status not in RELEASED:
        return ""
    index = IndexNumber.objects.filter(document=document).first()
    return reverse("portal:document", args=[index.text]) if index else ""


def _plan(opened: Opened) -> dict[str, Any]:
    """Return the interpretation plan with its materials, for whoever reads the present version."""
    plan = current_plan(opened.document.pk) if opened.document.is_policy and opened.is_present else None
    return plan_context(plan)


def _versions(opened: Opened, originals: bool) -> dict[str, Any]:
    """Return the versions that the person may read, newest first, and where any two of them are compared."""
    query = opened.document.versions.select_related("uploaded_by", "uploaded_for").order_by("serial")
    seen = [v for v in query.defer("content", "traits") if opened.sight.sees(v.serial)]
    pairs = zip([None, *seen], seen, strict=False)
    shown = [_version(old, new, opened, originals) for old, new in pairs][::-1]
    several = len(seen) > 1
    return {"versions": shown, "compare_url": compare_url(opened.document.pk) if several else ""}


def compare_url(document_id: int, old: int = 0, new: int = 0) -> str:
    """Return the address of the comparison of two versions."""
    address = reverse("workflow:compare", args=[document_id])
    return f"{address}?old={old}&new={new}" if old and new else address


def _version(old: Version | None, version: Version, opened: Opened, originals: bool) -> dict[str, Any]:
    address = [version.document_id, version.serial]
    may = originals and version.erased_at is None
    comparable = old is not None and not old.erased_at and not version.erased_at
    return {
        "serial": version.serial,
        "at": version.uploaded_at,
        "by": version.uploaded_by.full_name,
        "why": version.note,
        "current": version.pk == opened.document.version_id,
        "sm3": version.content_sm3,
        "sha256": version.content_sha256,
        "diff_url": compare_url(version.document_id, old.serial, version.serial) if old and comparable else "",
        "download_url": reverse("workflow:download", args=address) if may else "",
    }


def _decisions(opened: Opened) -> list[dict[str, Any]]:
    """Return the disclosure decisions, newest first; who does not read everything sees the present one only."""
    document = opened.document
    rows = document.decisions.select_related("entry", "decided_by", "decided_for").order_by("-serial")
    if not opened.sight.whole:
        rows = rows.filter(current_of=document) if opened.is_present else rows.none()
    return [_decision(row, row.pk == document.decision_id) for row in rows]


def _decision(row: DisclosureDecision, is_current: bool) -> dict[str, Any]:
    behalf = f"（代{row.decided_for.full_name}）" if row.decided_for else ""
    return {
        "serial": row.serial,
        "attribute": row.attribute,
        "stages": "、".join(str(Stage(code).label) for code in row.stages),
        "ground": row.get_ground_display() if row.ground else "",
        "reason": row.reason,
        "entry": str(row.entry) if row.entry else "",
        "by": row.decided_by.full_name + behalf,
        "at": row.decided_at,
        "current": is_current,
    }


def _deadlines(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the clock that runs beside those of the desks: to publication, the general limit or its own (R21, R22)."""
    document, decision = dossier.document, dossier.document.decision
    runs = document.status in NOT_PUBLIC_YET and not document.led_by  # R24
    light = light_on(document, dossier.today.day) if runs else None
    if light is None or decision is None or decision.attribute != Attribute.PROACTIVE:
        return []
    url = deadline_url(document.pk, ClockKind.PUBLICATION, document.pk)
    return [{"label": "公开发布", "light": light, "basis": publication_basis(document), "url": url}]


def _digests(opened: Opened) -> list[dict[str, str]]:
    """Return the digests of what the person reads."""
    version, decision = opened.version, opened.document.decision
    if version is None:
        return []
    found = [
        {"label": "内容", "sm3": version.content_sm3, "sha256": version.content_sha256},
        {"label": "原始文件", "sm3": version.file_sm3, "sha256": version.blob_id or ""},
    ]
    if decision and opened.is_present:
        found.append({"label": "公开属性决定", "sm3": decision.sm3, "sha256": decision.sha256})
    return found
