"""Reads over rows of the portal that no release stands behind, and over what was proposed about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from common.errors import NotFound
from common.vectors import Matches
from interpretation.choices import FIRST_PHASE
from interpretation.models import Material
from portal import words
from portal.choices import Origin, State
from portal.models import PublishedDocument
from publication.choices import ProposalState
from publication.facts import ChangeFacts, EndingFacts, TermFacts
from publication.listings.choices import ORIGINS, ListingAct
from publication.models import IndexNumber, ListingProposal
from publication.normative.choices import ValidityAct
from publication.normative.terms import validity_on, words_of
from publication.selectors import may_approve

RELATED = ("listing", "material__document", "proposed_by__office", "decided_by")


@dataclass(slots=True)
class Counted:
    """An approved change that counts, as publication.normative.terms.words_of names it."""

    act: str
    effective_on: date
    instrument: str


def foreign_to(paths: list[str]) -> Q:
    """Return the condition on rows that are joint entries of an organ none of whose offices has one of the paths."""
    ours = IndexNumber.objects.filter(text=OuterRef("index"), document__lead_office__path__in=paths)
    return Q(~Exists(ours), origin=Origin.JOINT)


def known_to(paths: list[str]) -> QuerySet[PublishedDocument]:
    """Return the rows that no release stands behind, without those of other organs, and without their text."""
    return PublishedDocument.objects.filter(origin__in=ORIGINS).exclude(foreign_to(paths)).defer("text")


def listing_of(listing_id: int, paths: list[str] | None = None) -> PublishedDocument:
    """Return a row that no release stands behind, live or a tombstone, without its text; raise NotFound.

    With paths of offices: also where it is a joint entry of an organ that none of them is of.
    """
    rows = PublishedDocument.objects.filter(origin__in=ORIGINS).defer("text") if paths is None else known_to(paths)
    row = rows.filter(pk=listing_id).first()
    if row is None:
        raise NotFound
    return row


def listings(wanted: dict[str, Any], paths: list[str]) -> QuerySet[PublishedDocument]:
    """Return the known rows that fit, newest first: `q` in title, number or 索引号, `origin`, `state` (else live)."""
    state = wanted.get("state") or State.LIVE
    rows = known_to(paths).filter(state=state).order_by("-published_at", "-pk")
    if origin := wanted.get("origin"):
        rows = rows.filter(origin=origin)
    if asked := wanted.get("q"):
        named = rows.filter(index=asked)
        return named if named.exists() else _saying(rows, asked, state)
    return rows


def _saying(rows: QuerySet[PublishedDocument], asked: str, state: str) -> QuerySet[PublishedDocument]:
    """Return the rows with the words in title or number; of live ones those that the index of the search names."""
    word = words.fold(asked).strip()
    if state == State.LIVE and word:
        questions = (words.question([word], [words.filter_token("origin", each)]) for each in ORIGINS)
        rows = rows.filter(Matches("entry__vector", " | ".join(questions)))
    return rows.filter(Q(title__icontains=asked) | Q(number_text__icontains=asked))


def listing_rows(found: QuerySet[PublishedDocument]) -> QuerySet[PublishedDocument]:
    """Return the rows without their text."""
    return found.defer("text")


def proposals() -> QuerySet[ListingProposal]:
    """Return every proposal, newest first, with row and people loaded."""
    return ListingProposal.objects.select_related(*RELATED).order_by("-pk")


def _about_known(paths: list[str]) -> Q:
    """Return the condition on proposals about known rows, or about interpretations of the organ's documents."""
    of_rows = Q(material__isnull=True, listing__in=known_to(paths).only("pk"))
    return of_rows | Q(material__isnull=False, material__document__lead_office__path__in=paths)


def proposal_of(proposal_id: int, paths: list[str]) -> ListingProposal:
    """Return a proposal that the person may know, with row and people loaded; raise NotFound."""
    found = proposals().filter(_about_known(paths), pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def open_proposals(paths: list[str]) -> QuerySet[ListingProposal]:
    """Return the proposals that wait for a decision and that the person may know, oldest first."""
    rows = ListingProposal.objects.filter(_about_known(paths), state=ProposalState.OPEN)
    return rows.select_related(*RELATED).order_by("proposed_at", "pk")


def listing_with(material: Material) -> PublishedDocument | None:
    """Return the live row of the release that shows the later interpretation, None when it is not public."""
    if material.phase == FIRST_PHASE:
        return None
    index = IndexNumber.objects.filter(document=material.document_id).values("text")
    rows = PublishedDocument.objects.live().filter(origin=Origin.RELEASE, index__in=index, readings__sm3=material.sm3)
    return rows.defer("text").first()


def is_of(material: Material, paths: list[str]) -> bool:
    """Test if the interpretation is of a document of the organ that one of the paths is of (one query)."""
    return Material.objects.filter(pk=material.pk, document__lead_office__path__in=paths).exists()


def ended_materials(document_ids: Iterable[int]) -> dict[int, ListingProposal]:
    """Return what ended later interpretations of the documents, by material (one query)."""
    rows = ListingProposal.objects.filter(material__document__in=document_ids, state=ProposalState.APPROVED)
    return {each.material_id: each for each in rows if each.material_id is not None}


def proposals_about(material_id: int) -> list[ListingProposal]:
    """Return every proposal to take down the interpretation, newest first, with people loaded (one query)."""
    return list(proposals().filter(material_id=material_id))


def successor_index(words: str, listing: PublishedDocument) -> str:
    """Return the 索引号 of another live document that bears the 索引号 or number, "" when there is none (one query)."""
    named = PublishedDocument.objects.live().filter(Q(index=words) | Q(number_text=words)).exclude(pk=listing.pk)
    return named.order_by("pk").values_list("index", flat=True).first() or ""


def ending_facts_of(proposal: ListingProposal, approver_id: int | None) -> EndingFacts:
    """Return the end that a proposal asks for, as the approver would make it; None: nobody approves yet."""
    return EndingFacts(
        kind=proposal.reason_kind,
        reason=proposal.reason,
        explanation=proposal.explanation,
        approver_id=approver_id,
        by_id=proposal.proposed_by_id,
        approver_may=may_approve(approver_id),
        act=proposal.act,
        has_successor=bool(proposal.successor_index or proposal.successor_url),
    )


def change_facts_of(proposal: ListingProposal, approver_id: int | None) -> ChangeFacts:
    """Return the change of the validity that a proposal asks for, as the approver would make it."""
    assert proposal.effective_on is not None  # noqa: S101  # each change has a day
    return ChangeFacts(
        act=proposal.change,
        effective_on=proposal.effective_on,
        until=None,
        instrument=proposal.instrument,
        proposer_id=proposal.proposed_by_id,
        approver_id=approver_id,
        longest=None,
    )


def counts_on(change: ListingProposal, day: date) -> bool:
    """Test if an approved change counts on the day: 撤销 on every day, others from their day on."""
    return change.change == ValidityAct.VOID or (change.effective_on is not None and change.effective_on <= day)


def validity_of(changes: Iterable[ListingProposal], day: date) -> dict[str, Any]:
    """Return `validity` and `validity_note` that approved changes give a row on the day, nothing without any."""
    counted = (each for each in changes if counts_on(each, day))
    begun = [Counted(each.change, each.effective_on, each.instrument) for each in counted if each.effective_on]
    if not begun:
        return {}
    begun.sort(key=lambda each: each.effective_on)
    worth = validity_on(TermFacts(None, day, tuple(each.act for each in begun)))
    return {"validity": worth.value, "validity_note": words_of(worth, begun, None)}


def approved_changes_of(listing_id: int) -> list[ListingProposal]:
    """Return the approved changes of the validity of a row (one query)."""
    return list(_approved().filter(listing_id=listing_id))


def changes_due(day: date) -> QuerySet[ListingProposal, int]:
    """Return the keys of the live rows whose approved change begins by the day and is not shown yet."""
    rows = _approved().filter(shown_at=None, effective_on__lte=day, listing__state=State.LIVE)
    return rows.order_by("effective_on", "pk").values_list("listing_id", flat=True)


def validities_shown() -> dict[str, dict[str, Any]]:
    """Return what the portal shows of each row of a register whose validity was changed here, by 索引号."""
    rows = PublishedDocument.objects.filter(
        origin=Origin.REGISTER, pk__in=_approved().filter(shown_at__isnull=False).values("listing")
    )
    return {
        index: {"validity": validity, "validity_note": note}
        for index, validity, note in rows.values_list("index", "validity", "validity_note")
    }


def _approved() -> QuerySet[ListingProposal]:
    return ListingProposal.objects.filter(act=ListingAct.VALIDITY, state=ProposalState.APPROVED)
