"""The pages on which the end of a release is proposed and decided (templates/workflow/ending_*.html)."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from common.clock import office_date
from documents.choices import Status
from documents.models import Document
from portal import pages as portal
from publication import preview
from publication import services as publication
from publication.choices import DUTIES, Ending
from publication.facts import Wish
from publication.models import EndingProposal, PublicCopy, Release
from publication.selectors import endings_of, latest_copy, live_release, present_catalogue, releases_of, withdrawal_due
from publication.services.showing import readings_of
from workflow import policies
from workflow.forms.endings import DecisionForm, EndingForm, RepublishForm
from workflow.pages.rows import stands_out
from workflow.policies import Identity
from workflow.services.endings import ending_token, release_token


def _head(document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
    }


def pending_of(document_id: int) -> EndingProposal | None:
    """Return the proposal on the document that waits for its decision."""
    return next((each for each in endings_of(document_id) if each.is_open), None)


def proposal_page(document: Document, form: EndingForm, found: list[Identity], at: datetime) -> dict[str, Any]:
    """Return the context of the page for 提请撤下 or 提请更正; the gate asks for what was typed so far."""
    given = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    names = ("kind", "reason", "explanation", "successor", "successor_url")
    wish = Wish(act=form.act, **{name: given.get(name, "") for name in names})
    pending, release = pending_of(document.pk), live_release(document.pk)
    return {
        **_head(document),
        "act": form.act,
        "label": Ending(form.act).label,
        "form": form,
        "gate": publication.proposal_gate(document=document, wish=wish, by=found[0].person, at=at),
        "token": release_token(document),
        "release": release,
        "portal_url": portal.document_url(release.index.text) if release else "",
        "pending": ending_row(pending) if pending else None,
    }


def decision_page(
    proposal: EndingProposal, document: Document, form: DecisionForm, found: list[Identity], at: datetime
) -> dict[str, Any]:
    """Return the context of the page on which a proposal is decided, or its story when it was."""
    user = found[0].person
    identity = policies.approving_as(user, found, proposal) if proposal.is_open else None
    token = ending_token(proposal, document)
    context = _head(document) | {"proposal": proposal, "facts": _facts(proposal), "form": form, "token": token}
    if proposal.is_open:
        context |= _preview(proposal, document, at)
        context["may_withdraw"] = policies.proposing_as(user, found, proposal) is not None
    if identity is not None:
        behalf = identity.on_behalf_of
        gate = publication.approval_gate(proposal=proposal, document=document, by=user, on_behalf_of=behalf, at=at)
        context |= {"gate": gate, "on_behalf_of": behalf.full_name if behalf else ""}
    return context


def _facts(proposal: EndingProposal) -> list[tuple[str, str]]:
    behalf = f"（代{proposal.proposed_for.full_name}）" if proposal.proposed_for else ""
    return [
        ("办理", str(proposal.get_act_display())),
        ("类别", str(proposal.get_reason_kind_display())),
        ("原因（内部）", proposal.reason),
        ("对公众的说明", proposal.explanation),
        ("接续文件", successor_text(proposal)),
        ("此类别的处置", DUTIES.get(proposal.reason_kind, "") if proposal.act == Ending.RETRACT else ""),
        ("提出", f"{proposal.proposed_by.office.label} {proposal.proposed_by.full_name}{behalf}"),
        ("索引号", proposal.release.index.text),
        ("撤回时限", _withdrawal_limit(proposal)),
    ]


def _withdrawal_limit(proposal: EndingProposal) -> str:
    """Return by when what has lost its ground must be taken back, nothing where no statute says so (R22)."""
    item, day = proposal.document.catalogue_item, office_date(proposal.proposed_at)
    due = withdrawal_due(proposal.document, day) if proposal.act == Ending.RETRACT else None
    return f"{due.on:%Y-%m-%d}（{item.basis}）" if due and item else ""


def successor_text(proposal: EndingProposal) -> str:
    """Return what stands in the place of a merged document, nothing for other endings."""
    return proposal.successor.text if proposal.successor else proposal.successor_url


def _preview(proposal: EndingProposal, document: Document, at: datetime) -> dict[str, Any]:
    """Return what the public will see once the proposal is approved, and what is different from now."""
    release = live_release(document.pk)
    if release is None:
        return {}
    ended = {"state_at": at, "state_note": proposal.explanation}
    if proposal.act == Ending.RETRACT:
        ended |= {"successor": preview.successor_link(proposal)}
        return {
            "record": preview.record_of(release) | ended,
            "kind": proposal.get_reason_kind_display(),
            "portal_url": portal.document_url(release.index.text),
        }
    return _corrected(proposal, release, document, at) | {"portal_url": portal.document_url(release.index.text)}


def _corrected(proposal: EndingProposal, release: Release, document: Document, at: datetime) -> dict[str, Any]:
    copy, before = latest_copy(document) or release.copy, preview.record_of(release)
    if proposal.topic:
        document.summary, document.topic = proposal.summary, proposal.topic  # for the page, never saved
    record = before | preview.record_before(present_catalogue(document)) | {"index": before["index"]}
    corrections = [{"at": at, "note": proposal.explanation}, *before["corrections"]]
    record |= {"published_at": at, "corrections": corrections}
    return {
        "record": record,
        "body_html": preview.body_of(copy),
        "changes": _changes(proposal, before, record, release.copy, copy),
        "interpretations": _readings(release),
        "preview_url": reverse("publication:preview", args=[document.pk]),
    }


def _readings(release: Release) -> list[dict[str, Any]]:
    index = release.index.text
    return [{"title": each.title, "url": portal.reading_url(index, each.serial)} for each in readings_of(release)]


COLUMNS = {"summary": "内容概述", "topic": "主题分类", "keywords": "关键词"}


def _changes(
    proposal: EndingProposal, before: dict[str, Any], after: dict[str, Any], old: PublicCopy, new: PublicCopy
) -> list[dict[str, str]]:
    rows = [
        {"label": label, "before": str(before[name]), "after": str(after[name])}
        for name, label in COLUMNS.items()
        if str(before[name]) != str(after[name])
    ]
    if proposal.typesets:
        state = f"第{new.serial}次排版" + ("，核验通过" if new.verified_at else f"，{new.get_failed_why_display()}")
        done = state if new.pk != old.pk else "正在重新排版，或与现行文件相同；请稍后刷新"
        rows.append({"label": "公开文件", "before": f"第{old.serial}次排版", "after": done})
    return rows


def republish_page(document: Document, form: RepublishForm) -> dict[str, Any]:
    """Return the context of the page for 提请重新公开: how the last release ended, and the form."""
    releases = releases_shown(document.pk)
    closed = "" if document.status == Status.RETRACTED else f"公文当前为“{document.get_status_display()}”"
    last = releases[0] if releases else None
    return {**_head(document), "form": form, "token": release_token(document), "last": last, "closed": closed}


def ending_row(proposal: EndingProposal) -> dict[str, Any]:
    """Return one line about a proposal for lists and notices."""
    return stands_out(proposal.document) | {
        "act": proposal.get_act_display(),
        "kind": proposal.get_reason_kind_display(),
        "title": proposal.document.title,
        "number": proposal.document.number_text,
        "by": proposal.proposed_by.full_name,
        "office": proposal.proposed_by.office.label,
        "at": proposal.proposed_at,
        "state": proposal.state,
        "state_label": proposal.get_state_display(),
        "decided_by": proposal.decided_by.full_name if proposal.decided_by else "",
        "decided_at": proposal.decided_at,
        "note": proposal.note,
        "url": reverse("workflow:ending", args=[proposal.pk]),
    }


def releases_shown(document_id: int) -> list[dict[str, Any]]:
    """Return the releases of the document as rows, newest first."""
    return [
        {
            "serial": each.serial,
            "index": each.index.text,
            "published_at": each.published_at,
            "by": each.published_by.full_name,
            "state": each.state,
            "state_label": each.get_state_display(),
            "ended_at": each.ended_at,
            "kind": each.get_reason_kind_display() if each.reason_kind else "",
            "explanation": each.explanation,
            "reason": each.reason,
            "approver": each.approver.full_name if each.approver else "",
        }
        for each in releases_of(document_id)
    ]
