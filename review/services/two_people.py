"""What dictionary and negative list have in common: proposed by one person, decided once by another (ADR 0028)."""

from datetime import date, datetime

from accounts.models import User
from common.clock import office_date, office_text
from common.errors import NotFound
from review import policies
from review.dictionary.choices import ListState
from review.errors import BeginsInThePast, NotProposed, OwnProposal, ProposalClosed, WordsMissing
from review.models import DictionaryEdition
from review.models.dictionary import FIRST


def require_proposer(by: User) -> None:
    """Refuse whoever may not propose changes of the lists. Raises NotFound."""
    if not policies.may_propose(by):
        raise NotFound


def refuse_past(day: date, at: datetime) -> None:
    """Refuse a day before the office day of the moment: lists are not changed backwards. Raises BeginsInThePast."""
    if day < office_date(at):
        raise BeginsInThePast(today=office_date(at).isoformat())


def one_at_a_time() -> None:
    """Let no other change of the lists begin before this transaction ends, so that none overtakes another unseen."""
    DictionaryEdition.objects.select_for_update().filter(serial=FIRST).first()


def require_words(text: str, what: str) -> None:
    """Refuse blank words. Raises WordsMissing."""
    if not text.strip():
        raise WordsMissing(what=what)


def require_decider(proposal: policies.Proposal, by: User, at: datetime) -> None:
    """Refuse whoever may not decide on the locked proposal now.

    Raises NotFound, NotProposed, ProposalClosed, OwnProposal.
    """
    if not policies.may_approve(by):
        raise NotFound
    if proposal.state == ListState.DRAFT:
        raise NotProposed(what=str(proposal))
    if proposal.state != ListState.PROPOSED:
        raise closed(proposal)
    if not policies.may_decide(by, proposal, office_date(at)):
        raise OwnProposal


def decide(proposal: policies.Proposal, state: ListState, words: str, by: User, at: datetime) -> None:
    """Write the decision on a locked proposal; what is approved late begins on the day of its approval."""
    proposal.state, proposal.words = state, words.strip()
    proposal.decided_by, proposal.decided_at = by, at
    if state == ListState.APPROVED:
        proposal.valid_from = max(proposal.valid_from, office_date(at))
    proposal.save(update_fields=["state", "words", "decided_by", "decided_at", "valid_from"])


def closed(proposal: policies.Proposal) -> ProposalClosed:
    """Return the refusal that says who decided on the proposal, or proposed it, and when."""
    who, at = proposal.decided_by or proposal.proposed_by, proposal.decided_at or proposal.proposed_at
    name, when = who.full_name if who else "系统", office_text(at) if at else ""
    return ProposalClosed(what=str(proposal), state=proposal.get_state_display(), who=name, when=when)
