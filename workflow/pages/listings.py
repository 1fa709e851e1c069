"""The pages about rows of the portal that no release stands behind (templates/workflow/listing*.html)."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.urls import reverse

from audit.selectors import timeline
from interpretation.models import Material, MaterialStep
from interpretation.selectors import standing_words
from portal import pages as portal
from portal.choices import Origin, Validity
from portal.models import PublishedDocument
from publication.choices import DUTIES, ProposalState
from publication.listings.choices import ListingAct
from publication.listings.selectors import ended_materials, listing_with, proposals, proposals_about
from publication.models import ListingProposal
from workflow import policies
from workflow.pages.validity import LOOKS
from workflow.policies import Identity
from workflow.readings import WALKERS

STATE_LOOKS = {"open": "warn", "approved": "ok", "refused": "grey", "withdrawn": "grey"}


def listing_row(listing: PublishedDocument) -> dict[str, Any]:
    """Return a row of the portal as a line of the list."""
    return {
        "listing": listing,
        "url": reverse("workflow:listing", args=[listing.pk]),
        "place": listing.title,
        "look": "grey" if listing.is_retracted else LOOKS[Validity(listing.validity)],
        "word": "已撤下" if listing.is_retracted else listing.get_validity_display(),
    }


def listing_page(listing: PublishedDocument, found: list[Identity]) -> dict[str, Any]:
    """Return the context of the page of one row: what the public reads of it, and what was proposed about it."""
    story = [proposal_row(each, found) for each in proposals().filter(listing=listing)]
    may = policies.may_propose_listing(found) and not listing.is_retracted and not any(row["open"] for row in story)
    return {
        **listing_row(listing),
        "portal_url": portal.document_url(listing.index),
        "retract_url": reverse("workflow:listing_retract", args=[listing.pk]) if may else "",
        "validity_url": _validity_url(listing) if may else "",
        "proposals": story,
        "timeline": timeline(f"listing:{listing.pk}"),
    }


def reading_page(listing: PublishedDocument, material: Material, found: list[Identity]) -> dict[str, Any]:
    """Return the context of the page on which the end of one later interpretation is proposed."""
    story = [proposal_row(each, found) for each in proposals_about(material.pk)]
    url = reverse("workflow:reading", args=[material.document_id, material.number])
    return {**listing_row(listing), "url": url, "place": material.title, "material": material, "proposals": story}


def reading_ending(material: Material, found: list[Identity]) -> dict[str, Any]:
    """Return what was proposed about a later interpretation, which of it ended it (None: it stands), and where its end
    is proposed (empty: not now)."""
    story = [proposal_row(each, found) for each in proposals_about(material.pk)]
    may = policies.may_propose_listing(found) and not any(row["open"] for row in story)
    may = may and listing_with(material) is not None
    about = [material.document_id, material.number]
    approved = (row["proposal"] for row in story if row["proposal"].state == ProposalState.APPROVED)
    return {
        "proposals": story,
        "ending": next(approved, None),
        "retract_url": reverse("workflow:reading_retract", args=about) if may else "",
    }


def standing_of(material: Material, steps: Sequence[MaterialStep]) -> str:
    """Return how a later interpretation stands, in words: on its road, or taken down."""
    return "已撤下" if material.pk in ended_materials([material.document_id]) else standing_words(steps)


def place_of(proposal: ListingProposal) -> tuple[str, str]:
    """Return address and name of what the proposal is about."""
    if proposal.material is None:
        return reverse("workflow:listing", args=[proposal.listing_id]), proposal.listing.title
    about = [proposal.material.document_id, proposal.material.number]
    return reverse("workflow:reading", args=about), proposal.material.title


def _validity_url(listing: PublishedDocument) -> str:
    if listing.origin != Origin.REGISTER or listing.validity == Validity.VOID:
        return ""
    return reverse("workflow:listing_validity", args=[listing.pk])


def proposal_row(proposal: ListingProposal, found: list[Identity]) -> dict[str, Any]:
    """Return one proposal as a line; `mine`: it waits for this person."""
    return {
        "proposal": proposal,
        "url": reverse("workflow:listing_proposal", args=[proposal.pk]),
        "what": what_of(proposal),
        "title": place_of(proposal)[1],
        "look": STATE_LOOKS[proposal.state],
        "open": proposal.is_open,
        "mine": proposal.is_open and policies.may_decide_listing(found, proposal),
    }


def what_of(proposal: ListingProposal) -> str:
    """Return what is proposed, in words."""
    if proposal.act == ListingAct.VALIDITY:
        return str(proposal.get_change_display())
    return f"撤下{'解读' if proposal.material_id else ''}：{proposal.get_reason_kind_display()}"


def proposal_page(proposal: ListingProposal, found: list[Identity]) -> dict[str, Any]:
    """Return the context of the page on which a proposal is decided, or its story."""
    user, (url, place) = found[0].person, place_of(proposal)
    return {
        **listing_row(proposal.listing),
        "url": url if proposal.material is None or found[0].roles & WALKERS else "",
        "place": place,
        "material": proposal.material,
        "heading": "所解读公文的门户现况" if proposal.material else "",
        "proposal": proposal,
        "state_look": STATE_LOOKS[proposal.state],
        "what": what_of(proposal),
        "facts": _facts(proposal),
        "portal_url": _portal_url(proposal),
        "may_decide": proposal.is_open and policies.may_decide_listing(found, proposal),
        "may_withdraw": proposal.is_open and proposal.proposed_by_id == user.pk,
    }


def _portal_url(proposal: ListingProposal) -> str:
    """Return the address of what the proposal is about on the portal: of an interpretation its own page."""
    listing, material = proposal.listing, proposal.material
    if material is None:
        return portal.document_url(listing.index)
    shown = listing.readings.filter(sm3=material.sm3)
    gone = listing.ended_readings.filter(ended_at=proposal.decided_at or proposal.proposed_at)
    serial = next(chain(shown.values_list("serial", flat=True), gone.values_list("serial", flat=True)), None)
    return portal.reading_url(listing.index, serial) if serial else portal.document_url(listing.index)


def _facts(proposal: ListingProposal) -> list[tuple[str, str]]:
    return [
        ("自何日起", _begins(proposal)),
        ("依据文件", proposal.instrument),
        ("原因（内部）" if proposal.act == ListingAct.RETRACT else "说明", proposal.reason),
        ("对公众的说明", proposal.explanation),
        ("接续文件", proposal.successor_index or proposal.successor_url),
        ("此类别的处置", "" if proposal.material_id else DUTIES.get(proposal.reason_kind, "")),
        ("提出", f"{proposal.proposed_by.office.label} {proposal.proposed_by.full_name}"),
    ]


def _begins(proposal: ListingProposal) -> str:
    if proposal.effective_on is None:
        return ""
    return "自始无效" if proposal.change == "void" else f"{proposal.effective_on:%Y-%m-%d}"
