"""Who may change dictionary and negative list, and open a data set: one proposes, another approves (ADR 0028)."""

from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from accounts import selectors as accounts
from accounts.models import User
from accounts.roles import Role
from review.dictionary.choices import ListState
from review.models import DatasetReview, DictionaryEdition, EntryProposal

READERS = (Role.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_HEAD, Role.DISCLOSURE_OFFICER)
Proposal = DictionaryEdition | EntryProposal | DatasetReview
P = TypeVar("P", DictionaryEdition, EntryProposal, DatasetReview)


def may_propose(user: User) -> bool:
    """Test if the person may propose a change of the lists, in the own name only."""
    return Role.CONFIDENTIALITY_OFFICER in accounts.roles_of(user.pk)


def may_withdraw(user: User, proposal: Proposal) -> bool:
    """Test if the person may hand in a draft or take a proposal back: whoever made it, while still entitled to."""
    return proposal.proposed_by_id == user.pk and may_propose(user)


def may_approve(user: User) -> bool:
    """Test if the person approves changes of the lists, unless it is about the own or a near one's proposal."""
    return Role.CONFIDENTIALITY_HEAD in accounts.roles_of(user.pk)


def may_end(user: User) -> bool:
    """Test if the person may close an open data set: closing is the safe side, so either of the two may."""
    return may_propose(user) or may_approve(user)


def may_decide(user: User, proposal: Proposal, on: date) -> bool:
    """Test if the person may approve or refuse the proposal; the twin of `decidable_by`."""
    return may_approve(user) and proposal.proposed_by_id not in near_to(user, on)


def decidable_by(user: User, proposals: QuerySet[P], on: date) -> QuerySet[P]:
    """Return those of the proposals that wait for a decision which the person may take that day."""
    if not may_approve(user):
        return proposals.none()
    return undecided(proposals, near_to(user, on))


def undecided(proposals: QuerySet[P], near: frozenset[int]) -> QuerySet[P]:
    """Return those of the proposals that wait for a decision and were made by none of these people."""
    return proposals.filter(state=ListState.PROPOSED).exclude(proposed_by__in=near)


def near_to(user: User, on: date) -> frozenset[int]:
    """Return the person, whom the person stands in for that day, and who stands in for the person."""
    principals = {each.pk for each in accounts.principals_of(user.pk, on)}
    return frozenset({user.pk, *principals}) | accounts.substitutes_of([user.pk], on)
