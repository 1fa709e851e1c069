from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction

from audit import acts
from audit import services as audit
from audit.errors import FactsMissing, FactsUnfit, UnknownVerb
from audit.models import GENESIS, ChainHead, Entry, Seal
from audit.verification import verify

ACT = UUID("12345678-1234-5678-1234-567812345678")


def test_an_entry_keeps_both_names_when_one_acts_for_the_other(write, li, wang):
    write("document:1", on_behalf_of=wang)

    entry = Entry.objects.get()
    assert (entry.by_id, entry.by_name) == (li.pk, "李文")
    assert (entry.on_behalf_of_id, entry.on_behalf_of_name) == (wang.pk, "王芳")


def test_entries_of_a_chain_are_numbered_and_linked(write):
    write("document:1", 3)
    write("document:2", 1)

    entries = list(Entry.objects.filter(chain="document:1").order_by("serial"))
    assert [entry.serial for entry in entries] == [1, 2, 3]
    assert entries[0].previous == GENESIS
    assert all(after.previous == before.hash for before, after in pairwise(entries))
    head = ChainHead.objects.get(chain="document:1")
    assert (head.serial, head.hash) == (3, entries[-1].hash)


@pytest.mark.parametrize("already", [0, 2])
def test_an_entry_costs_two_statements_also_the_first_of_its_chain(write, already, django_assert_num_queries):
    write("document:1", already)

    with django_assert_num_queries(2):
        write("document:1")


def test_an_entry_goes_with_the_transaction_that_made_it(write):
    write("document:1")
    with pytest.raises(RuntimeError), transaction.atomic():
        write("document:1")
        raise RuntimeError
    write("document:1")

    assert list(Entry.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2]
    assert verify().broken == ()


@pytest.mark.django_db(transaction=True)
def test_people_who_write_a_new_chain_at_once_get_one_gapless_chain(write):
    threads, each = 6, 5
    start = Barrier(threads)

    def work(_):
        try:
            start.wait()
            for _ in range(each):
                write("document:1")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))

    serials = list(Entry.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == [*range(1, threads * each + 1)]
    assert verify().broken == ()


def test_a_verb_that_nobody_registered_is_refused(write):
    with pytest.raises(UnknownVerb):
        write("document:1", verb="document.vanished")

    assert not Entry.objects.exists()


def test_facts_that_the_sentence_needs_must_be_given(write):
    with pytest.raises(FactsMissing) as refusal:
        write("document:1", facts={})

    assert "page" in str(refusal.value)


@pytest.mark.parametrize(
    "value", [1.5, "x" * 5000, "a\x00b", "\ud800", {1: "number as name"}, object(), ["ok", 0.1], b"bytes"]
)
def test_facts_that_the_database_would_not_give_back_unchanged_are_refused(write, value):
    with pytest.raises(FactsUnfit):
        write("document:1", facts={"page": value})


def test_facts_of_many_kinds_verify(write):
    facts = {
        "page": "一 “页” \\ \n 😀",
        "ids": [1, -2, 10**30],
        "yes": True,
        "none": None,
        "in": {"b": 1, "a": []},
    }
    write("document:1", facts=facts)

    assert Entry.objects.get().facts == facts
    assert verify().broken == ()


def test_entries_of_one_act_bear_one_number(write):
    with acts.act() as number:
        write("document:1")
        write("accounts")
    write("document:1")

    assert [*Entry.objects.order_by("pk").values_list("act_id", flat=True)][:2] == [number, number]
    assert Entry.objects.exclude(act_id=number).count() == 1


def test_an_act_number_may_be_given(write):
    write("document:1", act_id=ACT)

    assert Entry.objects.get().act_id == ACT


def test_views_and_refusals_are_entries(li, noon, db):
    audit.record_view(chain="document:1", page="保密审查工作台", by=li, at=noon)
    audit.record_refusal(chain="document:1", act="签发", code="GEN-422", by=li, at=noon)

    assert list(Entry.objects.order_by("serial").values_list("verb", flat=True)) == [
        "page.viewed",
        "act.refused",
    ]


@pytest.mark.rule(84)
@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_sealline", "audit_chainhead"])
@pytest.mark.parametrize("sql", ["delete from {}", "truncate {} cascade", "update {} set serial = serial - 1"])
def test_the_journal_can_only_be_added_to(write, noon, table, sql):
    write("document:1", 2)
    audit.seal(at=noon)

    with pytest.raises(DatabaseError, match="留痕"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(sql.format(table))


@pytest.mark.parametrize("change", [{"chain": "document:2"}, {"serial": 3}])
def test_a_head_may_not_be_renamed_or_jump(write, change):
    write("document:1")

    with pytest.raises(DatabaseError, match="链首"), transaction.atomic():
        ChainHead.objects.update(**change)


def test_a_seal_covers_the_heads_that_moved_since_the_last(write, noon):
    write("document:1", 2)
    write("document:2", 1)
    first = audit.seal(at=noon)
    write("document:2", 1)
    second = audit.seal(at=noon + timedelta(hours=1))

    assert (first.serial, first.heads, first.previous) == (1, 2, GENESIS)
    assert (second.serial, second.heads, second.previous) == (2, 1, first.hash)
    assert list(second.lines.values_list("chain", "serial")) == [("document:2", 2)]
    assert verify().broken == ()


def test_nothing_new_is_no_seal(write, noon):
    write("document:1")
    audit.seal(at=noon)

    assert audit.seal(at=noon) is None
    assert Seal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_seal_at_once_make_no_seal_twice(write, noon):
    for number in range(20):
        write(f"document:{number}")
    start = Barrier(2)

    def work(_):
        try:
            start.wait()
            return audit.seal(at=noon)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(work, range(2)))

    assert sorted(seal.heads for seal in made if seal) == [20]
    assert verify().broken == ()
