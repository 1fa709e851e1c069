"""R84: whatever single row a superuser changes, adds or takes away with triggers off is found and named."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from audit import services as audit
from audit.models import ChainHead, Entry, Seal, SealLine
from audit.verification import SEALS, Broken, Fault, verify

pytestmark = pytest.mark.rule(84)

DOCUMENT, OTHER = "document:12", "document:13"
HEX = "'" + "f" * 64 + "'"

# Every column of an entry: how it is changed, and what is found where.
ENTRY_CHANGES = {
    "id": "id + 1000",
    "chain": "'document:99'",
    "serial": "serial + 90",
    "verb": "'session.ended'",
    "facts": """'{"page": "别的页面"}'""",
    "by_id": "8",
    "by_name": "'赵六'",
    "on_behalf_of_id": "9",
    "on_behalf_of_name": "'赵六'",
    "at": "at + interval '1 microsecond'",
    "act_id": "'00000000-0000-0000-0000-000000000000'",
    "previous": HEX,
    "hash": HEX,
}
HEAD_CHANGES = {"chain": "'document:99'", "serial": "serial - 1", "hash": HEX}
SEAL_CHANGES = {
    "serial": "serial + 90",
    "at": "at + interval '1 microsecond'",
    "heads": "heads + 1",
    "digest": HEX,
    "previous": HEX,
    "hash": HEX,
}
LINE_CHANGES = {"seal_id": "2", "chain": "'document:99'", "serial": "serial + 90", "hash": HEX}


@pytest.fixture
def journal(write, wang, noon):
    """Two chains of five, sealed twice, and one entry after the last seal."""
    write(DOCUMENT, 3)
    write(OTHER, 5)
    audit.seal(at=noon)
    write(DOCUMENT, 1, on_behalf_of=wang)
    write("accounts", 1, verb="session.refused", facts={"username": "somebody", "address": ""}, by=None)
    audit.seal(at=noon + timedelta(hours=1))
    write(DOCUMENT, 1)


def columns_of(model):
    return {field.column for field in model._meta.concrete_fields}


def entry_at(serial, chain=DOCUMENT):
    return Entry.objects.get(chain=chain, serial=serial)


def found():
    return {each.chain: each for each in verify().broken}


def test_the_untouched_journal_is_whole(journal):
    verdict = verify()

    assert verdict.broken == ()
    assert (verdict.entries, verdict.chains, verdict.seals) == (11, 3, 2)


def test_the_empty_journal_is_whole(db):
    assert verify().broken == ()


def test_the_changes_below_are_to_every_column():
    assert set(ENTRY_CHANGES) == columns_of(Entry)
    assert set(HEAD_CHANGES) == columns_of(ChainHead)
    assert set(SEAL_CHANGES) == columns_of(Seal)
    assert set(LINE_CHANGES) | {"id"} == columns_of(SealLine)  # the id of a line means nothing


@pytest.mark.parametrize("serial", [1, 3, 5])
@pytest.mark.parametrize("column", sorted(set(ENTRY_CHANGES) - {"id", "chain", "serial"}))
def test_a_changed_column_of_an_entry_names_that_entry(journal, alter, column, serial):
    entry = entry_at(serial)

    assert alter("audit_entry", column, ENTRY_CHANGES[column], "id = %s", entry.pk) == 1

    assert found() == {DOCUMENT: Broken(DOCUMENT, serial, entry.pk, Fault.CHANGED)}


def test_a_changed_id_names_the_entry_that_bears_it(journal, tamper):
    entry = entry_at(3)

    tamper("update audit_entry set id = id + 1000 where id = %s", [entry.pk])

    assert found() == {DOCUMENT: Broken(DOCUMENT, 3, entry.pk + 1000, Fault.CHANGED)}


def test_an_entry_moved_to_another_chain_is_missed_in_one_and_named_in_the_other(journal, tamper):
    entry = entry_at(2)

    tamper("update audit_entry set chain = 'document:99' where id = %s", [entry.pk])

    assert found() == {
        DOCUMENT: Broken(DOCUMENT, 2, None, Fault.MISSING),
        "document:99": Broken("document:99", 2, entry.pk, Fault.CHANGED),
    }


@pytest.mark.parametrize("serial", [1, 2])
def test_an_entry_moved_within_its_chain_is_missed_at_its_place(journal, tamper, serial):
    tamper("update audit_entry set serial = serial + 90 where id = %s", [entry_at(serial).pk])

    assert found() == {DOCUMENT: Broken(DOCUMENT, serial, None, Fault.MISSING)}


def test_the_last_entry_moved_within_its_chain_is_named(journal, tamper):
    entry = entry_at(5)

    tamper("update audit_entry set serial = serial + 90 where id = %s", [entry.pk])

    assert found() == {DOCUMENT: Broken(DOCUMENT, 95, entry.pk, Fault.CHANGED)}


@pytest.mark.parametrize("serial", [1, 3, 5])
def test_a_deleted_entry_is_missed_at_its_place_also_at_the_tail(journal, tamper, serial):
    tamper("delete from audit_entry where id = %s", [entry_at(serial).pk])

    assert found() == {DOCUMENT: Broken(DOCUMENT, serial, None, Fault.MISSING)}


def test_a_chain_that_lost_all_its_entries_is_named(journal, tamper):
    tamper("delete from audit_entry where chain = 'accounts'")

    assert found() == {"accounts": Broken("accounts", 1, None, Fault.MISSING)}


def test_a_forged_entry_after_the_last_is_named(journal, tamper):
    insert_copy(tamper, serial=6)
    forged = entry_at(6)

    assert found() == {DOCUMENT: Broken(DOCUMENT, 6, forged.pk, Fault.CHANGED)}


def test_a_forged_entry_with_a_right_digest_is_beyond_the_head(journal, tamper, write):
    head = ChainHead.objects.get(chain=DOCUMENT)
    write(DOCUMENT)
    tamper(
        "update audit_chainhead set serial = %s, hash = %s where chain = %s",
        [head.serial, head.hash, DOCUMENT],
    )

    assert found() == {DOCUMENT: Broken(DOCUMENT, 6, entry_at(6).pk, Fault.BEYOND_HEAD)}


def test_an_entry_replaced_by_one_with_a_right_digest_breaks_the_link_of_the_next(journal, tamper, write):
    rewrite(tamper, write, serial=2)

    assert found() == {DOCUMENT: Broken(DOCUMENT, 3, entry_at(3).pk, Fault.UNLINKED)}


def test_a_sealed_entry_replaced_by_one_with_a_right_digest_is_named_itself(journal, tamper, write):
    rewrite(tamper, write, serial=3)

    assert found() == {DOCUMENT: Broken(DOCUMENT, 3, entry_at(3).pk, Fault.NOT_AS_SEALED)}


def test_a_history_rewritten_to_its_end_is_not_as_it_was_sealed(journal, tamper, write):
    tamper("delete from audit_entry where chain = %s and serial > 2", [DOCUMENT])
    tamper("update audit_chainhead set serial = 2, hash = %s where chain = %s", [entry_at(2).hash, DOCUMENT])
    write(DOCUMENT, 3, verb="session.ended", facts={})

    assert found() == {DOCUMENT: Broken(DOCUMENT, 3, entry_at(3).pk, Fault.NOT_AS_SEALED)}


def test_sealed_entries_cut_off_with_their_head_are_missed(journal, tamper):
    tamper("delete from audit_entry where chain = %s and serial > 3", [DOCUMENT])
    tamper("update audit_chainhead set serial = 3, hash = %s where chain = %s", [entry_at(3).hash, DOCUMENT])

    assert found() == {DOCUMENT: Broken(DOCUMENT, 4, None, Fault.NOT_AS_SEALED)}


@pytest.mark.parametrize(
    ("column", "broken"),
    [
        ("serial", Broken(DOCUMENT, 5, None, Fault.BEYOND_HEAD)),
        ("hash", Broken(DOCUMENT, 5, None, Fault.HEAD_CHANGED)),
    ],
)
def test_a_changed_head_names_the_last_entry_of_its_chain(journal, alter, column, broken):
    alter("audit_chainhead", column, HEAD_CHANGES[column], "chain = %s", DOCUMENT)

    (only,) = found().values()
    assert (only.chain, only.serial, only.fault) == (broken.chain, broken.serial, broken.fault)
    assert only.entry_id == entry_at(5).pk


def test_a_head_moved_to_another_chain_leaves_one_chain_without_head_and_one_without_entries(journal, tamper):
    tamper("update audit_chainhead set chain = 'document:99' where chain = %s", [DOCUMENT])

    assert found() == {
        DOCUMENT: Broken(DOCUMENT, 5, entry_at(5).pk, Fault.HEAD_CHANGED),
        "document:99": Broken("document:99", 1, None, Fault.MISSING),
    }


def test_a_deleted_head_names_the_last_entry_of_its_chain(journal, tamper):
    tamper("delete from audit_chainhead where chain = %s", [DOCUMENT])

    assert found() == {DOCUMENT: Broken(DOCUMENT, 5, entry_at(5).pk, Fault.HEAD_CHANGED)}


def test_an_inserted_head_is_named(journal, tamper):
    tamper("insert into audit_chainhead (chain, serial, hash) values ('document:99', 0, repeat('0', 64))")

    assert found() == {"document:99": Broken("document:99", 1, None, Fault.MISSING)}


@pytest.mark.parametrize("serial", [1, 2])
@pytest.mark.parametrize("column", sorted(set(SEAL_CHANGES) - {"serial"}))
def test_a_changed_column_of_a_seal_names_that_seal(journal, alter, column, serial):
    alter("audit_seal", column, SEAL_CHANGES[column], "serial = %s", serial)

    assert found() == {SEALS: Broken(SEALS, serial, None, Fault.CHANGED)}


@pytest.mark.parametrize("serial", [1, 2])
@pytest.mark.parametrize(
    "change",
    [
        "update audit_seal set serial = serial + 90 where serial = %s",
        "delete from audit_seal where serial = %s",
    ],
)
def test_a_seal_that_is_gone_from_its_place_is_missed(journal, tamper, serial, change):
    tamper(change, [serial])

    assert found() == {SEALS: Broken(SEALS, serial, None, Fault.MISSING)}


@pytest.mark.parametrize("column", LINE_CHANGES)
def test_a_changed_line_of_a_seal_names_that_seal_and_no_entry(journal, alter, column):
    alter("audit_sealline", column, LINE_CHANGES[column], "seal_id = 1 and chain = %s", DOCUMENT)

    assert found() == {SEALS: Broken(SEALS, 1, None, Fault.CHANGED)}


@pytest.mark.parametrize("seal", [1, 2])
def test_a_deleted_line_of_a_seal_names_that_seal(journal, tamper, seal):
    tamper("delete from audit_sealline where seal_id = %s and chain = %s", [seal, DOCUMENT])

    assert found() == {SEALS: Broken(SEALS, seal, None, Fault.CHANGED)}


def test_an_inserted_line_of_a_seal_names_that_seal(journal, tamper):
    line = [1, DOCUMENT, 2, entry_at(2).hash]
    tamper("insert into audit_sealline (seal_id, chain, serial, hash) values (%s, %s, %s, %s)", line)

    assert found() == {SEALS: Broken(SEALS, 1, None, Fault.CHANGED)}


def test_every_broken_chain_is_named_not_only_the_first(journal, tamper):
    tamper("update audit_entry set by_name = '赵六' where serial in (2, 4)")

    assert {(each.chain, each.serial) for each in verify().broken} == {(DOCUMENT, 2), (OTHER, 2)}


def test_verification_reads_in_a_stream(journal, django_assert_num_queries):
    with django_assert_num_queries(5):  # three streams inside a savepoint
        verify()


def test_the_command_is_silent_about_nothing_and_fails_when_broken(journal, tamper, capsys):
    call_command("verify_journal")
    assert "全部完好" in capsys.readouterr().out

    tamper("update audit_entry set by_name = '赵六' where id = %s", [entry_at(4).pk])
    with pytest.raises(SystemExit) as end:
        call_command("verify_journal")

    assert end.value.code == 1
    assert f"链 {DOCUMENT} 第 4 条，编号 {entry_at(4).pk}" in capsys.readouterr().out


def test_the_command_speaks_json(journal, tamper):
    tamper("delete from audit_entry where id = %s", [entry_at(4).pk])
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("verify_journal", "--json", stdout=out)

    report = json.loads(out.getvalue())
    assert report["whole"] is False
    assert [(each["chain"], each["serial"], each["fault"]) for each in report["broken"]] == [(DOCUMENT, 4, "missing")]


def insert_copy(tamper, *, serial):
    """Add a copy of the chain's last entry under the next number."""
    tamper(
        """
        insert into audit_entry select nextval('audit_entry_id_seq'), chain, %s, verb, facts, by_id, by_name,
            on_behalf_of_id, on_behalf_of_name, at, act_id, previous, hash
        from audit_entry where chain = %s and serial = %s
        """,
        [serial, DOCUMENT, serial - 1],
    )


def rewrite(tamper, write, *, serial):
    """Replace one entry by another whose own digest is right, and leave the rest as it was."""
    with connection.cursor() as cursor:
        cursor.execute("select serial, hash from audit_chainhead where chain = %s", [DOCUMENT])
        head = cursor.fetchone()
    tamper("delete from audit_entry where chain = %s and serial = %s", [DOCUMENT, serial])
    before = [serial - 1, entry_at(serial - 1).hash, DOCUMENT]
    tamper("update audit_chainhead set serial = %s, hash = %s where chain = %s", before)
    write(DOCUMENT, verb="session.ended", facts={})
    tamper("update audit_chainhead set serial = %s, hash = %s where chain = %s", [*head, DOCUMENT])
