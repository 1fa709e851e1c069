"""审查链设置 by two people, and the answers from outside to a leader's doubt."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import Office, User
from audit import services as audit
from review import chains
from review.errors import ChainNeedsAnother, ChainOutdated
from review.models import ChainPolicy, Opinion, OutsideAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from outside: who answered, the number of the letter, its day, the verdict, the words."""

    body: str
    letter: str
    answered_on: date
    answer: str
    text: str


@transaction.atomic
def set_chain(*, office: Office, leader_always: bool, reason: str, by: User, at: datetime) -> ChainPolicy:
    """Propose the chain of an office (R15); in force once somebody else has confirmed it."""
    office = Office.objects.select_for_update().get(pk=office.pk)  # one proposal after another
    last = ChainPolicy.objects.filter(office=office).aggregate(last=Max("serial"))["last"] or 0
    policy = ChainPolicy.objects.create(
        office=office, serial=last + 1, leader_always=leader_always, reason=reason.strip(), set_by=by, set_at=at
    )
    facts = {"office": office.pk, "leader_always": leader_always, "policy": policy.pk}
    audit.record(chain="system", verb="review.chain_set", facts=facts, by=by, at=at)
    return policy


@transaction.atomic
def confirm_chain(*, policy: ChainPolicy, by: User, at: datetime) -> ChainPolicy:
    """Bring the latest proposal of an office into force (R15). Raises ChainOutdated, ChainNeedsAnother."""
    policy = ChainPolicy.objects.select_for_update(of=("self",)).select_related("office").get(pk=policy.pk)
    if policy.pk not in chains.awaiting(ChainPolicy.objects.filter(office=policy.office_id)):
        raise ChainOutdated
    if policy.set_by_id == by.pk:
        raise ChainNeedsAnother
    policy.confirmed_by, policy.confirmed_at = by, at
    policy.save(update_fields=["confirmed_by", "confirmed_at"])
    facts = {"office": policy.office_id, "leader_always": policy.leader_always, "policy": policy.pk}
    audit.record(chain="system", verb="review.chain_confirmed", facts=facts, by=by, at=at)
    return policy


def record_answer(
    *, opinion: Opinion, answer: Answer, by: User, on_behalf_of: User | None = None, at: datetime
) -> OutsideAnswer:
    """Store what was answered to a leader's doubt (R18; 条例17); the caller holds the document and its task."""
    row = OutsideAnswer.objects.create(
        document_id=opinion.document_id,
        opinion=opinion,
        body=answer.body.strip(),
        letter=answer.letter.strip(),
        answered_on=answer.answered_on,
        answer=answer.answer,
        text=answer.text.strip(),
        recorded_by=by,
        recorded_for=on_behalf_of,
        at=at,
    )
    facts = {"opinion": opinion.pk, "verdict": row.answer, "answer": row.pk}
    chain = f"document:{opinion.document_id}"
    audit.record(chain=chain, verb="review.answered", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return row
