"""负面清单: an entry is added, gets a new edition or ends, proposed by one person and approved by another (ADR 0028).

Rows of the list never change but for the day on which they end; a disclosure decision cites a row for good.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.errors import NotFound
from documents.models import NegativeListEntry
from review import policies
from review.dictionary.choices import EntryAct, ListState
from review.dictionary.selectors import entry_of, entry_proposal
from review.errors import CodeTaken, EntryOver, NothingDifferent, ProposalPending
from review.models import EntryProposal
from review.services.two_people import (
    closed,
    decide,
    one_at_a_time,
    refuse_past,
    require_decider,
    require_proposer,
    require_words,
)

CHAIN = "negative_list"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an entry says, and until when (None: open)."""

    ground: str
    subject: str
    scope: str
    basis: str
    valid_to: date | None = None


@transaction.atomic
def propose_entry(*, code: str, wording: Wording, valid_from: date, note: str, by: User, at: datetime) -> EntryProposal:
    """提请增列. Raises NotFound, WordsMissing, BeginsInThePast, CodeTaken, ProposalPending."""
    require_proposer(by)
    code = code.strip().upper()
    if NegativeListEntry.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    return _propose(
        EntryAct.ADD, entry=None, code=code, edition=1, wording=wording, valid_from=valid_from, note=note, by=by, at=at
    )


@transaction.atomic
def propose_revision(
    *, entry_id: int, wording: Wording, valid_from: date, note: str, by: User, at: datetime
) -> EntryProposal:
    """提请修订: a new edition of the entry; the present one is in force until the day before.

    Raises NotFound, WordsMissing, BeginsInThePast, EntryOver, NothingDifferent, ProposalPending.
    """
    require_proposer(by)
    entry = entry_of(entry_id)
    if wording == wording_of(entry):
        raise NothingDifferent
    _require_present(entry, valid_from)
    return _propose(
        EntryAct.REVISE, entry=entry, code=entry.code, edition=_next_edition(entry), wording=wording,
        valid_from=valid_from, note=note, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def propose_end(*, entry_id: int, valid_from: date, note: str, by: User, at: datetime) -> EntryProposal:
    """提请废止: from that day on the entry is not in force any more.

    Raises NotFound, WordsMissing, BeginsInThePast, EntryOver, ProposalPending.
    """
    require_proposer(by)
    entry = entry_of(entry_id)
    _require_present(entry, valid_from)
    wording = Wording(entry.ground, entry.subject, entry.scope, entry.basis)
    return _propose(
        EntryAct.END, entry=entry, code=entry.code, edition=entry.edition, wording=wording,
        valid_from=valid_from, note=note, by=by, at=at,
    )  # fmt: skip


def wording_of(entry: NegativeListEntry) -> Wording:
    """Return what the entry says."""
    return Wording(entry.ground, entry.subject, entry.scope, entry.basis, entry.valid_to)


def _next_edition(entry: NegativeListEntry) -> int:
    last = NegativeListEntry.objects.filter(code=entry.code).aggregate(last=Max("edition"))["last"]
    return int(last or 0) + 1


def _require_present(entry: NegativeListEntry, valid_from: date) -> None:
    """Refuse an edition that has a successor, is over before the day, or has not begun the day before."""
    newer = NegativeListEntry.objects.filter(code=entry.code, edition__gt=entry.edition).exists()
    had_begun = entry.valid_from < valid_from  # asked first: the first day of all has none before it
    if newer or not (had_begun and entry.covers(valid_from - DAY)):
        raise EntryOver(code=entry.code, edition=entry.edition, day=valid_from.isoformat())


def _propose(
    act: EntryAct,
    *,
    entry: NegativeListEntry | None,
    code: str,
    edition: int,
    wording: Wording,
    valid_from: date,
    note: str,
    by: User,
    at: datetime,
) -> EntryProposal:
    require_words(note, "修订说明")
    refuse_past(valid_from, at)
    one_at_a_time()
    if EntryProposal.objects.filter(code=code, state=ListState.PROPOSED).exists():
        raise ProposalPending(what=f"条目{code}的变更")
    proposal = EntryProposal.objects.create(
        act=act, entry=entry, code=code, edition=edition, ground=wording.ground, subject=wording.subject.strip(),
        scope=wording.scope.strip(), basis=wording.basis.strip(), valid_from=valid_from, valid_to=wording.valid_to,
        note=note.strip(), proposed_by=by, proposed_at=at,
    )  # fmt: skip
    _note("review.entry_proposed", proposal, by, at)
    return proposal


@transaction.atomic
def approve_entry(*, proposal_id: int, by: User, at: datetime) -> EntryProposal:
    """批准: the list changes as proposed, at the earliest today.

    Raises NotFound, ProposalClosed, OwnProposal, EntryOver, CodeTaken.
    """
    proposal = _locked(proposal_id)
    require_decider(proposal, by, at)
    decide(proposal, ListState.APPROVED, "", by, at)
    if proposal.entry is not None:
        _require_present(proposal.entry, proposal.valid_from)
        NegativeListEntry.objects.filter(pk=proposal.entry.pk).update(valid_to=proposal.valid_from - DAY)
    if proposal.act != EntryAct.END:
        _issue(proposal)
    _note("review.entry_approved", proposal, by, at)
    return proposal


def _issue(proposal: EntryProposal) -> None:
    if NegativeListEntry.objects.filter(code=proposal.code, edition=proposal.edition).exists():
        raise CodeTaken(code=proposal.code)
    NegativeListEntry.objects.create(
        code=proposal.code, edition=proposal.edition, ground=proposal.ground, subject=proposal.subject,
        scope=proposal.scope, basis=proposal.basis, valid_from=proposal.valid_from, valid_to=proposal.valid_to,
    )  # fmt: skip


@transaction.atomic
def refuse_entry(*, proposal_id: int, why: str, by: User, at: datetime) -> EntryProposal:
    """不批准, in words. Raises NotFound, ProposalClosed, OwnProposal, WordsMissing."""
    proposal = _locked(proposal_id)
    require_decider(proposal, by, at)
    require_words(why, "不批准的理由")
    decide(proposal, ListState.REFUSED, why, by, at)
    _note("review.entry_refused", proposal, by, at)
    return proposal


@transaction.atomic
def withdraw_entry(*, proposal_id: int, by: User, at: datetime) -> EntryProposal:
    """收回: whoever proposed takes it back. Raises NotFound, ProposalClosed."""
    proposal = _locked(proposal_id)
    if not policies.may_withdraw(by, proposal):
        raise NotFound
    if not proposal.is_open:
        raise closed(proposal)
    decide(proposal, ListState.WITHDRAWN, "", by, at)
    _note("review.entry_withdrawn", proposal, by, at)
    return proposal


def _locked(proposal_id: int) -> EntryProposal:
    one_at_a_time()
    return entry_proposal(proposal_id)


def _note(verb: str, proposal: EntryProposal, by: User, at: datetime) -> None:
    facts = {
        "proposal": proposal.pk,
        "act": proposal.act,
        "code": proposal.code,
        "edition": proposal.edition,
        "day": proposal.valid_from.isoformat(),
    }
    audit.record(chain=CHAIN, verb=verb, facts=facts, by=by, at=at)
