"""Reads of the catalogue and of what is proposed about it."""

from django.db.models import QuerySet

from accounts.models import User
from common.errors import NotFound
from documents.models import CatalogueItem
from publication.choices import ProposalState
from publication.models import CatalogueProposal


def items(*, past: bool = False) -> QuerySet[CatalogueItem]:
    """Return the rows of the catalogue in use, by code; on wish also revised and ended ones, the newest first."""
    found = CatalogueItem.objects.order_by("code", "-edition")
    return found if past else found.filter(is_active=True)


def item_of(item_id: int) -> CatalogueItem:
    """Return a row in use of the catalogue. Raises NotFound."""
    found = CatalogueItem.objects.filter(pk=item_id, is_active=True).first()
    if found is None:
        raise NotFound
    return found


def proposals() -> QuerySet[CatalogueProposal]:
    """Return what was proposed, the newest first, with the people and the row it is about."""
    return CatalogueProposal.objects.select_related("by", "decided_by", "item").order_by("-pk")


def proposal_of(proposal_id: int) -> CatalogueProposal:
    """Return one proposal. Raises NotFound."""
    found = proposals().filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def changes_waiting(user: User) -> QuerySet[CatalogueProposal]:
    """Return the proposals that wait for somebody who may sign, the own ones left out."""
    return CatalogueProposal.objects.filter(state=ProposalState.OPEN).exclude(by=user)
