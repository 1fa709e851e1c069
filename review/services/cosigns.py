"""会签: rounds and rows; add, withdraw, transfer, lend and answer are acts on rows (peers, lesson 12)."""

from datetime import datetime

from accounts.models import Office, User
from audit import services as audit
from documents.models import Document
from review.errors import CosignAnswered, RoundClosed, SignerTwice
from review.models import Cosign, CosignRound, Opinion

State = Cosign.State

STANDING = (State.OPEN, State.AGREED, State.DISAGREED, State.LENT)  # whose office has a part in the round


def _note(round_: CosignRound, verb: str, facts: dict[str, object], by: User, at: datetime) -> None:
    audit.record(
        chain=f"document:{round_.document_id}", verb=verb, facts={"round": round_.serial, **facts}, by=by, at=at
    )


def open_cosign_round(*, document: Document, offices: list[Office], by: User, at: datetime) -> list[Cosign]:
    """Open the next round on the locked document's present content, one row for each office."""
    last = document.cosign_rounds.order_by("-serial").first()
    round_ = CosignRound.objects.create(
        document=document,
        serial=last.serial + 1 if last else 1,
        content_sm3=document.version.content_sm3 if document.version else "",
        opened_at=at,
    )
    return [add_signer(round_=round_, office=office, by=by, at=at) for office in offices]


def add_signer(*, round_: CosignRound, office: Office, person: User | None = None, by: User, at: datetime) -> Cosign:
    """加签: add an office, or a named person of it, to a running round. Raises RoundClosed, SignerTwice."""
    if round_.closed_at:
        raise RoundClosed
    if round_.cosigns.filter(office=office, state__in=STANDING, is_loan=False).exists():
        raise SignerTwice(office=office.name)
    row = Cosign.objects.create(round=round_, office=office, person=person, added_by=by, added_at=at, changed_at=at)
    _note(round_, "review.cosign_add", {"office": office.pk, "cosign": row.pk}, by, at)
    return row


def _leave(row: Cosign, state: State, act: str, at: datetime) -> None:
    changed = Cosign.objects.filter(pk=row.pk, state=State.OPEN, round__closed_at__isnull=True).update(
        state=state, changed_at=at
    )
    if not changed:
        raise CosignAnswered(act=act)


def withdraw_signer(*, row: Cosign, by: User, at: datetime) -> None:
    """减签: take an unanswered signer out of the round; the row stays to be read. Raises CosignAnswered."""
    _leave(row, State.WITHDRAWN, "撤销", at)
    _note(row.round, "review.cosign_withdraw", {"cosign": row.pk, "office": row.office_id}, by, at)


def transfer_cosign(*, row: Cosign, office: Office, person: User | None, by: User, at: datetime) -> Cosign:
    """转办: hand an unanswered row over for good; the new row answers in its place.

    Raises SignerTwice when the office has a part in the round already, CosignAnswered.
    """
    if row.round.cosigns.filter(office=office, state__in=STANDING, is_loan=False).exclude(pk=row.pk).exists():
        raise SignerTwice(office=office.name)
    _leave(row, State.TRANSFERRED, "转办", at)
    heir = Cosign.objects.create(
        round=row.round, office=office, person=person, came_from=row, added_by=by, added_at=at, changed_at=at
    )
    _note(row.round, "review.cosign_transfer", {"cosign": row.pk, "to": heir.pk, "office": office.pk}, by, at)
    return heir


def lend_cosign(*, row: Cosign, person: User, by: User, at: datetime) -> Cosign:
    """委派: ask a person for advice; the row comes back to its lender when the advice is given."""
    _leave(row, State.LENT, "委派", at)
    loan = Cosign.objects.create(
        round=row.round,
        office=row.office,
        person=person,
        came_from=row,
        is_loan=True,
        added_by=by,
        added_at=at,
        changed_at=at,
    )
    _note(row.round, "review.cosign_lend", {"cosign": row.pk, "to": loan.pk, "person": person.pk}, by, at)
    return loan


def answer_loan(*, loan: Cosign, advice: str, by: User, at: datetime) -> Cosign:
    """Give the advice that a loan asked for and reopen the lender's row, which is returned."""
    _leave(loan, State.ADVISED, "回复", at)
    Cosign.objects.filter(pk=loan.pk).update(advice=advice.strip())
    lender = loan.came_from
    if lender is None:
        raise CosignAnswered(act="回复")
    Cosign.objects.filter(pk=lender.pk, state=State.LENT).update(state=State.OPEN, changed_at=at)
    _note(loan.round, "review.cosign_advise", {"cosign": loan.pk, "to": lender.pk}, by, at)
    return lender


def answer_cosign(*, row: Cosign, opinion: Opinion, at: datetime) -> None:
    """Bind the answer to its row. Raises CosignAnswered when the row was answered or left meanwhile."""
    agreed = opinion.verdict == "agree"
    changed = Cosign.objects.filter(pk=row.pk, state=State.OPEN, round__closed_at__isnull=True).update(
        state=State.AGREED if agreed else State.DISAGREED, opinion=opinion, changed_at=at
    )
    if not changed:
        raise CosignAnswered(act="会签")


def office_of(row: Cosign) -> Office:
    """Return the office for which the row answers: the one first asked, however often it was passed on."""
    while row.came_from is not None:
        row = row.came_from
    return row.office


def close_if_answered(*, round_: CosignRound, at: datetime) -> None:
    """End the round when no row of it is open or lent out."""
    if not round_.cosigns.filter(state__in=[State.OPEN, State.LENT]).exists():
        close_round(round_=round_, why="全部答复", at=at)


def close_round(*, round_: CosignRound, why: str, at: datetime) -> None:
    """End a round whose rows are all answered or withdrawn."""
    CosignRound.objects.filter(pk=round_.pk, closed_at__isnull=True).update(closed_at=at, closed_why=why)


def cancel_round(*, document: Document, why: str, by: User, at: datetime) -> None:
    """End the running round, if any, and cancel its open rows: a return closes the round (workflow#1466)."""
    round_ = document.cosign_rounds.filter(closed_at__isnull=True).first()
    if round_ is None:
        return
    round_.cosigns.filter(state__in=[State.OPEN, State.LENT]).update(state=State.CANCELLED, changed_at=at)
    close_round(round_=round_, why=why, at=at)
    _note(round_, "review.cosign_cancel", {"why": why}, by, at)
