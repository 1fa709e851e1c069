"""What the rules of this app may ask, and what services hand to each other, as frozen plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """The newest copy beside what the document is now; the columns of the copy are empty when there is none.

    `bears_elements`: every element on the copy is that of the registration; `failure` is what the final check
    found (a code of CheckFailure), empty while it found nothing.
    """

    content_sm3: str
    number_text: str
    closing_note: str
    copy_content_sm3: str = ""
    copy_number_text: str = ""
    copy_closing_note: str = ""
    is_verified: bool = False
    bears_elements: bool = False
    failure: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """The release that is about to become public, with its catalogue columns (R30) and its interpretation."""

    index_number: str = ""
    title: str = ""
    number_text: str = ""
    issuing_body: str = ""
    summary: str = ""
    generated_on: date | None = None
    published_on: date | None = None
    validity: str = ""
    channels: tuple[str, ...] = ()
    interpretation_due: bool = False
    has_material: bool = False


@dataclass(frozen=True, slots=True)
class TagFacts:
    """Name and content of every tag that the page of the document is to bear, in their order (R31)."""

    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A proposed ending as it was typed.

    `summary`, `topic` and `typesets` say what a correction changes; `successor` (索引号 or 发文字号 of a document
    that is public here) and `successor_url` (elsewhere) name what stands in the place of a merged document.
    """

    act: str
    kind: str
    reason: str
    explanation: str
    summary: str = ""
    topic: str = ""
    typesets: bool = False
    successor: str = ""
    successor_url: str = ""


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """A retraction or correction as it is about to be made: who proposed it (`by_id`), who approves it.

    `approver_may` tells if the approver may sign and had no part in the proposal; `act` is a value of Ending, empty
    where it is not known any more; `has_successor`: another document is named in its place.
    """

    kind: str
    reason: str
    explanation: str
    approver_id: int | None
    by_id: int | None
    approver_may: bool
    act: str = ""
    has_successor: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A typeset copy that is not stored yet: the bytes of its files, and from what they were made.

    `pdf_fonts` names the fonts of the standard that the PDF lacks, each with its stand-in.
    """

    version_id: int
    content_sm3: str
    content_sha256: str
    elements: dict[str, Any]
    docx: bytes
    html: bytes
    pdf: bytes | None
    pdf_fonts: list[dict[str, str]]
    typesetter_version: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue columns of a release (R30), named as on publication.models.Release."""

    title: str
    number_text: str
    issuing_body: str
    topic: str
    genre: str
    stages: list[str]
    summary: str
    keywords: list[str]
    generated_on: date


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an outlet gave for a delivery: in words, and the digest of its answer where there was one."""

    words: str
    sm3: str


@dataclass(frozen=True, slots=True)
class OutletWish:
    """An outlet as it was typed."""

    kind: str
    name: str
    address: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """The receipt of a manner that no machine serves: where it appeared and when, beside the release and today."""

    channel: str
    appeared_on: date | None
    place: str
    published_on: date
    today: date


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What a document is worth on a day: its last day in force (None: open), and what was approved until then.

    `approved` are the acts (ValidityAct) that count on the day, 撤销 on every day; `shown` is what the page says.
    """

    ends_on: date | None
    today: date
    approved: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change of the validity as it is about to be approved."""

    act: str
    effective_on: date
    until: date | None
    instrument: str
    proposer_id: int
    approver_id: int | None
    longest: date | None


@dataclass(frozen=True, slots=True)
class SupplyFacts:
    """A list of what was published: how many releases of the period it holds, and how many there are."""

    listed: int
    published: int


@dataclass(frozen=True, slots=True)
class OwnershipFacts:
    """Whose the document is: the agency that leads a joint one, the maker of what is forwarded; empty: it is ours.

    `has_consent`: that maker has published it or consented.
    """

    led_by: str = ""
    forwarded_from: str = ""
    has_consent: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """A moment at which a document is to be released, and why that is after its legal deadline."""

    release_at: datetime
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The annual report of a year, and the day on which it was shown, or today when it was not shown.

    `of_government`: it reports for a whole local government, and not for one of its departments.
    """

    year: int
    day: date
    of_government: bool = False


@dataclass(frozen=True, slots=True)
class TimingFacts:
    """When a document is about to be released (`day`: on which office day) beside when it may and must be.

    `is_scheduled`: not now but at a moment that somebody chose.
    """

    release_at: datetime
    day: date
    is_scheduled: bool = False
    late_reason: str = ""
    not_before: datetime | None = None
    due_on: date | None = None
