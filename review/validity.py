"""Which opinions still hold: an opinion holds for exactly the digests that it names (design §2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from documents.choices import Aspect, Attribute
from review.choices import CONFIDENTIALITY_CHAIN, JUDGES, Desk, Verdict


@dataclass(frozen=True, slots=True)
class Present:
    """What the document is now: the digest of each aspect, and what decides which desks are due."""

    content: str
    public: str
    decision: str
    routing: str
    plan: str
    attribute: str = ""
    is_policy: bool = False
    is_normative: bool = False
    is_major: bool = False
    cosign_offices: frozenset[int] = frozenset()
    emergency: bool = False
    routing_at_any_urgency: frozenset[str] = frozenset()

    def digest(self, aspect: Aspect) -> str:
        """Return the present digest of one aspect."""
        return str(getattr(self, aspect.value))

    def is_still(self, aspect: Aspect, digest: str) -> bool:
        """Test if the aspect is what the digest names; how urgent the document is makes no difference (ADR 0044)."""
        urged = aspect == Aspect.ROUTING and digest in self.routing_at_any_urgency
        return urged or digest == self.digest(aspect)


class Judged(Protocol):
    """What validity asks of an opinion (review.models.Opinion has it)."""

    @property
    def pk(self) -> Any: ...
    @property
    def desk(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def office_id(self) -> int | None: ...
    @property
    def by_id(self) -> int: ...
    @property
    def on_behalf_of_id(self) -> int | None: ...
    @property
    def leader_due(self) -> bool: ...
    @property
    def superseded_at(self) -> object: ...


J = TypeVar("J", bound=Judged)


def changed_aspects(opinion: Judged, present: Present) -> list[Aspect]:
    """Return the aspects that the desk judged and that are different now, in the order of Aspect.

    With the content the public text is another one, too; only the content is named then.
    """
    judged = JUDGES.get(opinion.desk, frozenset())
    changed = [a for a in Aspect if a in judged and not present.is_still(a, getattr(opinion, f"{a.value}_sm3"))]
    return [a for a in changed if a != Aspect.PUBLIC or Aspect.CONTENT not in changed]


def holds(opinion: Judged, present: Present) -> bool:
    """Test if the opinion was not superseded and judged exactly what the document is now."""
    return opinion.superseded_at is None and not changed_aspects(opinion, present)


def in_force(opinions: Iterable[J], present: Present) -> list[J]:
    """Return the opinions that hold, oldest first."""
    return sorted((o for o in opinions if holds(o, present)), key=lambda o: o.pk)


def confidentiality_chain(held: Iterable[J]) -> list[J]:
    """Return the held opinions of the confidentiality chain, the latest of each desk, in chain order."""
    latest = {o.desk: o for o in held if o.desk in CONFIDENTIALITY_CHAIN}
    return [latest[desk] for desk in CONFIDENTIALITY_CHAIN if desk in latest]


def must_escalate(chain: Sequence[Judged], attribute: str) -> bool:
    """Test if the leader has to rule (R18).

    The head cannot determine, officer and head contradict, or the office lets a leader rule on whatever is to
    be public (review.models.ChainPolicy, as it was when the officer gave the opinion).
    """
    given = {o.desk: o for o in chain}
    officer, head = given.get(Desk.CONFIDENTIALITY_OFFICER), given.get(Desk.CONFIDENTIALITY_HEAD)
    if head is None or officer is None:
        return False
    if officer.leader_due and attribute == Attribute.PROACTIVE:
        return True
    return head.verdict == Verdict.CANNOT_DETERMINE or officer.verdict not in {Verdict.CANNOT_DETERMINE, head.verdict}


def chain_is_complete(chain: Sequence[Judged], attribute: str) -> bool:
    """Test if everybody whom the chain needs has given an opinion, the last of them one that ends the doubt."""
    return next_in_chain(chain, attribute) is None


def chain_is_favourable(chain: Sequence[Judged], attribute: str) -> bool:
    """Test if the last word of a complete chain fits the attribute: only 可以公开 lets a document out."""
    if not chain_is_complete(chain, attribute):
        return False
    allowed = {Verdict.MAY_PUBLISH} if attribute == Attribute.PROACTIVE else {Verdict.MAY_PUBLISH, Verdict.NOT_PUBLIC}
    return chain[-1].verdict in allowed


def parallel_desks(present: Present) -> list[Desk]:
    """Return the desks that must agree before the General Office, beside the confidentiality chain."""
    desks = [Desk.DISCLOSURE_CHECK]
    if interpretation_due(present) and not present.emergency:
        desks.append(Desk.INTERPRETATION_COSIGN)
    if present.is_normative or present.is_major:
        desks.append(Desk.LEGALITY_REVIEW)
    return desks


def interpretation_due(present: Present) -> bool:
    """Test if the news office has to agree to a plan: a policy document that is proactive."""
    return present.is_policy and present.attribute == Attribute.PROACTIVE


def news_settled(held: Sequence[Judged], present: Present) -> bool:
    """Test if the news office agrees, or was not asked because the release is an emergency (R82)."""
    desk = Desk.INTERPRETATION_COSIGN
    return agreed(held, desk) or (present.emergency and not answered(held, desk))


def agreed(held: Iterable[Judged], desk: Desk) -> bool:
    """Test if the latest held opinion of the desk agrees."""
    verdicts = [o.verdict for o in held if o.desk == desk]
    return bool(verdicts) and verdicts[-1] == Verdict.AGREE


def answered(held: Iterable[Judged], desk: Desk) -> bool:
    """Test if the desk has a held opinion that ends its part: a conditional one waits for its confirmation."""
    return any(o.desk == desk and o.verdict != Verdict.CONDITIONAL for o in held)


def offices_left(held: Iterable[Judged], present: Present) -> frozenset[int]:
    """Return the co-signing offices without a held answer; an emergency release waits for none of them (R82)."""
    return frozenset() if present.emergency else offices_unasked(held, present)


def offices_unasked(held: Iterable[Judged], present: Present) -> frozenset[int]:
    """Return the co-signing offices that have not answered on this content, whether anybody waits for them or not."""
    done = {o.office_id for o in held if o.desk == Desk.DEPARTMENT_COSIGN}
    return frozenset(present.cosign_offices - done)


def open_branches(held: Sequence[Judged], present: Present) -> list[Desk]:
    """Return the parallel desks that still have to be asked, in the order of the flow.

    The confidentiality chain is entered at its first desk whose opinion is missing.
    """
    desks = [desk for desk in parallel_desks(present) if not answered(held, desk)]
    if missing := next_in_chain(confidentiality_chain(held), present.attribute):
        desks.append(missing)
    if offices_left(held, present):
        desks.append(Desk.DEPARTMENT_COSIGN)
    return desks


def next_in_chain(chain: Sequence[Judged], attribute: str) -> Desk | None:
    """Return the desk of the confidentiality chain to ask next, None when the chain is complete."""
    given = {o.desk: o.verdict for o in chain}
    for desk in (Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD):
        if desk not in given:
            return desk
    ruling = given.get(Desk.CONFIDENTIALITY_LEADER)
    if ruling == Verdict.CANNOT_DETERMINE or (ruling is None and must_escalate(chain, attribute)):
        return Desk.CONFIDENTIALITY_LEADER
    return None
