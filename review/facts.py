"""What the rules of this app may ask, as frozen plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from review.choices import CHECKLIST, Severity


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """The state of all reviews of one document on its present digests."""

    attribute: str
    is_policy: bool
    is_normative: bool
    is_major: bool
    has_content: bool
    chain_desks: tuple[str, ...]
    chain_verdicts: tuple[str, ...]
    chain_people: tuple[int, ...]
    makers: frozenset[int]
    chain_complete: bool
    chain_favourable: bool
    disclosure_agreed: bool
    news_agreed: bool
    legality_agreed: bool
    cosigns_missing: int
    cosigns_against: int
    division_agreed: bool
    office_agreed: bool


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """How the findings of the public text stand; `matters` is False where the act does not let the text out.

    `scanned`: the newest scan of exactly this text did not fail; `open` counts findings without an answer,
    `lacking_second` those that are sensitive or concern minors and that only one person has let stand.
    """

    matters: bool
    scanned: bool
    open: int
    lacking_second: int


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Who is about to act at a desk: the persons in whose name it is done, and who did what before.

    `people` are the actor and the person acted for; `makers` drafted, edited, or stand in for whoever
    did; `chain_people` gave another opinion of the confidentiality chain; `separated_people` acted at
    another desk that must be somebody else.
    """

    people: frozenset[int]
    makers: frozenset[int]
    chain_people: frozenset[int]
    separated_people: frozenset[int]


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """An opinion of the confidentiality chain as it is about to be given; `heads` are those that have to be ticked.

    `doubted`: this desk, the last of the chain, could not determine before; `answer` is what was answered from
    outside since then, empty while nothing was.
    """

    verdict: str
    text: str
    checklist: frozenset[str]
    by_person: bool
    heads: frozenset[str] = frozenset(CHECKLIST)
    doubted: bool = False
    answer: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """An emergency release as it is about to be declared or decided on afterwards.

    `may_declare`: the document is in review and proactive; `is_released`: it is public by now; `open_skipped`:
    skipped co-signs without an answer; `decider_is_another`: neither the decider nor the person acted for declared
    it; `due_at` is five hours after the event, `at` the moment of the release, or now; `happened_at` is the event that
    is about to be declared, None where nobody says when it was.
    """

    reason: str
    may_declare: bool
    is_released: bool
    open_skipped: int
    decider_is_another: bool
    due_at: datetime
    at: datetime
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """A return as it is about to be given."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class ConsultationFacts:
    """What is still owed to those whose consent or view counts before the document goes out.

    `third_parties_open`: neither consent nor a decision of the office lets it out; `others_open`: co-producing or
    other agencies without answer or waiver; `untold`: decisions against an objection that were not told yet;
    `unasked`: agencies that the public text concerns and that nobody has consulted or set aside with a reason.
    """

    is_proactive: bool
    third_parties_open: int = 0
    others_open: int = 0
    untold: int = 0
    unasked: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """The disclosure desk's second confirmation: is it due, and is it given?"""

    due: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """The aggregation review of an open-data set (R20): who reviewed what, who decides, until when, on which day."""

    scope: str
    risks: str
    reviewed_by: int | None
    decided_by: int | None
    valid_until: date
    on: date


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """The news office's comments: `conditional` and how many in the running round, for an opinion about to be given;
    `unanswered` of rounds that ended without consent, for the drafter who hands the plan in again."""

    conditional: bool = False
    given: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What the scanner found in a plan or material: where in words, how grave (Severity), masked, and why."""

    where: str
    severity: str
    label: str
    masked: str
    basis: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}：{self.label} {self.masked}"


@dataclass(frozen=True, slots=True)
class PlanScan:
    """The suspicions in a plan or material, none of them INFO; `failed`: it was not scanned."""

    found: tuple[Suspicion, ...] = ()
    failed: bool = False

    @property
    def blocks(self) -> tuple[Suspicion, ...]:
        """Return what must be changed."""
        return tuple(each for each in self.found if each.severity == Severity.BLOCK)

    @property
    def warnings(self) -> tuple[Suspicion, ...]:
        """Return what must be looked at."""
        return tuple(each for each in self.found if each.severity == Severity.WARN)


@dataclass(frozen=True, slots=True)
class PlanScanFacts:
    """How plan and materials stand before the scanner; `matters` is False where they do not go out.

    `seen`: the officer has said that the warnings were looked at, or nobody is being asked.
    """

    matters: bool
    failed: bool = False
    blocks: int = 0
    warnings: int = 0
    seen: bool = True
