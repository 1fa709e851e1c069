"""Dictionary and negative list against raw SQL: approved is for ever, and nobody approves the own proposal."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from documents.models import NegativeListEntry
from review.services import negative_list as lists
from tests.review.dictionary.conftest import NOON, ROW, TOMORROW, row, stand_in


def refuses(words, statement, *values):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
    assert words in str(refusal.value)


EDITION = "update review_dictionaryedition set {} where serial = %s"
KEPT = {
    "an approved edition refused": EDITION.format("state = 'refused', words = '不'"),
    "an approved edition in force earlier": EDITION.format("valid_from = '2020-01-01'"),
    "another digest": EDITION.format("digest = repeat('0', 64)"),
    "another approver": EDITION.format("decided_by_id = proposed_by_id"),
    "an edition deleted": "delete from review_dictionaryedition where serial = %s",
    "a term changed": "update review_dictionaryterm set severity = 'info' where edition_id = "
    "(select id from review_dictionaryedition where serial = %s)",
    "a term deleted": "delete from review_dictionaryterm where edition_id = "
    "(select id from review_dictionaryedition where serial = %s)",
}


@pytest.mark.parametrize("tried", KEPT)
@pytest.mark.parametrize("serial", [1, 2])
def test_an_approved_edition_never_changes(desk, tried, serial):
    desk.approved(ROW)

    refuses("不得修改或删除", KEPT[tried], serial)


@pytest.mark.parametrize(
    "table",
    ["review_dictionaryterm", "review_dictionaryedition", "review_entryproposal", "documents_negativelistentry"],
)
def test_no_list_is_emptied(desk, table):
    refuses("不得修改或删除", f"truncate {table} cascade")


TERM = """insert into review_dictionaryterm (edition_id, text, kind, severity, code, basis, advice)
values (%s, %s, 'wording', 'block', '', '依据', '建议')"""


def test_no_term_joins_an_edition_after_it_was_proposed(desk):
    refuses("提请批准以后不得增加词条", TERM, desk.proposed(ROW).pk, "新词")
    refuses("提请批准以后不得增加词条", TERM, desk.first().pk, "新词")


def test_an_edition_with_another_number_of_terms_is_not_proposed(desk):
    edition = desk.draft(ROW)
    with connection.cursor() as cursor:
        cursor.execute(TERM, [edition.pk, "悄悄加的词"])

    refuses(
        "词条数与本版不符",
        "update review_dictionaryedition set state = 'proposed', proposed_at = now() where id = %s",
        edition.pk,
    )


@pytest.mark.parametrize(("text", "words"), [("题", "term_has_two_signs"), (ROW.text, "term_once_per_edition")])
def test_an_unfit_term_is_refused(desk, text, words):
    refuses(words, TERM, desk.draft(ROW).pk, text)


APPROVE = """update review_dictionaryedition
set state = 'approved', decided_by_id = %s, decided_at = %s, valid_from = %s where id = %s"""


def approval(edition, person, at=NOON, day="2026-11-24"):
    return APPROVE, person.pk, at, day, edition.pk


def test_nobody_approves_the_own_proposal(desk):
    edition = desk.proposed(ROW)

    refuses("edition_is_decided_by_another", *approval(edition, desk.officer))


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_approves_for_a_near_one(desk, turned):
    edition = desk.proposed(ROW)
    stand_in(*((desk.head, desk.officer) if turned else (desk.officer, desk.head)))

    refuses("不得批准由自己代办或代自己办理的人", *approval(edition, desk.head))


def test_a_draft_is_not_approved_and_nothing_is_born_approved(desk):
    edition = desk.draft(ROW)

    refuses("不得修改或删除", *approval(edition, desk.head))
    refuses(
        "须先草拟",
        """insert into review_dictionaryedition
        (serial, state, note, terms_count, digest, valid_from, drafted_at, proposed_at, proposed_by_id, decided_by_id,
         decided_at, words) values (9, 'approved', '直接生效', 0, '', '2026-11-24', %s, %s, %s, %s, %s, '')""",
        NOON, NOON, desk.officer.pk, desk.head.pk, NOON,
    )  # fmt: skip


def test_an_edition_is_in_force_no_earlier_than_it_was_approved(desk):
    edition = desk.proposed(ROW)

    refuses("不得溯及批准之前", *approval(edition, desk.head, at=NOON + timedelta(days=1)))


def test_an_older_edition_is_not_approved_after_a_newer_one(desk):
    older = desk.draft(ROW)
    desk.approved(row(text="命题人员名单"), by=desk.other)
    with connection.cursor() as cursor:
        cursor.execute(
            "update review_dictionaryedition set state = 'proposed', proposed_at = %s where id = %s", [NOON, older.pk]
        )

    refuses("已有更新的版次", *approval(older, desk.head))


def test_only_who_proposed_takes_an_edition_back(desk):
    edition = desk.proposed(ROW)

    refuses(
        "只能由提出人收回",
        "update review_dictionaryedition set state = 'withdrawn', decided_by_id = %s, decided_at = %s where id = %s",
        desk.head.pk, NOON, edition.pk,
    )  # fmt: skip


# --- the negative list -----------------------------------------------------------------------------------

ENTRY = {
    "words": "update documents_negativelistentry set subject = '另' where code = 'A02'",
    "number": "update documents_negativelistentry set code = 'Z01' where code = 'A02'",
    "end that nobody approved": "update documents_negativelistentry set valid_to = '2026-11-24' where code = 'A02'",
    "row": "delete from documents_negativelistentry where code = 'A02'",
    "addition that nobody approved": "insert into documents_negativelistentry (code, edition, ground, subject, scope,"
    " basis, valid_from) values ('Z01', 1, 'law_forbids', '事项', '范围', '依据', '2026-11-24')",
}


@pytest.mark.parametrize("tried", ENTRY)
def test_the_negative_list_changes_by_an_approved_proposal_only(desk, tried):
    refuses("须经另一人批准", ENTRY[tried])


@pytest.fixture
def proposal(desk):
    entry = NegativeListEntry.objects.get(code="A02")
    return lists.propose_end(entry_id=entry.pk, valid_from=TOMORROW, note="废止", by=desk.officer, at=NOON)


DECIDE = "update review_entryproposal set state = 'approved', decided_by_id = %s, decided_at = %s where id = %s"


def test_nobody_approves_the_own_change_of_the_list(desk, proposal):
    refuses("entry_is_decided_by_another", DECIDE, desk.officer.pk, NOON, proposal.pk)
    stand_in(desk.officer, desk.head)
    refuses("不得批准由自己代办或代自己办理的人", DECIDE, desk.head.pk, NOON, proposal.pk)


def test_a_decided_change_stays_as_it_was_decided(desk, proposal):
    lists.approve_entry(proposal_id=proposal.pk, by=desk.head, at=NOON)

    refuses("不得修改或删除", "update review_entryproposal set valid_from = '2026-12-31'")
    refuses("不得修改或删除", "delete from review_entryproposal")
    refuses("须经另一人批准", "update documents_negativelistentry set valid_to = null where code = 'A02'")
    refuses("须经另一人批准", "update documents_negativelistentry set valid_to = '2026-11-20' where code = 'A02'")


def test_no_change_is_born_approved(desk):
    refuses(
        "须先提出",
        """insert into review_entryproposal (act, code, edition, ground, subject, scope, basis, valid_from, note,
        state, proposed_by_id, proposed_at, decided_by_id, decided_at, words)
        values ('add', 'Z01', 1, 'law_forbids', '事项', '范围', '依据', '2026-11-24', '说明',
        'approved', %s, %s, %s, %s, '')""",
        desk.officer.pk, NOON, desk.head.pk, NOON,
    )  # fmt: skip
