"""What the interface says and takes: the shapes of version 1."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from portal.machine.api.cursors import PATTERN

INDEX = Annotated[str, Field(pattern=r"^[0-9A-Za-z_.\-]+(/[0-9A-Za-z_.\-]+)*$", max_length=100, description="索引号")]


class Word(Schema):
    """A code with what it means."""

    code: str
    label: str


class Correction(Schema):
    """One correction, with the words to the public."""

    at: datetime
    note: str


class FileOut(Schema):
    """One file, without its bytes."""

    kind: str = Field(description="docx、pdf 或 html")
    url: str
    media_type: str
    size: int = Field(description="字节数")
    sm3: str
    sha256: str


class ReadingOut(Schema):
    """One interpretation; `text` only where a document's interpretations are asked for."""

    serial: int
    url: str
    title: str
    form: str
    source: str
    published_at: datetime
    sm3: str
    text: str | None = None


class DocumentOut(Schema):
    """One document, or what is left of it after it was taken down."""

    index: str = Field(description="索引号，也是地址；不变")
    url: str
    state: Word = Field(description="live 公开中，retracted 已撤下")
    origin: Word
    title: str
    number: str = Field(description="发文字号")
    issuing_body: str
    topic: Word | None
    genre: Word | None
    stages: list[Word] = Field(description="五公开环节")
    summary: str
    keywords: list[str]
    generated_on: date | None = Field(description="生成日期")
    published_on: date
    published_at: datetime
    validity: Word
    validity_note: str
    content_sm3: str
    corrections: list[Correction]
    ended_at: datetime | None = Field(description="撤下时间")
    ended_kind: str
    explanation: str = Field(description="撤下的说明")
    successor: str | None = Field(description="接续文件的地址；没有为 null")
    source_name: str
    source_url: str
    change: int = Field(description="变动次序：数大的后变")
    changed_at: datetime


class DocumentWithFiles(DocumentOut):
    """A document with the metadata of its files."""

    files: list[FileOut]


class DocumentWhole(DocumentWithFiles):
    """A document with the metadata of its files and its interpretations."""

    readings: list[ReadingOut]


class DocumentPage(Schema):
    """One page of a list, the newest first."""

    items: list[DocumentOut]
    next_cursor: str | None = Field(description="下一页的 cursor；没有下一页为 null")


class ChangePage(Schema):
    """What changed, in the order of the changes."""

    items: list[DocumentWithFiles]
    last: int = Field(description="下次从这个数之后取")
    more: bool


class Count(Schema):
    """How many live documents have a value."""

    value: str
    label: str
    count: int


class FacetOut(Schema):
    """One filter with its values; `name` is that of the parameter."""

    name: str
    values: list[Count]


class FacetPage(Schema):
    """All filters, and how many documents are public."""

    total: int
    facets: list[FacetOut]


class RelationOut(Schema):
    """What one document does to another one; the other need not be public here."""

    kind: Word
    direction: str = Field(description="out 本件对对方，in 对方对本件")
    title: str
    number: str
    url: str | None = Field(description="对方在本网站的地址；没有为 null")


class Flaw(Schema):
    """What is wrong with one parameter."""

    parameter: str
    reason: str


class Problem(Schema):
    """A refusal (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Flaw] = []


class Paging(Schema):
    """Which page of a list."""

    cursor: str = Field("", pattern=PATTERN, description="上一页给出的 next_cursor；不填为第一页")
    limit: int = Field(20, ge=1, le=100, description="一页的件数")


class Since(Schema):
    """Which changes."""

    after: int = Field(0, ge=0, le=2**63 - 1, description="已取到的变动次序；从头取为 0")
    limit: int = Field(100, ge=1, le=500, description="一次最多取几件")


Parameters = dict[str, Any]
