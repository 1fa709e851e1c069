"""紧急公开 on its own pages, on the desks and beside the document (templates/workflow/emergency*.html)."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from common.clock import office_date, office_text
from deadlines.choices import ClockKind
from documents.choices import EmergencyState, Status
from documents.models import Document
from documents.selectors import visible_to
from publication.selectors import live_release
from review import services as review
from review.emergencies import conference_at, due_at, emergencies_of, may_be_declared, skipped_of
from review.emergency_rules import RATIFYING, REFUSING
from review.models import Emergency, SkippedCosign
from workflow import policies, tokens
from workflow.forms.emergencies import AfterwardsForm, EmergencyForm, RatifyForm
from workflow.pages.lights import deadline_url
from workflow.policies import Identity


def _head(document: Document, user: User, at: datetime) -> dict[str, Any]:
    known = visible_to(user, office_date(at)).filter(pk=document.pk).exists()
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]) if known else "",
        "attribute": document.decision.attribute if document.decision else "",
    }


def declaring_page(document: Document, form: EmergencyForm, found: list[Identity], at: datetime) -> dict[str, Any]:
    """Return the context of the page on which an emergency is declared; without the right only what it would do."""
    identity, user = policies.declaring_as(found, document), found[0].person
    context = _head(document, user, at) | {"standing": emergencies_of(document.pk)[:1]}
    context["token"] = tokens.document_token(document)
    if identity is None or document.emergency == EmergencyState.DECLARED:
        return context
    given = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    said: dict[str, Any] = {"reason": given.get("reason", ""), "happened_at": given.get("happened_at")}
    gate = review.declaring_gate(document=document, **said, by=user, on_behalf_of=identity.on_behalf_of, at=at)
    mends = may_be_declared(document) and all(each.field for each in gate.unmet)
    return context | {"form": form, "gate": gate, "mends": mends}


def emergency_page(
    emergency: Emergency, document: Document, found: list[Identity], at: datetime, **typed: Any
) -> dict[str, Any]:
    """Return the context of the page of one emergency; `typed` are the forms of the refused act, by their prefix."""
    user = found[0].person
    rows = [_skipped_row(row, document, found, typed) for row in skipped_of(emergency)]
    context = _head(document, user, at) | {"emergency": emergency, "facts": _facts(emergency), "skipped": rows}
    identity = policies.ratifying_as(user, found, emergency, document) if emergency.is_open else None
    if identity is not None and document.status in {Status.PUBLISHED, Status.RETRACTED}:
        context |= _decision(emergency, document, user, identity, at)
        context["form"] = typed.get("decide") or RatifyForm(prefix="decide")
    return context


def _decision(emergency: Emergency, document: Document, user: User, identity: Identity, at: datetime) -> dict[str, Any]:
    emergency.document = document
    who: dict[str, Any] = {"by": user, "on_behalf_of": identity.on_behalf_of, "at": at}
    gates = {act: review.deciding_gate(emergency=emergency, act=act, **who) for act in (RATIFYING, REFUSING)}
    behalf = identity.on_behalf_of.full_name if identity.on_behalf_of else ""
    return {"ratify": gates[RATIFYING], "refuse": gates[REFUSING], "on_behalf_of": behalf}


def _skipped_row(
    row: SkippedCosign, document: Document, found: list[Identity], typed: dict[str, Any]
) -> dict[str, Any]:
    name = f"skipped{row.pk}"
    may = not row.verdict and policies.cosigning_as(found, row, document) is not None
    return {
        "pk": row.pk,
        "whom": row.office.label if row.office else "新闻办",
        "desk": row.get_desk_display(),
        "verdict": row.verdict,
        "label": "同意" if row.verdict == "agree" else "不同意" if row.verdict else "待补会签",
        "text": row.text,
        "by": row.by.full_name if row.by else "",
        "at": row.at,
        "form": (typed.get(name) or AfterwardsForm(prefix=name)) if may else None,
    }


def _facts(emergency: Emergency) -> list[tuple[str, str]]:
    behalf = f"（代{emergency.declared_for.full_name}）" if emergency.declared_for else ""
    facts = [
        ("决定", f"{emergency.declared_by.office.label} {emergency.declared_by.full_name}{behalf}"),
        ("决定时间", office_text(emergency.declared_at)),
        ("事件发生", office_text(emergency.happened_at) if emergency.happened_at else "未填明，自决定之时起算"),
        ("权威信息最迟", office_text(due_at(emergency))),
        ("新闻发布会最迟", office_text(conference_at(emergency))),
        ("理由", emergency.reason),
        ("现况", str(emergency.get_state_display())),
    ]
    if emergency.decided_by and emergency.decided_at:
        facts += [("追认人", emergency.decided_by.full_name), ("办理时间", office_text(emergency.decided_at))]
        facts += [("追认人意见", emergency.note)]
    return facts


def emergency_shown(document: Document) -> dict[str, Any] | None:
    """Return the notice on the page of a document that goes out, or went out, as an emergency (two queries)."""
    found = emergencies_of(document.pk)[:1] if document.emergency else []
    if not found:
        return None
    emergency, release = found[0], live_release(document.pk)
    is_wrong = emergency.state == EmergencyState.REFUSED and document.status == Status.PUBLISHED
    decided_at = emergency.decided_at
    corrected = release is not None and decided_at is not None and release.published_at > decided_at
    return {
        "state": emergency.state,
        "label": emergency.get_state_display(),
        "by": emergency.declared_by.full_name,
        "at": emergency.declared_at,
        "due": due_at(emergency),
        "due_url": deadline_url(document.pk, ClockKind.EMERGENCY, emergency.pk),
        "waits": document.status in {Status.IN_REVIEW, Status.SIGNED, Status.ISSUED},
        "reason": emergency.reason,
        "note": emergency.note,
        "must_end": is_wrong and not corrected,
        "url": reverse("workflow:emergency", args=[emergency.pk]),
    }


def emergency_rows(
    waiting: list[Emergency], owed: list[SkippedCosign], refused: list[Document]
) -> list[dict[str, Any]]:
    """Return what an emergency left behind as rows of the desk: to approve, to co-sign, to take back."""
    rows = [_row(each.document, "待您追认", each.declared_by.full_name, each.declared_at, each.pk) for each in waiting]
    for row in owed:
        held = row.emergency
        what = f"待补会签（{row.office.label if row.office else '解读方案'}）"
        rows.append(_row(held.document, what, held.declared_by.full_name, held.declared_at, held.pk))
    return rows + [_row(each, "未获追认，须撤下或更正", "", None, 0) for each in refused]


def _row(document: Document, what: str, by: str, at: datetime | None, emergency_id: int) -> dict[str, Any]:
    address = reverse("workflow:document", args=[document.pk])
    return {
        "title": document.title,
        "number": document.number_text,
        "what": what,
        "by": by,
        "at": at,
        "url": reverse("workflow:emergency", args=[emergency_id]) if emergency_id else address,
    }
