"""What the rules of this app may ask, as frozen plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(slots=True)
class Subject:
    """What a gate is asked about: the document, who acts, for whom, when; `facts` holds what apps gathered."""

    document: Any
    by_id: int | None
    on_behalf_of_id: int | None
    at: datetime
    gathered: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One disclosure decision, made or proposed."""

    attribute: str = ""
    stages: tuple[str, ...] = ()
    ground: str = ""
    reason: str = ""
    cites_entry: bool = False
    entry_in_force: bool = False
    no_duty_stated: bool = False
    confirmed: bool = False
    is_policy: bool = False
    is_normative: bool = False
    is_major: bool = False
    genre: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document with its present version, decision and signature."""

    status: str
    title: str
    genre: str
    direction: str
    issuing_body: str
    issuer_is_outward: bool
    addressees: tuple[str, ...]
    copies_to: tuple[str, ...]
    statement: str
    has_text: bool
    asks: int
    closes_asking: bool
    directs: bool
    states_consent: bool
    closing_note: str
    draft_note: str
    decision: DecisionFacts | None
    content_sm3: str
    public_sm3: str
    decision_sm3: str
    routing_sm3: str
    signed_content_sm3: str
    signed_public_sm3: str
    signed_decision_sm3: str
    signed_routing_sm3: str
    number_text: str
    next_review_on: date | None
    is_normative: bool = False
    valid_years: int | None = None
    led_by: str = ""


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """What was typed: whether it bears a 密级 mark, and whether the star of one stands on something else."""

    marked: bool
    misused: bool


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """What the General Office is about to register."""

    issued_on: date | None
    signed_on: date | None
    today: date
    series_active: bool


@dataclass(frozen=True, slots=True)
class VoidFacts:
    """A number about to be made void, and the series in which the next one is given."""

    status: str
    has_number: bool
    reason: str = ""
    series_active: bool = False


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who is about to act on the document, and for whom."""

    is_principal: bool
    acts_for_principal: bool


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What changed since an earlier signature that was reopened, and whether its signatory is about to sign again.

    `change` is a value of documents.comparison.Nature, empty when the document was never signed; disclosure
    decision and routing elements count as substance. `original_may_sign` is False once the person has left the post.
    """

    change: str = ""
    by_original: bool = False
    original_may_sign: bool = False
