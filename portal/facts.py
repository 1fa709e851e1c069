"""One published document as it is handed to the portal: plain frozen values, complete and self-describing."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.choices import Origin, State, Validity


@dataclass(frozen=True, slots=True)
class PublicFile:
    """The bytes of one file; `kind` is a code of FileKind, the digests are 64 hexadecimal characters."""

    kind: str
    data: bytes
    sm3: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PublicReading:
    """One interpretation (解读材料); `page` is sanitised HTML, `text` the same in plain words.

    `serial` counts from 1 within the document and is part of the address; `form` is a label such as 问答.
    """

    serial: int
    title: str
    form: str
    source: str
    published_at: datetime
    page: str
    text: str
    sm3: str = ""
    picture: bytes = b""
    picture_type: str = ""


@dataclass(frozen=True, slots=True)
class EndedReading:
    """What is left of an interpretation that was taken down alone: its place, its name, when and why (R35)."""

    serial: int
    title: str
    published_at: datetime
    ended_at: datetime
    ended_kind: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction that was made, with the words to the public."""

    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class PublicRelation:
    """What the document does to another one (a code of RelationKind), named by 发文字号 or title."""

    kind: str
    number_text: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PublicColumn:
    """One page of the statutory column (a code of ColumnKind) as sanitised HTML; none: not filled in yet."""

    kind: str
    page: str


@dataclass(frozen=True, slots=True)
class PublicDataset:
    """One open-data set (a code of Dataset) with the days of its approval and what was approved (R20)."""

    name: str
    approved_on: date
    valid_until: date
    note: str


@dataclass(frozen=True, slots=True)
class PublicItem:
    """Everything that the portal holds of one document; a retracted one keeps its catalogue columns only.

    `index` is the 索引号 and the address; codes are those of documents.choices and portal.choices;
    `code_letters`, `number_year`, `number_serial` are the parsed 发文字号 (year 0: the series runs on).
    """

    index: str
    title: str
    published_on: date
    published_at: datetime
    origin: str = Origin.RELEASE
    state: str = State.LIVE
    number_text: str = ""
    code_letters: str = ""
    number_year: int | None = None
    number_serial: int | None = None
    issuing_body: str = ""
    topic: str = ""
    genre: str = ""
    stages: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    generated_on: date | None = None
    validity: str = Validity.IN_FORCE
    validity_note: str = ""
    content_sm3: str = ""
    text: str = ""
    files: tuple[PublicFile, ...] = ()
    readings: tuple[PublicReading, ...] = ()
    ended_readings: tuple[EndedReading, ...] = ()
    relations: tuple[PublicRelation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ended_at: datetime | None = None
    ended_kind: str = ""
    explanation: str = ""
    successor_index: str = ""
    successor_url: str = ""
    source_name: str = ""
    source_url: str = ""
