"""Who may change what has been released: its validity, rows of the portal without a release, clean-ups."""

from django.db.models import QuerySet

from accounts.roles import Role
from documents.models import Document
from publication.listings.selectors import open_proposals
from publication.models import CleanupItem, ListingProposal, ValidityChange
from publication.normative.selectors import open_changes
from workflow.policies.acting import Identity, paths_to, persons_of

VALIDITY_PROPOSERS = frozenset({Role.PUBLISHER, Role.OFFICE_SECRETARY, Role.LEGAL_OFFICER})


def may_propose_validity(found: list[Identity], document: Document) -> bool:
    """Test if the person may propose a change of the validity of the organ's document; nobody does it for another."""
    own = found[0]
    return bool(own.roles & VALIDITY_PROPOSERS) and document.lead_office.path in own.paths


def may_decide_validity(found: list[Identity], change: ValidityChange) -> bool:
    """Test if the person may decide: signs for the organ, neither proposed the change nor stands in for who did."""
    own = found[0]
    signs = Role.SIGNATORY in own.roles and change.document.lead_office.path in own.paths
    return signs and change.proposed_by_id not in persons_of(own.person, found)


def validity_changes_for(found: list[Identity]) -> QuerySet[ValidityChange]:
    """Return the changes on which the person may decide; the twin of `may_decide_validity`."""
    own = found[0]
    if Role.SIGNATORY not in own.roles:
        return ValidityChange.objects.none()
    waiting = open_changes().filter(document__lead_office__path__in=own.paths)
    return waiting.exclude(proposed_by__in=persons_of(own.person, found))


LISTING_PROPOSERS = frozenset({Role.PUBLISHER, Role.OFFICE_SECRETARY})


def may_propose_listing(found: list[Identity]) -> bool:
    """Test if the person may propose about rows of the portal that no release stands behind; nobody for another."""
    return bool(found[0].roles & LISTING_PROPOSERS)


def may_decide_listing(found: list[Identity], proposal: ListingProposal) -> bool:
    """Test if the person may decide on a known row: signs, and neither proposed it nor stands in for who did."""
    own = found[0]
    return Role.SIGNATORY in own.roles and proposal.proposed_by_id not in persons_of(own.person, found)


def listing_proposals_for(found: list[Identity]) -> QuerySet[ListingProposal]:
    """Return the proposals on which the person may decide; the twin of `may_decide_listing`."""
    own = found[0]
    if Role.SIGNATORY not in own.roles:
        return ListingProposal.objects.none()
    return open_proposals(own.paths).exclude(proposed_by__in=persons_of(own.person, found))


def may_judge_cleanup(found: list[Identity], item: CleanupItem) -> bool:
    """Test if the person may give the verdict on the document: drafts or heads in the office that drafted it."""
    return drafts_or_heads(found[0], item.document)


def drafts_or_heads(own: Identity, document: Document) -> bool:
    """Test if the person drafts or heads in the office that drafted the document, or in one above it."""
    return bool(own.roles & {Role.DRAFTER, Role.DIVISION_HEAD}) and own.path in paths_to(document.office.path)


def may_confirm_cleanup(found: list[Identity], item: CleanupItem) -> bool:
    """Test if the person may confirm the verdict: a legal officer or the General Office, who did not give it."""
    return may_decide_for_organ(found[0], item.document, {Role.LEGAL_OFFICER, Role.OFFICE_SECRETARY}, item.judged_by_id)


def may_decide_for_organ(own: Identity, document: Document, roles: set[Role], judged_by: int | None) -> bool:
    """Test if the person holds one of the roles in the document's organ and is not the one who judged before."""
    holds = bool(own.roles & roles) and document.lead_office.path in own.paths
    return holds and judged_by not in {None, own.person.pk}
