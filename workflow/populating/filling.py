"""Filling a database: samples, clones in lots, then the indexes, counts and keys that triggers would have kept."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max, Model, Q

from accounts.roles import Role
from accounts.selectors import users_with_role
from audit import services as audit
from audit.models import Entry
from documents.models import Document
from portal.models import FacetCount, MonthCount, PublishedDocument
from portal.services.changes import note_everything
from portal.services.items import next_change
from workflow.populating.cloning import Cloning
from workflow.populating.journal import journal
from workflow.populating.lots import TABLE, Clone, Lots, copy
from workflow.populating.samples import samples

LOT = 5_000
PEOPLE, A_PERSON = 4, 100  # drafters whose documents are samples, one for so many clones
ROOM = 100  # keys for the documents that become samples
CHAIN, VERB = "populate", "populate.made"
MANY = 1000  # from so many on, the indexes are built afterwards: in one go, by all processors, without gaps
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
 where i.indrelid = any(%s::regclass[]) and not exists
       (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
"""
PORTAL = frozenset({"portal"})
COUNTS = (
    "delete from {facets}",
    "insert into {facets} (name, value, count) select f.name, f.value, count(*)"
    " from {documents} d, portal_facets(d) f where d.state = 'live' group by f.name, f.value",
    "delete from {months}",
    "insert into {months} (name, value, month, count) select f.name, f.value,"
    " to_char(d.published_at at time zone 'Asia/Shanghai', 'YYYYMM'), count(*)"
    " from {documents} d, portal_facets(d) f where d.state = 'live' group by 1, 2, 3",
    "insert into publication_indexcounter (year, last) select year, max(serial) from publication_indexnumber"
    " group by year on conflict (year) do update set last = excluded.last",
)


def strangers() -> int:
    """Return how many documents are there that no run made."""
    made = Q(pk__in=[])
    for facts in Entry.objects.filter(chain=CHAIN, verb=VERB).values_list("facts", flat=True):
        made |= Q(pk__range=(facts["first"], facts["last"]))
    return Document.objects.exclude(made).count()


def has_drafters() -> bool:
    """Test if somebody may draft."""
    return users_with_role(Role.DRAFTER).exists()


def is_superuser() -> bool:
    """Test if the database lets its triggers rest for us."""
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper from pg_roles where rolname = current_user")
        return bool(cursor.fetchone()[0])


def fill(
    *, count: int, only_public: bool = False, at: datetime, progress: Callable[[int], object] = lambda _done: None
) -> Cloning:
    """Make so many documents; with `only_public` only what the portal shows of them. Return what proofs.doubts asks.

    Nobody else may work in the database meanwhile. `progress` hears how many more are done. All clones are one
    transaction: a run that was stopped leaves the samples.
    """
    first = _last_document() + 1
    last = first + ROOM + count
    audit.record(chain=CHAIN, verb=VERB, facts={"first": first, "last": last, "count": count}, by=None, at=at)
    made = list(samples(min(PEOPLE, max(1, count // A_PERSON))))
    change = next_change_of(count)
    cloning = Cloning(made, PORTAL if only_public else None, change)
    cloning.reserve(count)
    _reserve_documents(last)
    with _unguarded(), _indexed_afterwards(cloning.models, count):
        note = _no_note if only_public else journal(cloning, count, at).note
        _clone(cloning, iter(Lots(made, count, at, only_public)), note, progress)
        _count()
    _analyze(cloning)
    with transaction.atomic():
        next_change(0)
        note_everything(at=at)
    return cloning


def next_change_of(count: int) -> int:
    """Return the first of so many numbers of changes."""
    with transaction.atomic():
        return next_change(count)


def _last_document() -> int:
    """Return the last key that a document had, also one that is gone: the next one gets a later key."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(pg_sequence_last_value(pg_get_serial_sequence('documents_document', 'id')), 0)")
        given = int(cursor.fetchone()[0])
    return max(given, Document.objects.aggregate(last=Max("pk"))["last"] or 0)


def _reserve_documents(last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select setval(pg_get_serial_sequence('documents_document', 'id'), %s)", [last])


def _no_note(_lot: Sequence[Clone]) -> None:
    """Write nothing: what is only on the portal is nobody's document."""


def _clone(
    cloning: Cloning,
    clones: Iterator[Clone],
    note: Callable[[Sequence[Clone]], None],
    progress: Callable[[int], object],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.populate_lot")
        cursor.execute(TABLE)
        cursor.execute("create index populate_lot_sample on populate_lot (sample)")
    for lot in _ahead(clones):
        copy(lot)
        cloning.clone({each.sample for each in lot})
        note(lot)
        progress(len(lot))


def _ahead(clones: Iterator[Clone]) -> Iterator[list[Clone]]:
    """Yield the lots; the next one is composed while PostgreSQL writes the one before."""
    with ThreadPoolExecutor(1) as composer:
        coming = composer.submit(_lot, clones)
        while lot := coming.result():
            coming = composer.submit(_lot, clones)
            yield lot


def _lot(clones: Iterator[Clone]) -> list[Clone]:
    return list(islice(clones, LOT))


@contextmanager
def _unguarded() -> Iterator[None]:
    """Let triggers and foreign keys rest for one transaction: what they hold is proved afterwards (proofs.doubts)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica; set local synchronous_commit = off")
        yield
        cursor.execute("set local session_replication_role = origin")


@contextmanager
def _indexed_afterwards(models: Sequence[type[Model]], count: int) -> Iterator[None]:
    """Leave the indexes of the tables out, but for those of constraints, while very many documents are made."""
    if count < MANY:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [[model._meta.db_table for model in models]])
        left_out = cursor.fetchall()
        for name, _ in left_out:
            cursor.execute(f"drop index {name}")
        yield
        cursor.execute("set local maintenance_work_mem = '512MB'")
        cursor.execute("set local max_parallel_maintenance_workers = %s", [os.cpu_count() or 1])
        for _, definition in left_out:
            cursor.execute(definition)


def _count() -> None:
    tables = {"facets": FacetCount, "months": MonthCount, "documents": PublishedDocument}
    names = {name: model._meta.db_table for name, model in tables.items()}
    with connection.cursor() as cursor:
        for statement in COUNTS:
            cursor.execute(statement.format(**names))


def _analyze(cloning: Cloning) -> None:
    """Let PostgreSQL know its tables anew, where no transaction is open."""
    verb = "analyze" if connection.in_atomic_block else "vacuum analyze"
    with connection.cursor() as cursor:
        for model in cloning.models:
            cursor.execute(f"{verb} {model._meta.db_table}")
