"""撤下、更正、重新公开: what happens to a document after its release, and what that means for its process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from documents import selectors as documents_of
from documents.choices import Status
from documents.errors import ActionRefused
from documents.models import Document
from publication import selectors as publications
from publication import services as publication
from publication.choices import Ending
from publication.facts import Wish
from publication.models import EndingProposal, Release
from review import services as review
from review.choices import CONFIDENTIALITY_CHAIN
from review.selectors import opinions_of
from workflow import policies, tokens
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.errors import AlreadyReopened, NotInReview, ReasonMissing, Stale
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DispatchProcess
from workflow.policies import Identity
from workflow.services.held import is_being_filed, open_process

AGAIN = "撤下后重新公开，须重新保密审查"


def release_token(document: Document) -> str:
    """Return the token of a page about what is public of the document."""
    release = publications.live_release(document.pk)
    return tokens.document_token(document, release.pk if release else 0)


def ending_token(proposal: EndingProposal, document: Document) -> str:
    """Return the token of the page on which a proposal is decided: it names the copy that the approver saw."""
    copy = publications.latest_copy(document)
    return tokens.document_token(document, f"{proposal.release_id}-{copy.serial if copy else 0}")


def _fresh(token: str | None, present: str) -> None:
    if token is not None and (changed := tokens.changed_on(token, present)):
        raise Stale(what=changed)


@transaction.atomic
def propose_ending(*, document_id: int, token: str | None, wish: Wish, by: User, at: datetime) -> EndingProposal:
    """提请撤下、更正: ask a signatory to approve; until then nothing changes for the public.

    Raises NotFound, Stale, NothingReleased, EndingPending, NothingCorrected, GateClosed.
    """
    document = documents_of.locked(document_id)
    identity = policies.publishing_as(policies.each_identity(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    _fresh(token, release_token(document))
    return publication.propose_ending(document=document, wish=wish, by=by, on_behalf_of=identity.on_behalf_of, at=at)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with process, document and its own row locked, and who acts on it."""

    process: DispatchProcess | None
    document: Document
    proposal: EndingProposal
    actor: Actor


Right = Callable[[User, list[Identity], EndingProposal], Identity | None]


def _take(proposal_id: int, right: Right, by: User, at: datetime) -> Proposed:
    found = EndingProposal.objects.filter(pk=proposal_id).values_list("document_id", flat=True).first()
    if found is None:
        raise NotFound
    process, document = open_process(found), documents_of.locked(found)
    rows = EndingProposal.objects.select_for_update(of=("self",))
    proposal = rows.select_related("release__index", "proposed_by", "proposed_for", "decided_by").get(pk=proposal_id)
    identity = right(by, policies.identities(by, office_date(at)), proposal)
    if identity is None:
        raise NotFound
    return Proposed(process, document, proposal, Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at))


@transaction.atomic
def approve_ending(*, proposal_id: int, token: str | None, by: User, at: datetime) -> Release:
    """批准: the release ends now; of a retracted document's process only the filing is left.

    Raises NotFound, EndingClosed, Stale, CopyAwaited, CopyNotVerified, NothingCorrected, GateClosed.
    """
    held = _take(proposal_id, policies.approving_as, by, at)
    if held.proposal.is_open:
        _fresh(token, ending_token(held.proposal, held.document))
    behalf = held.actor.on_behalf_of
    release = publication.approve_ending(
        proposal=held.proposal, document=held.document, by=by, on_behalf_of=behalf, at=at
    )
    if held.proposal.act == Ending.RETRACT and held.process is not None:
        _leave_the_filing(held.process, held.document, held.actor)
    return release


def _leave_the_filing(process: DispatchProcess, document: Document, actor: Actor) -> None:
    if not is_being_filed(process):
        run.divert(process, document, process.flow_class.archive, actor)


@transaction.atomic
def refuse_ending(*, proposal_id: int, why: str, by: User, at: datetime) -> None:
    """不批准, in words. Raises NotFound, EndingClosed, RefusalNeedsWords."""
    held = _take(proposal_id, policies.approving_as, by, at)
    behalf = held.actor.on_behalf_of
    publication.refuse_ending(proposal=held.proposal, why=why, by=by, on_behalf_of=behalf, at=at)


@transaction.atomic
def withdraw_ending(*, proposal_id: int, by: User, at: datetime) -> None:
    """收回: whoever proposed takes the proposal back. Raises NotFound, EndingClosed."""
    held = _take(proposal_id, policies.proposing_as, by, at)
    behalf = held.actor.on_behalf_of
    publication.withdraw_ending(proposal=held.proposal, by=by, on_behalf_of=behalf, at=at)


@transaction.atomic
def republish(*, document_id: int, token: str | None, reason: str, by: User, at: datetime) -> Document:
    """提请重新公开: a retracted document goes through confidentiality review, final check and release once more.

    Raises NotFound, Stale, ActionRefused, AlreadyReopened, ReasonMissing.
    """
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    identity = policies.publishing_as(policies.each_identity(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    _fresh(token, release_token(document))
    if document.status != Status.RETRACTED:
        raise ActionRefused(status=document.get_status_display(), action="提请重新公开")
    if process is not None and not is_being_filed(process):
        raise AlreadyReopened
    if not reason.strip():
        raise ReasonMissing(act="提请重新公开")
    _review_again(process, document, Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at))
    facts = {"reason": reason.strip()[:300]}
    chain, behalf = f"document:{document.pk}", identity.on_behalf_of
    audit.record(chain=chain, verb="document.republish", facts=facts, by=by, on_behalf_of=behalf, at=at)
    return document


@transaction.atomic
def stop_republishing(*, document_id: int, by: User, at: datetime) -> Document:
    """终止重新公开: the document stays retracted, only its filing is left. Raises NotFound, NotInReview."""
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    identity = policies.publishing_as(policies.each_identity(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    if process is None or document.status != Status.RETRACTED or is_being_filed(process):
        raise NotInReview(act="终止重新公开")
    actor = Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at)
    run.divert(process, document, process.flow_class.archive, actor)
    verb, behalf = "document.republish_stopped", identity.on_behalf_of
    audit.record(chain=f"document:{document.pk}", verb=verb, facts={}, by=by, on_behalf_of=behalf, at=at)
    return document


def _review_again(process: DispatchProcess | None, document: Document, actor: Actor) -> None:
    chain = [opinion for opinion in opinions_of(document.pk) if opinion.desk in CONFIDENTIALITY_CHAIN]
    review.supersede(document=document, opinions=chain, why=AGAIN, by=actor.by, at=actor.at)
    if process is None:
        run.start_at(DispatchFlow, document, DispatchFlow.instance.recheck, actor)
    else:
        run.divert(process, document, process.flow_class.recheck, actor)
