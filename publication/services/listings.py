"""条目的撤下与有效性: what no release stands behind is ended or changed by two people, too (R35 to R37)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from common.gate import GateClosed, Unmet
from common.rules import rules_of
from documents.selectors import locked
from interpretation.models import Material
from portal import services as portal
from portal.bundles.documents import read
from portal.choices import Origin, Validity
from portal.facts import PublicItem
from portal.models import PublishedDocument
from portal.services.items import next_change
from publication.choices import ProposalState
from publication.deciding import decide, require_open
from publication.errors import (
    ListingEnded,
    ListingPending,
    NoChangeLeft,
    RefusalNeedsWords,
    SuccessorUnknown,
)
from publication.listings import selectors
from publication.listings.choices import ListingAct
from publication.models import ListingProposal
from publication.normative.choices import ValidityAct
from publication.normative.terms import ENDED
from publication.reposting import publishing as reposts
from publication.selectors import live_release
from publication.services.outward import reading_out
from publication.tombstones import tombstone

PROPOSED_CHANGE = ("propose_listing_change", "change_listing")


@dataclass(frozen=True, slots=True)
class EndWish:
    """What was typed to have a row taken down; `successor` is a 索引号 or number, as in publication.facts.Wish."""

    kind: str
    reason: str
    explanation: str
    successor: str = ""
    successor_url: str = ""


@dataclass(frozen=True, slots=True)
class ChangeWish:
    """What was typed to change what a row of the register is worth."""

    change: str
    effective_on: date
    instrument: str
    reason: str


@transaction.atomic
def propose_listing_end(*, listing_id: int, wish: EndWish, by: User, at: datetime) -> ListingProposal:
    """Ask for the end of a row; the public goes on reading it until approval.

    Raises NotFound, ListingEnded, ListingPending, SuccessorUnknown, GateClosed.
    """
    listing = _live(listing_id)
    words = wish.successor.strip()
    found = selectors.successor_index(words, listing) if words else ""
    if words and not found:
        raise SuccessorUnknown
    texts = {name: getattr(wish, name).strip() for name in ("reason", "explanation", "successor_url")}
    columns = {**texts, "act": ListingAct.RETRACT, "reason_kind": wish.kind, "successor_index": found}
    return _proposed(listing, columns, by, at)


@transaction.atomic
def propose_listing_change(*, listing_id: int, wish: ChangeWish, by: User, at: datetime) -> ListingProposal:
    """Ask that a row of the register is worth something else; nothing changes before approval.

    Raises NotFound, ListingEnded, ListingPending, NoChangeLeft, GateClosed.
    """
    listing = _live(listing_id)
    if listing.origin != Origin.REGISTER:
        raise NotFound  # others say themselves what their documents are worth
    over = listing.validity in ENDED and wish.change != ValidityAct.VOID
    if over or listing.validity == Validity.VOID:
        raise NoChangeLeft(validity=listing.get_validity_display())
    texts = {"change": wish.change, "instrument": wish.instrument.strip(), "reason": wish.reason.strip()}
    columns = {**texts, "act": ListingAct.VALIDITY, "effective_on": wish.effective_on}
    return _proposed(listing, columns, by, at)


@transaction.atomic
def propose_reading_end(*, material: Material, wish: EndWish, by: User, at: datetime) -> ListingProposal:
    """Ask for the end of one later interpretation alone; its document stays public.

    Raises NotFound (it is not public), ListingPending, GateClosed.
    """
    next_change(0)
    listing = selectors.listing_with(material)
    if listing is None:
        raise NotFound
    texts = {"reason": wish.reason.strip(), "explanation": wish.explanation.strip()}
    columns = {**texts, "act": ListingAct.RETRACT, "reason_kind": wish.kind, "material": material}
    return _proposed(listing, columns, by, at)


def _proposed(listing: PublishedDocument, columns: dict[str, Any], by: User, at: datetime) -> ListingProposal:
    same = selectors.proposals().filter(listing=listing, material=columns.get("material"))
    pending = same.filter(state=ProposalState.OPEN).first()
    if pending is not None:
        raise ListingPending(act=pending.get_act_display(), who=pending.proposed_by.full_name)
    proposal = ListingProposal(listing=listing, origin=listing.origin, proposed_by=by, proposed_at=at, **columns)
    _check(proposal, None)
    proposal.save()
    _note("publication.listing_proposed", proposal, by, at)
    return proposal


def _check(proposal: ListingProposal, approver: User | None) -> None:
    """Raise GateClosed when a rule is not kept; without an approver it is about to be proposed."""
    ends, who = proposal.act == ListingAct.RETRACT, approver.pk if approver else None
    facts: Any = (selectors.ending_facts_of if ends else selectors.change_facts_of)(proposal, who)
    proposing, deciding = ("propose_listing_end", "end_listing") if ends else PROPOSED_CHANGE
    broken = [each for each in rules_of(deciding if approver else proposing) if not each.check(facts)]
    unmet = [Unmet(each.number, each.sentence, each.basis, each.field) for each in broken]
    if unmet:
        raise GateClosed(f"条目{proposal.get_act_display()}", tuple(unmet))


@transaction.atomic
def approve_listing(*, proposal_id: int, by: User, at: datetime) -> ListingProposal:
    """Approve a proposal and do at once what it asks for.

    Raises NotFound, EndingClosed, ListingEnded, ReposterDecides, GateClosed.
    """
    _lock_around(proposal_id)
    proposal = _open(proposal_id)
    if proposal.material is not None:
        return _approve_reading_end(proposal, proposal.material.document_id, by, at)
    if proposal.act == ListingAct.RETRACT and proposal.origin == Origin.REPOST:
        reposts.withdrawn(index=proposal.listing.index, words=proposal.explanation, by=by, at=at)
    listing = _live(proposal.listing_id)
    _approve(proposal, by, at)
    if proposal.act == ListingAct.RETRACT:
        _take_down(listing, proposal, at)
    else:
        _carry(listing, at)
    return proposal


def _lock_around(proposal_id: int) -> None:
    """Lock in the order of an erasure, which comes to the proposal last: the document, the portal."""
    asked = ListingProposal.objects.filter(pk=proposal_id).values_list("origin", "material__document_id").first()
    origin, document_id = asked or ("", None)
    if document_id is not None:
        locked(document_id)
    if origin != Origin.REPOST:  # its task comes before the portal, as when it is published
        next_change(0)


def _approve(proposal: ListingProposal, by: User, at: datetime) -> None:
    _check(proposal, by)
    decide(proposal, ProposalState.APPROVED, "", by, at)
    _note("publication.listing_approved", proposal, by, at)


def _approve_reading_end(proposal: ListingProposal, document_id: int, by: User, at: datetime) -> ListingProposal:
    """End one later interpretation: its page says why, the outlets are told, the document stays as it is."""
    if live_release(document_id) is None:
        raise ListingEnded
    _approve(proposal, by, at)
    reading_out(document_id, at)
    return proposal


def _take_down(listing: PublishedDocument, proposal: ListingProposal, at: datetime) -> None:
    ended = tombstone(
        _item(listing),
        kind=proposal.get_reason_kind_display(),
        words=proposal.explanation,
        at=at,
        successor_index=proposal.successor_index,
        successor_url=proposal.successor_url,
    )
    portal.apply(item=ended, at=at)


def _carry(listing: PublishedDocument, at: datetime) -> None:
    """Let the portal show what the row is worth today, and note which changes it shows."""
    changes, today = selectors.approved_changes_of(listing.pk), office_date(at)
    worth = selectors.validity_of(changes, today)
    if not worth:
        return
    portal.apply(item=replace(_item(listing), **worth), at=at)
    begun = [each.pk for each in changes if selectors.counts_on(each, today)]
    ListingProposal.objects.filter(pk__in=begun, shown_at=None).update(shown_at=at)


@transaction.atomic
def refuse_listing(*, proposal_id: int, why: str, by: User, at: datetime) -> ListingProposal:
    """Refuse a proposal, in words; the row stays as it is. Raises NotFound, EndingClosed, RefusalNeedsWords."""
    proposal = _open(proposal_id)
    if not why.strip():
        raise RefusalNeedsWords
    decide(proposal, ProposalState.REFUSED, why.strip(), by, at)
    _note("publication.listing_refused", proposal, by, at)
    return proposal


@transaction.atomic
def withdraw_listing(*, proposal_id: int, by: User, at: datetime) -> ListingProposal:
    """Take the own proposal back before it was decided. Raises NotFound, EndingClosed."""
    proposal = _open(proposal_id)
    decide(proposal, ProposalState.WITHDRAWN, "", by, at)
    _note("publication.listing_withdrawn", proposal, by, at)
    return proposal


def follow_the_day(at: datetime, limit: int = 200) -> int:
    """Let changes that begin today show on the portal; each row in a transaction of its own; return how many."""
    due = selectors.changes_due(office_date(at))
    return sum(_begin(each, at) for each in list(due[:limit]))


@transaction.atomic
def _begin(listing_id: int, at: datetime) -> bool:
    next_change(0)
    listing = PublishedDocument.objects.live().filter(pk=listing_id).first()
    if listing is not None:
        _carry(listing, at)
    return listing is not None


def _live(listing_id: int) -> PublishedDocument:
    """Return the row; nobody changes the portal until the commit. Raises NotFound, ListingEnded."""
    next_change(0)
    row = selectors.listing_of(listing_id)
    if row.is_retracted:
        raise ListingEnded
    return row


def _item(listing: PublishedDocument) -> PublicItem:
    item = read(listing.index)
    assert item is not None  # noqa: S101  # its row is locked
    return item


def _open(proposal_id: int) -> ListingProposal:
    """Return the open proposal with its row locked; raise NotFound, EndingClosed."""
    rows = selectors.proposals().select_for_update(of=("self",))
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        raise NotFound
    require_open(proposal, by=proposal.proposed_by, at=proposal.proposed_at)
    return proposal


def _note(verb: str, proposal: ListingProposal, by: User, at: datetime) -> None:
    place = f" 第{proposal.material.number}份解读" if proposal.material else ""
    facts = {
        "proposal": proposal.pk,
        "index": proposal.listing.index + place,
        "act": proposal.act,
        "why": proposal.reason_kind or proposal.change,
        "instrument": proposal.instrument,
    }
    audit.record(chain=proposal.chain, verb=verb, facts=facts, by=by, at=at)
