"""Clones: one INSERT for each row of a sample writes the rows of all its clones in a lot."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, Field, Model

from common.clock import office_date
from documents.models import Blob, Document
from workflow.populating.samples import MARK, Sample

ZONE = "Asia/Shanghai"
Part = tuple[str, list[Any]]
DUE = {"due_on": "b.due", "due_at": f"(b.due + time '17:00') at time zone '{ZONE}'"}  # of what is open
NAMED = {
    ("Document", "urgency"): "b.urgency", ("Document", "topic"): "b.topic", ("Document", "issued_on"): "b.issued",
    ("DocumentNumber", "year"): "b.year", ("DocumentNumber", "serial"): "b.serial",
    ("IndexNumber", "year"): "b.index_year", ("IndexNumber", "serial"): "b.index_serial",
    ("ValidityTerm", "ends_on"): "b.ends",
    ("Release", "topic"): "b.topic", ("Release", "generated_on"): "b.issued",
    ("PublishedDocument", "topic"): "b.topic", ("PublishedDocument", "generated_on"): "b.issued",
    ("PublishedDocument", "number_year"): "b.year", ("PublishedDocument", "number_serial"): "b.serial",
    ("Version", "content"): "b.content::jsonb",
    ("PublicCopy", "pdf"): "null", ("PublicCopy", "pdf_sm3"): "''", ("PublicCopy", "pdf_sha256"): "''",
    ("PublicCopy", "pdf_fonts"): "'[]'::jsonb",
    ("SearchEntry", "folded"): "b.folded", ("SearchEntry", "text_starts"): "b.text_starts",
    ("SearchEntry", "text_ends"): "b.text_starts + length(b.text)",
    ("SearchEntry", "vector"): "array_to_tsvector(string_to_array(b.tokens, chr(10)))",
}  # fmt: skip


class Cloning:
    """Knows the statements of every sample, and the keys that the clones get: `clone`'s many after the last ones."""

    def __init__(self, samples: Sequence[Sample], apps: frozenset[str] | None, change: int) -> None:
        self.samples, self.change = samples, change
        self.apps = apps
        counts = [Counter(type(row) for row in each.rows) for each in samples]
        self.models = [each for each in dict.fromkeys(m for c in counts for m in c) if self._is_cloned(each)]
        self.stride = {model: max(each[model] for each in counts) for model in self.models}
        self.base = {model: _last_key(model) + 1 for model in self.models if _is_counted(model)}
        self.statements = [self._statements(each) for each in samples]

    def _is_cloned(self, model: type[Model]) -> bool:
        return self.apps is None or model._meta.app_label in self.apps

    def clone(self, present: set[int]) -> None:
        """Write the rows of the lot; `present` are the samples in it."""
        with connection.cursor() as cursor:
            for number in sorted(present):
                for statement, values in self.statements[number]:
                    cursor.execute(statement, [*values, number])

    def document_of(self, k: int) -> int:
        """Return the key of the k-th clone's document."""
        return self.base[Document] + k * self.stride[Document]

    def reserve(self, count: int) -> None:
        """Let the next rows of the services take the keys after those of so many clones."""
        with connection.cursor() as cursor:
            for model, base in self.base.items():
                place = (model._meta.db_table, model._meta.pk.column, base + count * self.stride[model])
                cursor.execute("select setval(pg_get_serial_sequence(%s, %s), %s)", place)

    def _statements(self, sample: Sample) -> list[tuple[str, list[Any]]]:
        ranks: dict[tuple[type[Model], Any], int] = {}
        seen: Counter[type[Model]] = Counter()
        for row in sample.rows:
            ranks[type(row), row.pk] = seen[type(row)]
            seen[type(row)] += 1
        page = [_page_of(sample)] if sample.html and self._is_cloned(Blob) else []
        return page + [self._insert(row, sample, ranks) for row in sample.rows if self._is_cloned(type(row))]

    def _insert(self, row: Model, sample: Sample, ranks: dict[Any, int]) -> tuple[str, list[Any]]:
        places, values, names = [], [], []
        for field in row._meta.concrete_fields:
            place, given = self._value(row, field, sample, ranks)
            names.append(f'"{field.column}"')
            places.append(place)
            values += given
        table = row._meta.db_table
        return (
            f"insert into {table} ({', '.join(names)}) select {', '.join(places)}"  # noqa: S608
            " from populate_lot b where b.sample = %s",
            values,
        )

    def _value(self, row: Model, field: "Field[Any, Any]", sample: Sample, ranks: dict[Any, int]) -> Part:
        value, model = getattr(row, field.attname), type(row)
        target: Any = model if isinstance(field, AutoField) else field.related_model
        if target and (target, value) in ranks:
            return self._key(target, ranks[target, value])
        if value is not None and field.name == "change":
            return "b.k + %s", [self.change]
        return _own(value, field, row, sample) if value is not None else ("null", [])

    def _key(self, model: type[Model], rank: int) -> Part:
        return f"{self.base[model] + rank} + b.k * {self.stride[model]}", []


def _is_counted(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoField)


def _last_key(model: type[Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select coalesce(max({model._meta.pk.column}), 0) from {model._meta.db_table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _page_of(sample: Sample) -> tuple[str, list[Any]]:
    """Return the statement for the page texts, whose key is their digest."""
    return (
        f"insert into {Blob._meta.db_table} (sha256, data, size)"  # noqa: S608
        " select b.html_sha256, b.html, octet_length(b.html) from populate_lot b where b.sample = %s",
        [],
    )


def _own(value: Any, field: "Field[Any, Any]", row: Model, sample: Sample) -> Part:
    """Return what stands in the place of the sample's value: the clone's own words and moments, else the same."""
    if named := NAMED.get((type(row).__name__, field.name)):
        return named, []
    if field.name in DUE and not getattr(row, "finished", None):
        return DUE[field.name], []
    if field.name == "size" and getattr(row, "kind", "") == "html":
        return "octet_length(b.html)", []
    return _moment(value, row, sample) or _words(value, field, sample)


def _moment(value: Any, row: Model, sample: Sample) -> Part | None:
    """Return the moment, day, key or bytes of the clone; None for anything else."""
    if isinstance(value, datetime):
        return "b.at + %s * b.slow", [sample.after(value)]
    if isinstance(value, date):
        return _day(value, row, sample)
    if isinstance(value, memoryview | bytes):
        return ("b.html", []) if bytes(value) == sample.html else ("%s::bytea", [bytes(value)])
    if isinstance(value, UUID):
        return "gen_random_uuid()", []
    return None


def _day(value: date, row: Model, sample: Sample) -> Part:
    """Return the day of a moment in the same row that fell on it, else so many days after the beginning."""
    moments = (getattr(row, each.attname) for each in row._meta.concrete_fields)
    for moment in moments:
        if isinstance(moment, datetime) and office_date(moment) == value:
            return f"((b.at + %s * b.slow) at time zone '{ZONE}')::date", [sample.after(moment)]
    days = (value - office_date(sample.start)).days
    return f"(b.at at time zone '{ZONE}')::date + %s", [days]


def _words(value: Any, field: "Field[Any, Any]", sample: Sample) -> Part:
    given, kind = field.get_db_prep_save(value, connection), str(field.db_type(connection))
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
    if not isinstance(text, str):
        return f"%s::{kind}", [given]
    found = [name for name, own in sample.own.items() if own in text]
    for name in found:
        if text == sample.own[name]:
            return f"b.{name}", []
    place, values, rest = f"%s::{'text' if found else kind}", [text if kind == "jsonb" else given], text
    for name in found:
        place, values = f"replace({place}, %s, b.{name}::text)", [*values, sample.own[name]]
        rest = rest.replace(sample.own[name], "")
    if MARK in rest:
        raise AssertionError(f"{field} says more of its sample than what is replaced")
    return (f"({place})::{kind}" if found else place), values
