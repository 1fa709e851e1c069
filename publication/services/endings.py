"""撤下与更正: proposed by one person, approved by a leader; the release ends with words, its page stays (R35)."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_text
from common.gate import Gate
from documents import services as documents
from documents.choices import Action
from documents.models import Document
from documents.services.moves import subject_of
from outbox import services as outbox
from publication.choices import Ending, ProposalState, State
from publication.errors import (
    CopyAwaited,
    CopyNotVerified,
    EndingClosed,
    EndingPending,
    NothingCorrected,
    NothingReleased,
    RefusalNeedsWords,
)
from publication.facts import EndingFacts, Wish
from publication.models import EndingProposal, Release
from publication.selectors import (
    endings_of,
    latest_copy,
    live_release,
    present_catalogue,
    proposed_ending,
    verified_copy,
)
from publication.services.releases import create_release, note
from publication.services.showing import show


def proposal_gate(*, document: Document, wish: Wish, by: User, on_behalf_of: User | None = None, at: datetime) -> Gate:
    """Return the gate that the page shows for 提出: the one that `propose_ending` asks."""
    subject = subject_of(document, by, on_behalf_of, at)
    subject.gathered["ending"] = EndingFacts(wish.kind, wish.reason, wish.explanation, None, by.pk, approver_may=False)
    return Gate("propose_ending", f"提请批准{Ending(wish.act).label}", subject)


@transaction.atomic
def propose_ending(
    *, document: Document, wish: Wish, by: User, on_behalf_of: User | None = None, at: datetime
) -> EndingProposal:
    """Ask for the end of the live release of a locked document; the public goes on reading it until approval.

    A correction may have the files typeset again; the worker does that now, so that the approver sees them.
    Raises NothingReleased, EndingPending, NothingCorrected, GateClosed.
    """
    release = _require_live(document)
    if pending := next((each for each in endings_of(document.pk) if each.is_open), None):
        raise EndingPending(act=pending.get_act_display(), who=pending.proposed_by.full_name)
    proposal_gate(document=document, wish=wish, by=by, on_behalf_of=on_behalf_of, at=at).check()
    columns = _columns(release, wish)
    if wish.act == Ending.CORRECT and not columns and not wish.typesets:
        raise NothingCorrected
    proposal = EndingProposal.objects.create(
        document=document,
        release=release,
        act=Ending(wish.act),
        reason_kind=wish.kind,
        reason=wish.reason.strip(),
        explanation=wish.explanation.strip(),
        **({"summary": wish.summary.strip(), "topic": wish.topic} if columns else {}),
        typesets=wish.act == Ending.CORRECT and wish.typesets,
        proposed_by=by,
        proposed_for=on_behalf_of,
        proposed_at=at,
    )
    _note("publication.ending_proposed", proposal, by, on_behalf_of, at)
    if proposal.typesets:
        outbox.put(kind="publication.typeset", key=f"ending:{proposal.pk}", payload={"ending": proposal.pk})
    return proposal


def _columns(release: Release, wish: Wish) -> list[str]:
    if wish.act != Ending.CORRECT:
        return []
    wanted = {"summary": wish.summary.strip(), "topic": wish.topic}
    return [name for name, value in wanted.items() if value and value != getattr(release, name)]


def approval_gate(
    *, proposal: EndingProposal, document: Document, by: User, on_behalf_of: User | None = None, at: datetime
) -> Gate:
    """Return the gate that the page shows for 批准: the one that `approve_ending` asks."""
    subject = subject_of(document, by, on_behalf_of, at)
    subject.gathered["ending"] = proposed_ending(proposal, by, on_behalf_of)
    return Gate(proposal.act, f"批准{proposal.get_act_display()}", subject)


@transaction.atomic
def approve_ending(
    *, proposal: EndingProposal, document: Document, by: User, on_behalf_of: User | None = None, at: datetime
) -> Release:
    """Approve a locked proposal on a locked document and do at once what it asks for; return the release.

    Address and 索引号 stay. A correction releases the newest verified copy of the same reviewed content with the
    corrected catalogue columns: another content needs a retraction and a new document. Raises EndingClosed,
    NothingReleased, CopyAwaited, CopyNotVerified, NothingCorrected, GateClosed, ActionRefused.
    """
    _require_open(proposal)
    release = _require_live(document)
    act = _retract if proposal.act == Ending.RETRACT else _correct
    return act(release, document, proposal, by=by, on_behalf_of=on_behalf_of, at=at)


def _retract(
    release: Release, document: Document, proposal: EndingProposal, *, by: User, on_behalf_of: User | None, at: datetime
) -> Release:
    _approve(proposal, document, by=by, on_behalf_of=on_behalf_of, at=at)
    _end(release, State.RETRACTED, proposal, by, at)
    documents.move(document=document, action=Action.RETRACT, by=by, on_behalf_of=on_behalf_of, at=at)
    show(release, at)
    note("publication.retract", release, by, on_behalf_of, at, proposer=proposal.proposed_by.full_name)
    return release


def _correct(
    old: Release, document: Document, proposal: EndingProposal, *, by: User, on_behalf_of: User | None, at: datetime
) -> Release:
    newest = latest_copy(document)
    if proposal.typesets and (newest is None or newest.pk == old.copy_id):
        raise CopyAwaited
    copy = verified_copy(document)
    if copy is None:
        raise CopyNotVerified
    if proposal.topic:
        documents.describe(
            document=document, summary=proposal.summary, topic=proposal.topic, by=by, on_behalf_of=on_behalf_of, at=at
        )
    columns = asdict(present_catalogue(document))
    if copy.pk == old.copy_id and all(getattr(old, name) == value for name, value in columns.items()):
        raise NothingCorrected
    _approve(proposal, document, by=by, on_behalf_of=on_behalf_of, at=at)
    _end(old, State.REPLACED, proposal, by, at)
    release = create_release(
        document=document,
        copy=copy,
        channels=old.channels,
        by=proposal.proposed_by,
        on_behalf_of=proposal.proposed_for,
        at=at,
    )
    documents.move(document=document, action=Action.CORRECT, by=by, on_behalf_of=on_behalf_of, at=at)
    show(release, at)
    facts = {"proposer": proposal.proposed_by.full_name, "reason_kind": proposal.reason_kind}
    note("publication.correct", release, by, on_behalf_of, at, **facts)
    return release


def _approve(
    proposal: EndingProposal, document: Document, *, by: User, on_behalf_of: User | None, at: datetime
) -> None:
    approval_gate(proposal=proposal, document=document, by=by, on_behalf_of=on_behalf_of, at=at).check()
    _decide(proposal, ProposalState.APPROVED, "", by=by, on_behalf_of=on_behalf_of, at=at)


@transaction.atomic
def refuse_ending(
    *, proposal: EndingProposal, why: str, by: User, on_behalf_of: User | None = None, at: datetime
) -> None:
    """Refuse a locked proposal, in words; the release stays as it is. Raises EndingClosed, RefusalNeedsWords."""
    _require_open(proposal)
    if not why.strip():
        raise RefusalNeedsWords
    _decide(proposal, ProposalState.REFUSED, why.strip(), by=by, on_behalf_of=on_behalf_of, at=at)
    _note("publication.ending_refused", proposal, by, on_behalf_of, at)


@transaction.atomic
def withdraw_ending(*, proposal: EndingProposal, by: User, on_behalf_of: User | None = None, at: datetime) -> None:
    """Take a locked proposal back before it was decided. Raises EndingClosed."""
    _require_open(proposal)
    _decide(proposal, ProposalState.WITHDRAWN, "", by=by, on_behalf_of=on_behalf_of, at=at)
    _note("publication.ending_withdrawn", proposal, by, on_behalf_of, at)


def _require_live(document: Document) -> Release:
    release = live_release(document.pk)
    if release is None:
        raise NothingReleased
    return release


def _require_open(proposal: EndingProposal) -> None:
    if proposal.decided_by is not None and proposal.decided_at is not None:
        who, when = proposal.decided_by.full_name, office_text(proposal.decided_at)
        raise EndingClosed(what=proposal.get_state_display(), who=who, when=when)


def _decide(
    proposal: EndingProposal, state: ProposalState, words: str, *, by: User, on_behalf_of: User | None, at: datetime
) -> None:
    proposal.state, proposal.note = state, words
    proposal.decided_by, proposal.decided_for, proposal.decided_at = by, on_behalf_of, at
    proposal.save(update_fields=["state", "note", "decided_by", "decided_for", "decided_at"])


def _end(release: Release, state: State, proposal: EndingProposal, approver: User, at: datetime) -> None:
    release.state, release.ended_at, release.ended_by = state, at, proposal.proposed_by
    release.approver, release.reason_kind = approver, proposal.reason_kind
    release.reason, release.explanation = proposal.reason, proposal.explanation
    ended = ("state", "ended_at", "ended_by", "approver", "reason_kind", "reason", "explanation")
    release.save(update_fields=ended)


def _note(verb: str, proposal: EndingProposal, by: User, on_behalf_of: User | None, at: datetime) -> None:
    facts = {
        "ending": proposal.pk,
        "act": proposal.act,
        "index": proposal.release.index.text,
        "reason_kind": proposal.reason_kind,
    }
    chain = f"document:{proposal.document_id}"
    audit.record(chain=chain, verb=verb, facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
