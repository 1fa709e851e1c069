"""Lots: what the clones have of their own, composed here and copied to PostgreSQL some thousands at a time."""

import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from operator import attrgetter

from django.db import connection
from django.db.models import Max

from common.clock import office_date
from common.digests import of_bytes
from documents.choices import Topic, Urgency
from documents.models import DocumentNumber
from portal.models import PublishedDocument
from portal.services.entries import compared
from publication.models import IndexNumber
from publication.services.index import index_text
from workflow.populating import phrases
from workflow.populating.samples import LINES, Sample

FIRST_DAY = timedelta(days=30)  # from the samples to the first clone
RECENT = timedelta(days=20)  # within which what is open has come; what is finished was signed before
OPEN_SHARE, PUBLIC_SHARE = 0.03, 0.6
URGENCIES = (*[Urgency.NORMAL.value] * 8, Urgency.URGENT.value, Urgency.MOST_URGENT.value)
DUE_DAYS = range(-10, 21)
SOON, LATER, SOON_SHARE = range(1, 180), range(180, 1825), 0.005  # days until a normative document's term ends


@dataclass(slots=True)
class Clone:
    """One document to be made; the fields are the columns of the lot."""

    k: int
    sample: int
    at: datetime
    slow: float
    due: date
    ends: date
    urgency: str
    topic: str
    title: str
    number: str
    serial: int
    year: int
    issued: date | None
    index: str
    index_serial: int
    index_year: int
    content: str
    content_sm3: str
    content_sha256: str
    text: str
    html: bytes
    html_sm3: str
    html_sha256: str
    folded: str
    tokens: str
    text_starts: int


TYPES = {
    int: "bigint", str: "text", bytes: "bytea", float: "float8", datetime: "timestamptz", date: "date",
    date | None: "date",
}  # fmt: skip
COLUMNS = [f'"{each.name}"' for each in fields(Clone)]
CELLS = attrgetter(*(each.name for each in fields(Clone)))
TABLE = "create temporary table populate_lot ({})".format(
    ", ".join(f'"{each.name}" {TYPES[each.type]}' for each in fields(Clone))  # type: ignore[index]  # see TYPES
)


class Lots:
    """The clones in the order of their signatures: first the finished ones, over the years, then the open ones."""

    def __init__(self, samples: Sequence[Sample], count: int, at: datetime, only_public: bool) -> None:
        self.samples, self.count, self.at = samples, count, at
        self.chance = random.Random(20260101)  # noqa: S311  # the same documents in every run
        self.finished = [n for n, each in enumerate(samples) if not each.is_open]
        self.public = [n for n in self.finished if samples[n].shown]
        self.filed = [n for n in self.finished if not samples[n].shown]
        self.open = [n for n, each in enumerate(samples) if each.is_open]
        self.opens = 0 if only_public else max(1, round(count * OPEN_SHARE))
        self.only_public = only_public
        self.codes = [each.number.series.code if each.number else "" for each in samples]
        self.numbers, self.indexes = _numbers(), _indexes()

    def __iter__(self) -> Iterator[Clone]:
        """Yield the clones, without a query: another thread may ask for them; numbers go on where the tables end."""
        first = self.samples[0].start + FIRST_DAY
        years = self.at - RECENT - first
        done = self.count - self.opens
        for k in range(self.count):
            if k < done:
                yield self._clone(k, self._finished(), first + years * (k / done), self.chance.uniform(60, 300))
            else:
                yield self._open(k)

    def _finished(self) -> int:
        public = self.only_public or self.chance.random() < PUBLIC_SHARE
        return self.chance.choice(self.public if public else self.filed)

    def _open(self, k: int) -> Clone:
        number = self.chance.choice(self.open)
        age = RECENT * self.chance.uniform(0.02, 0.98)
        slow = 0.95 * age / max(self.samples[number].lasted, timedelta(minutes=10))
        signed = self.samples[number].signed_after or timedelta()
        return self._clone(k, number, self.at - age + signed * slow, slow)

    def _clone(self, k: int, number: int, signed_at: datetime, slow: float) -> Clone:
        """Return the clone of a sample that was signed at the moment, or began then when nobody signed it."""
        sample, chance, today = self.samples[number], self.chance, office_date(self.at)
        at = signed_at - (sample.signed_after or timedelta()) * slow
        ends = chance.choice(SOON if chance.random() < SOON_SHARE else LATER)
        made = Clone(
            k, number, at, slow, today + timedelta(days=chance.choice(DUE_DAYS)), today + timedelta(days=ends),
            chance.choice(URGENCIES), chance.choice(Topic.values),
            sample.document.title.replace("样本事项", phrases.matter(chance)),
            "", 0, 0, None, "", 0, 0, "", "", "", "", b"", "", "", "", "", 0,
        )  # fmt: skip
        self._number(made, self.codes[number], office_date(signed_at))
        self._index(made, sample)
        _write(made, sample, [phrases.sentence(chance) for _ in LINES])
        return made

    def _number(self, made: Clone, code: str, signed_on: date) -> None:
        if not code:
            return
        self.numbers[code, signed_on.year] += 1
        made.issued, made.year, made.serial = signed_on, signed_on.year, self.numbers[code, signed_on.year]
        made.number = f"{code}〔{made.year}〕{made.serial}号"

    def _index(self, made: Clone, sample: Sample) -> None:
        if sample.shown is None:
            return
        on = office_date(made.at + sample.after(sample.shown.published_at) * made.slow)
        self.indexes[on.year] += 1
        made.index_year, made.index_serial = on.year, self.indexes[on.year]
        made.index = index_text(on, made.index_serial)


def _numbers() -> Counter[tuple[str, int]]:
    held = DocumentNumber.objects.values_list("series__code", "year").annotate(last=Max("serial"))
    return Counter({(code, year): last for code, year, last in held})


def _indexes() -> Counter[int]:
    return Counter(dict(IndexNumber.objects.values_list("year").annotate(last=Max("serial"))))


def _write(made: Clone, sample: Sample, lines: list[str]) -> None:
    """Put title, number and sentences in the place of the sample's."""
    said = {sample.document.title: made.title, **dict(zip(LINES, lines, strict=True))}
    made.content = _said(sample.content, said)
    digest = of_bytes(made.content.encode())
    made.content_sm3, made.content_sha256 = digest.sm3, digest.sha256
    if sample.html:
        held, issued = sample.document, made.issued
        assert issued is not None and held.issued_on is not None  # noqa: S101  # typeset after the register
        said |= {held.number_text: made.number, _written(held.issued_on): _written(issued)}
        said[held.issued_on.isoformat()] = issued.isoformat()
        made.html = _said(sample.html.decode(), said).encode()
        page = of_bytes(made.html)
        made.html_sm3, made.html_sha256 = page.sm3, page.sha256
    if sample.shown:
        made.text = _said(sample.shown.text, said)
        _compare(made, sample, sample.shown)


def _said(text: str, said: dict[str, str]) -> str:
    for old, new in said.items():
        text = text.replace(old, new)
    return text


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _compare(made: Clone, sample: Sample, shown: PublishedDocument) -> None:
    """Note what the search compares, as the portal's own service does."""
    old = shown.title
    document = PublishedDocument(
        title=made.title, number_text=made.number, text=made.text, summary=shown.summary.replace(old, made.title),
        topic=made.topic, genre=shown.genre, validity=shown.validity, origin=shown.origin, stages=shown.stages,
        issuing_body=shown.issuing_body, generated_on=made.issued,
        published_at=made.at + sample.after(shown.published_at) * made.slow,
    )  # fmt: skip
    readings = [(each.title.replace(old, made.title), each.text.replace(old, made.title)) for each in sample.readings]
    made.folded, tokens, _ = compared(document, readings)
    made.tokens, made.text_starts = "\n".join(tokens), len(made.title) + len(made.number) + 2


def copy(clones: Sequence[Clone]) -> None:
    """Put the clones into the table of the lot, in the place of the lot before."""
    with connection.cursor() as cursor:
        cursor.execute("truncate populate_lot")
        put("populate_lot", COLUMNS, map(CELLS, clones))
        cursor.execute("analyze populate_lot")


def put(table: str, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Copy the rows into the table."""
    lines = io.StringIO()
    for row in rows:
        lines.write("\t".join(map(_cell, row)) + "\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"copy {table} ({', '.join(columns)}) from stdin", lines)


def _cell(value: object) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bytes):
        return r"\\x" + value.hex()
    text = str(value)
    return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")
