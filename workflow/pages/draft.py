"""The page of a draft (templates/documents/draft_form.html)."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import Office, OfficeKind, User
from accounts.selectors import general_office_of
from common.clock import office_date
from common.errors import DomainError
from documents import selectors as documents_of
from documents.choices import Attribute
from documents.docx.examining import examiner
from documents.docx.examining.hidden import LOST, NAMES, SERIOUS
from documents.models import Document, Version
from interpretation.selectors import current_plan, is_due
from review.choices import Desk
from review.plan_comments import remarks_of
from review.plan_scan import scan_document
from review.selectors import changes_since
from workflow.forms.drafts import DECISION, Choices, DraftForm
from workflow.pages.dossier import Dossier
from workflow.pages.precedents import precedents_shown
from workflow.pages.suspicions import suspicions_of
from workflow.policies import paths_to
from workflow.services.drafts import submit_gate
from workflow.services.returns import last_return
from workflow.tokens import draft_token

LEVELS = {"block": "bad", "warn": "warn", "info": "info"}
HINTS = (
    ("number", "原稿字号（登记时另编）"),
    ("issued_on", "原稿成文日期（登记时另定）"),
    ("closing_note", "原稿附注"),
    ("genre", "文种"),
)


def choices_of(document: Document, on: date) -> Choices:
    """Return what the form may offer for the draft; `version`, `office`, `lead_office` are loaded."""
    organ, version = document.lead_office, document.version
    departments = Office.objects.filter(path__startswith=organ.path, kind=OfficeKind.DEPARTMENT)
    return Choices(
        issuers=_issuers(document, organ),
        series=documents_of.active_series(),
        entries=documents_of.negative_list(on),
        offices=departments.exclude(path__in=paths_to(document.office.path)).order_by("path"),
        items=documents_of.catalogue_items(document.catalogue_item_id),
        proposed=_proposed(version.hints) if version else "",
        has_attachments=version is not None and version.attachments.exists(),
    )


def _issuers(document: Document, organ: Office) -> list[str]:
    general = general_office_of(organ)
    names = [organ.name]
    if general:
        names.append(organ.name + general.name.removeprefix(organ.name))
    return names if document.issuing_body in names else [*names, document.issuing_body]


def _proposed(hints: dict[str, Any]) -> str:
    """Return the sentence by which the file's closing note proposes an attribute; nothing is chosen by it."""
    if not hints.get("attribute"):
        return "须由拟稿人选定，系统不设默认值。"
    label = Attribute(hints["attribute"]).label
    return f"原稿附注写有“{hints['closing_note']}”，建议为“{label}”，请您选定。"


def initial_of(document: Document) -> dict[str, Any]:
    """Return the draft's present values for its form."""
    names = (
        "title", "genre", "direction", "urgency", "issuing_body", "addressees", "copies_to", "series", "topic",
        "summary", "statement", "sealed", "is_policy", "is_normative", "is_major", "valid_years",
        "catalogue_item", "limit_from", "led_by", "forwarded_from", "not_before", "not_before_reason",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(document, name) for name in names}
    values["cosign_offices"] = list(document.cosign_offices.values_list("pk", flat=True))
    if decision := document.decision:
        values |= {name: getattr(decision, name) for name in DECISION}
    return values


def draft_page(document: Document, form: DraftForm, dossier: Dossier, *, by: User, at: datetime) -> dict[str, Any]:
    """Return the context of the page; the gate is the one that 送审 asks."""
    version = document.version
    return {
        **dossier.head(),
        "form": form,
        "sections": list(form.sections()),
        "gate": submit_gate(document=document, by=by, at=at),
        "token": draft_token(document),
        "keep": f"draft-{document.pk}",
        "returned": _returned(document),
        "voided": _to_be_voided(dossier),
        "void_title": "稿件在退回或撤回后有改动，送审后以下意见失效，须重新办理：",
        "findings": findings_of(document),
        "suspicions": suspicions_of(version, office_date(at)),
        "hints": _hints(version.hints) if version else [],
        **_plan(document, office_date(at)),
        **precedents_shown(document, by, office_date(at)),
    }


def _returned(document: Document) -> dict[str, Any] | None:
    """Return the last return while nothing was handed in after it."""
    back = last_return(document)
    if back is None or back.to_desk != Desk.REVISE:
        return None
    return {
        "by": back.by.full_name,
        "desk": back.get_from_desk_display(),
        "at": back.at,
        "reason": back.get_reason_display(),
        "text": back.text,
        "withdrawn": back.from_desk == Desk.REVISE,
        "url": reverse("workflow:return_notice", args=[back.pk]),
    }


def _to_be_voided(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the opinions that the changes made so far would void, and why."""
    found = []
    for opinion in dossier.case.opinions:
        changed = changes_since(opinion, dossier.case.present) if opinion.superseded_at is None else []
        if changed:
            reason = "、".join(str(aspect.label) for aspect in changed) + "已改动"
            who = {"desk": opinion.get_desk_display(), "name": opinion.by.full_name, "at": opinion.at}
            found.append(who | {"reason": reason})
    return found


def findings_of(document: Document) -> list[dict[str, str]]:
    """Return what examining the present file shows: defects of form first, then what a reader does not see."""
    version = document.versions.select_related("blob").order_by("-serial").first()
    if version is None or version.blob is None:
        return []
    hidden = Counter[str]()
    for each in version.hidden:
        hidden[each["kind"]] += each["count"]
    return _form_findings(version) + [_hidden(kind, count) for kind, count in hidden.items()]


def _form_findings(version: Version) -> list[dict[str, str]]:
    assert version.blob is not None  # noqa: S101
    try:
        report = examiner.examine(bytes(version.blob.data), version.filename)
    except DomainError:  # the rules for files may have become stricter since it was taken in
        return []
    return [
        {"level": LEVELS[each.severity], "text": each.sentence, "basis": f"规则{each.rule}　{each.basis}"}
        for each in report.format
    ]


def _hidden(kind: str, count: int) -> dict[str, str]:
    """Return the line about one kind of unseen content."""
    name = NAMES.get(kind, kind)
    if kind in LOST:
        lost = "正文中看得见，但公开稿无法保留，请改为普通文字或表格"
        return {"level": "bad", "text": f"{name} {count} 处：{lost}", "basis": ""}
    level = "warn" if kind in SERIOUS else "info"
    return {"level": level, "text": f"{name} {count} 处：公开稿中将一律清除", "basis": ""}


def _hints(hints: dict[str, Any]) -> list[dict[str, str]]:
    return [{"label": label, "value": str(hints.get(name) or "")} for name, label in HINTS]


def _comments(document: Document) -> dict[str, Any]:
    """Return how many comments of the news office there are, and how many wait for an answer."""
    remarks = remarks_of(document.pk)
    url = reverse("workflow:answer_comments", args=[document.pk]) if remarks else ""
    return {"comments_url": url, "comments": len(remarks), "comments_open": sum(each.is_open for each in remarks)}


def _plan(document: Document, day: date) -> dict[str, Any]:
    """Return the way to the interpretation plan where one is due."""
    if not is_due(document) and not document.is_policy:
        return {}
    plan = current_plan(document.pk)
    return {
        "plan_url": reverse("interpretation:plan", args=[document.pk]),
        "plan_due": is_due(document),
        "plan_state": f"已有第 {plan.serial} 版" if plan else "尚未填写",
        "plan_scan": scan_document(document, day) if plan else None,
        **_comments(document),
    }
