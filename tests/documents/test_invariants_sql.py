"""Invariants 1, 2 and 4 against raw SQL: a superuser with triggers on writes no forbidden state of a document."""

import pytest
from django.db import IntegrityError, connection, transaction

from documents.models import NumberSeries, SignOff, Version
from documents.selectors import whole
from tests.publication.build import NOON, OTHER, change, settle

DECIDED = """
insert into documents_disclosuredecision (document_id, serial, attribute, stages, ground, reason, entry_id,
    no_duty_stated, confirmed, sm3, sha256, decided_by_id, decided_at)
select document_id, serial + 1, {attribute}, {stages}, {ground}, {reason}, {entry},
    false, false, repeat('7', 64), sha256, decided_by_id, decided_at
from documents_disclosuredecision where id = %(decision)s
"""
NUMBERED = """
insert into documents_documentnumber (series_id, year, serial, document_id, given_by_id, given_at, void_at, void_reason)
values (%(series)s, {year}, {serial}, %(signed)s, %(someone)s, now(), {void}, {why})
"""
BEARS = """
update documents_document set status = 'issued', number_id = (select max(id) from documents_documentnumber),
    number_text = {text}, issued_on = {day} where id = %(signed)s
"""


def sign(world, document, **fields):
    """Write the signature on the document, or what `fields` make of it, and return it."""
    version, decision = document.version, document.decision
    values = {
        "version": version,
        "decision": decision,
        "content_sm3": version.content_sm3,
        "content_sha256": version.content_sha256,
        "public_sm3": document.public_sm3,
        "decision_sm3": decision.sm3,
        "routing_sm3": document.routing_sm3(),
        "signed_by": world.who["signatory"],
        "signed_at": NOON,
    }
    return SignOff.objects.create(document=document, **(values | fields))


def signed(world):
    document = world.draft()
    change(document, status="signed", signoff_id=sign(world, document).pk)
    return whole(document.pk)


def file_away(world, document):
    """Withhold an issued document and put it on file."""
    decision = document.decision
    decision.pk, decision.serial, decision.attribute = None, 2, "withheld"
    decision.ground, decision.reason, decision.sm3 = "internal_affairs", "内部事务", OTHER
    decision.save(force_insert=True)
    signoff = sign(world, document, decision=decision, decision_sm3=OTHER)
    change(document, status="filed", decision_id=decision.pk, signoff_id=signoff.pk)


@pytest.fixture
def names(world):
    """A document at each stage, settled, and the keys of what belongs to them."""
    made = {
        "draft": world.draft(),
        "in_review": world.draft(),
        "signed": signed(world),
        "issued": world.issued(),
        "filed": world.issued(),
        "other": world.issued(),
    }
    change(made["in_review"], status="in_review")
    file_away(world, made["filed"])
    settle()
    document = made["issued"]
    return {name: each.pk for name, each in made.items()} | {
        "version": document.version_id,
        "draft_version": made["draft"].version_id,
        "decision": document.decision_id,
        "signoff": document.signoff_id,
        "number": document.number_id,
        "series": world.series.pk,
        "orders": NumberSeries.objects.create(code="教育部令", name="令", is_order=True).pk,
        "blob": document.version.blob_id,
        "someone": world.who["signatory"].pk,
        "drafter": document.drafter_id,
        "other_version": made["other"].version_id,
        "other_decision": made["other"].decision_id,
        "other_signoff": made["other"].signoff_id,
        "other_number": made["other"].number_id,
        "signed_signoff": made["signed"].signoff_id,
        "draft_decision": made["draft"].decision_id,
    }


def refuses(words, *statements, **names):
    """Expect PostgreSQL to refuse the statements, at the latest when the transaction ends."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        for statement in statements:
            execute(statement, names)
        settle()
    assert words in str(refusal.value)


def execute(statement, names):
    with connection.cursor() as cursor:
        cursor.execute(statement, names)


def test_the_documents_of_this_table_are_all_allowed(names):
    settle()


# --- invariant 1: exactly one attribute, with ground, reason and entry ----------------------------

NO_DECISION = "document_beyond_draft_has_decision"
MOVES = "update documents_document set status = '{}' where id = %({})s"
NOT_PROACTIVE = "decision_not_proactive_has_ground_and_reason"
HARD = "decision_hard_ground_cites_negative_list"


def decided(**columns):
    base = {
        "attribute": "'withheld'",
        "stages": "'{decision}'",
        "ground": "'internal_affairs'",
        "reason": "'内部'",
        "entry": "null",
    }
    return DECIDED.format(**(base | columns))


INVARIANT_1 = {
    "in review without a decision": (
        NO_DECISION, "update documents_document set status = 'in_review', decision_id = null where id = %(draft)s"),
    "the decision of an issued document taken away": (
        NO_DECISION, "update documents_document set decision_id = null where id = %(issued)s"),
    "in review with the decision of another document": (
        "规则1", "update documents_document set decision_id = null where id = %(draft)s",
        "update documents_document set decision_id = %(draft_decision)s where id = %(in_review)s"),
    "the same decision on two documents": (
        "decision_id", "update documents_document set decision_id = %(other_decision)s where id = %(draft)s"),
    "in review without a text": (
        "规则1", "update documents_document set status = 'in_review', version_id = null where id = %(draft)s"),
    "in review with the text of another document": (
        "规则1", "update documents_document set version_id = null where id = %(draft)s",
        "update documents_document set version_id = %(draft_version)s where id = %(in_review)s"),
    "an unknown status": ("document_status_known", MOVES.format("approved", "signed")),
    "no status": ("document_status_known", MOVES.format("", "signed")),
    "a filed document that is proactive": ("规则1", MOVES.format("filed", "issued")),
    "a published document that is withheld": ("规则1", MOVES.format("published", "filed")),
    "an unknown attribute": ("decision_attribute_known", decided(attribute="'neutral'")),
    "two attributes in one": ("decision_attribute_known", decided(attribute="'proactive,withheld'")),
    "no attribute": ("decision_attribute_known", decided(attribute="''")),
    "a null attribute": ("attribute", decided(attribute="null")),
    "withheld without a ground": (NOT_PROACTIVE, decided(ground="''")),
    "withheld with a ground that is not on the list": (NOT_PROACTIVE, decided(ground="'inconvenient'")),
    "on request without a ground": (NOT_PROACTIVE, decided(attribute="'on_request'", ground="''")),
    "withheld without a reason": (NOT_PROACTIVE, decided(reason="''")),
    "withheld with a blank reason": (NOT_PROACTIVE, decided(reason="E' \\n\\t　'")),
    "a hard ground without an entry of the negative list": (HARD, decided(ground="'third_party'")),
    "a state secret without an entry": (HARD, decided(ground="'state_secret'")),
    "the three securities without an entry": (HARD, decided(ground="'three_securities'")),
    "forbidden by law without an entry": (HARD, decided(ground="'law_forbids'")),
    "an entry that does not exist": ("entry_id", decided(ground="'third_party'", entry="0")),
    "a decision without a stage": ("decision_has_a_stage", decided(stages="'{}'")),
    "a decision with an unknown stage": ("decision_stages_known", decided(stages="'{rumour}'")),
    "two decisions of one serial": (
        "decision_serial_once", decided().replace("serial + 1", "serial")),
    "a decision that becomes another": (
        "公开属性决定不得修改或删除",
        "update documents_disclosuredecision set attribute = 'on_request' where id = %(decision)s"),
    "a reason rewritten": (
        "公开属性决定不得修改或删除",
        "update documents_disclosuredecision set reason = '别的' where id = %(decision)s"),
    "a reason emptied as if it were erased": (
        "公开属性决定不得修改或删除",
        "update documents_disclosuredecision set reason = '（内容已按保密规定清除）' where id = %(decision)s"),
    "a decision deleted": (
        "公开属性决定不得修改或删除", "delete from documents_disclosuredecision where id = %(draft_decision)s"),
    "all decisions emptied": ("不得修改或删除", "truncate documents_disclosuredecision cascade"),
    "an entry deleted under a decision that cites it": (
        "已有条目不得修改或删除",
        decided(ground="'third_party'", entry="(select min(id) from documents_negativelistentry)"),
        "delete from documents_negativelistentry"),
}  # fmt: skip


@pytest.mark.rule(1)
@pytest.mark.rule(2)
@pytest.mark.parametrize("tried", INVARIANT_1)
def test_no_document_goes_on_without_one_lawful_attribute(names, tried):
    words, *statements = INVARIANT_1[tried]

    refuses(words, *statements, **names)


# --- invariant 2: the signature names the text and the decision it was given on --------------------

INVARIANT_2 = {
    "signed without a signature": ("document_signed_has_signature", MOVES.format("signed", "in_review")),
    "the signature of a signed document taken away": (
        "document_signed_has_signature", "update documents_document set signoff_id = null where id = %(signed)s"),
    "signed with the signature of another document": (
        "规则8、9",
        "update documents_document set signoff_id = null, status = 'in_review' where id = %(signed)s",
        "update documents_document set signoff_id = %(signed_signoff)s, status = 'signed' where id = %(in_review)s"),
    "the same signature on two documents": (
        "signoff_id", "update documents_document set signoff_id = %(other_signoff)s where id = %(in_review)s"),
    "a signature rewritten": (
        "签发记录不得修改或删除", "update documents_signoff set decision_sm3 = repeat('0', 64) where id = %(signoff)s"),
    "a signature given to another person": (
        "签发记录不得修改或删除",
        "update documents_signoff set signed_by_id = %(drafter)s where id = %(signoff)s"),
    "the words of a signature emptied": (
        "签发记录不得修改或删除",
        "update documents_signoff set text = '（内容已按保密规定清除）' where id = %(signoff)s"),
    "a signature deleted": ("签发记录不得修改或删除", "delete from documents_signoff where id = %(signoff)s"),
    "all signatures emptied": ("不得修改或删除", "truncate documents_signoff cascade"),
}  # fmt: skip


@pytest.mark.rule(9)
@pytest.mark.parametrize("tried", INVARIANT_2)
def test_no_document_is_signed_but_by_its_own_signature(names, tried):
    words, *statements = INVARIANT_2[tried]

    refuses(words, *statements, **names)


@pytest.mark.rule(8)
@pytest.mark.rule(9)
@pytest.mark.parametrize("wrong", ["content_sm3", "content_sha256", "decision_sm3"])
def test_a_signature_with_another_digest_signs_nothing(world, names, wrong):
    document = world.draft()
    signoff = sign(world, document, **{wrong: OTHER})

    statement = "update documents_document set status = 'signed', signoff_id = %(mine)s where id = %(it)s"
    refuses("规则8、9", statement, mine=signoff.pk, it=document.pk)


@pytest.mark.rule(9)
@pytest.mark.parametrize("column", ["version_id", "decision_id"])
def test_a_signed_document_does_not_get_another_text_or_decision_under_its_signature(world, names, column):
    document = signed(world)
    version = Version.objects.defer(None).get(pk=document.version_id)
    version.pk, version.serial, version.content_sm3 = None, 2, OTHER
    version.save(force_insert=True)
    decision = document.decision
    decision.pk, decision.serial, decision.sm3 = None, 2, OTHER
    decision.save(force_insert=True)

    new = {"version_id": version.pk, "decision_id": decision.pk}[column]
    statement = f"update documents_document set {column} = %(new)s where id = %(it)s"  # noqa: S608
    refuses("规则8、9", statement, new=new, it=document.pk)


# --- versions, files and documents stay as they are -----------------------------------------------

ERASED = """
update documents_version set content = '{}', blob_id = null, filename = '', hints = '{}', hidden = '[]', traits = '{}',
    note = '', erased_at = now() where id = %(version)s
"""
COPIED = """
insert into documents_version (document_id, serial, blob_id, content, content_sm3, content_sha256, filename, file_sm3,
    hidden, hints, traits, note, uploaded_by_id, uploaded_at)
select document_id, {serial}, {blob}, content, content_sm3, content_sha256, filename, file_sm3,
    hidden, hints, traits, note, uploaded_by_id, uploaded_at from documents_version where id = %(version)s
"""
STAYS = {
    "a text rewritten": (
        "稿件不得修改或删除", "update documents_version set content = '{\"title\": \"另\"}' where id = %(version)s"),
    "a digest rewritten": (
        "稿件不得修改或删除", "update documents_version set content_sm3 = repeat('0', 64) where id = %(version)s"),
    "a text given to another drafter": (
        "稿件不得修改或删除", "update documents_version set uploaded_by_id = %(someone)s where id = %(version)s"),
    "a text put back in time": (
        "稿件不得修改或删除", "update documents_version set uploaded_at = now() where id = %(version)s"),
    "a text deleted": ("稿件不得修改或删除", "delete from documents_version where id = %(version)s"),
    "a text erased that nobody found to be classified": ("规则12", ERASED),
    "a version without its file": (
        "version_has_file", COPIED.format(serial="9", blob="null")),
    "two versions of one serial": (
        "version_serial_once", COPIED.format(serial="serial", blob="blob_id")),
    "bytes rewritten": ("不得修改或删除", "update documents_blob set data = 'x' where sha256 = %(blob)s"),
    "bytes deleted under a version": ("documents_version", "delete from documents_blob where sha256 = %(blob)s"),
    "an issued text replaced": (
        "规则51", "update documents_document set version_id = %(other_version)s where id = %(issued)s"),
    "a draft deleted": ("不得修改或删除", "delete from documents_document where id = %(draft)s"),
    "an issued document deleted": ("不得修改或删除", "delete from documents_document where id = %(issued)s"),
    "all bytes emptied": ("不得修改或删除", "truncate documents_blob cascade"),
    "all texts emptied": ("不得修改或删除", "truncate documents_version cascade"),
    "all attachments emptied": ("不得修改或删除", "truncate documents_attachment cascade"),
    "all pictures emptied": ("不得修改或删除", "truncate documents_version_pictures"),
    "all documents emptied": ("不得修改或删除", "truncate documents_document cascade"),
    "a drafter deleted": ("只能停用，不能删除", "delete from accounts_user where id = %(drafter)s"),
}  # fmt: skip


@pytest.mark.parametrize("tried", STAYS)
def test_what_was_written_stays_as_it_was_written(names, tried):
    words, *statements = STAYS[tried]

    refuses(words, *statements, **names)


@pytest.mark.parametrize(
    "statement",
    [
        "update documents_version_pictures set blob_id = (select max(sha256) from documents_blob)",
        "delete from documents_version_pictures",
        "update documents_attachment set title = '另一附件'",
        "update documents_attachment set title = '', filename = '', blob_id = null",
        "delete from documents_attachment",
    ],
)
def test_pictures_and_attachments_of_a_text_stay(world, statement):
    document = world.draft()
    document.version.pictures.add(document.version.blob)
    document.version.attachments.create(
        serial=1, title="附件", filename="a.docx", blob=document.version.blob, file_sm3=OTHER
    )

    refuses("不得修改或删除", statement)


# --- invariant 4: numbers are given once, in order, without gaps -----------------------------------


def given(year="2026", serial="%(next)s", void="null", why="''"):
    return NUMBERED.format(year=year, serial=serial, void=void, why=why)


def borne(text="'教办厅〔2026〕4号'", day="date '2026-11-24'"):
    return BEARS.format(text=text, day=day)


SERIES, ONCE, BEARER = "须连续编定", "number_given_once", "字号须由所编的公文使用"
VALID = "须为编给本件的有效字号"
INVARIANT_4 = {
    "a number that leaves a gap": (SERIES, given(serial="%(next)s + 1")),
    "a number given already": (SERIES, given(serial="1")),
    "number zero": (SERIES, given(serial="0")),
    "a negative number": (SERIES, given(serial="-1")),
    "a number that is void from the beginning": (SERIES, given(void="now()", why="'误'")),
    "a number without a year that is no order": ("令号不编年份", given(year="0", serial="1")),
    "an order with a year": ("令号不编年份", given(serial="1").replace("%(series)s", "%(orders)s")),
    "a number that no document bears": (BEARER, given()),
    "a number borne in another form": (VALID, given(), borne(text="'教办厅[2026]4号'")),
    "a number borne as another": (VALID, given(), borne(text="'教办厅〔2026〕1号'")),
    "a number of another year than the document's": (VALID, given(), borne(day="date '2025-11-24'")),
    "two valid numbers on one document": (
        "one_valid_number_per_document", given().replace("%(signed)s", "%(issued)s")),
    "the number of another document": (
        "number_id", "update documents_document set number_id = %(other_number)s where id = %(issued)s"),
    "two documents that change their numbers": (
        "字号须由所编的公文使用", "update documents_document set number_id = null, status = 'signed', number_text = ''"
        " where id in (%(issued)s, %(other)s)",
        "update documents_document set number_id = %(other_number)s, status = 'issued', number_text ="
        " '教办厅〔2026〕3号' where id = %(issued)s"),
    "a number on a draft": (
        "未登记的公文不得有发文字号",
        "update documents_document set number_text = '教办厅〔2026〕9号' where id = %(draft)s"),
    "an issued document without its number": (
        "document_issued_has_number_and_date", "update documents_document set number_id = null where id = %(issued)s"),
    "an issued document without its date": (
        "document_issued_has_number_and_date", "update documents_document set issued_on = null where id = %(issued)s"),
    "a numbered document that becomes a draft again": ("未登记的公文不得有发文字号", MOVES.format("draft", "issued")),
    "a numbered document that is discarded": ("未登记的公文不得有发文字号", MOVES.format("discarded", "issued")),
    "a number laid aside with its document": (
        BEARER,
        "update documents_document set status = 'draft', number_id = null, number_text = '' where id = %(issued)s"),
    "the text of a number changed": (
        VALID, "update documents_document set number_text = '教办厅〔2026〕99号' where id = %(issued)s"),
    "a serial changed": ("只能注明原因作废", "update documents_documentnumber set serial = 9 where id = %(number)s"),
    "a year changed": ("只能注明原因作废", "update documents_documentnumber set year = 2025 where id = %(number)s"),
    "a number moved to another document": (
        "只能注明原因作废", "update documents_documentnumber set document_id = %(signed)s where id = %(number)s"),
    "a number moved to another series": (
        "只能注明原因作废", "update documents_documentnumber set series_id = %(orders)s where id = %(number)s"),
    "a number made void without a reason": (
        "void_number_has_reason", "update documents_documentnumber set void_at = now() where id = %(number)s"),
    "a number made void with a blank reason": (
        "void_number_has_reason",
        "update documents_documentnumber set void_at = now(), void_reason = ' ' where id = %(number)s"),
    "a number made void while its document bears it": (
        VALID, "update documents_documentnumber set void_at = now(), void_reason = '误' where id = %(number)s"),
    "the last number deleted": ("只能注明原因作废", "delete from documents_documentnumber where id = %(other_number)s"),
    "all numbers emptied": ("不得修改或删除", "truncate documents_documentnumber cascade"),
    "the letters of a series changed": (
        "已编过号的发文代字不得更改", "update documents_numberseries set code = '教办' where id = %(series)s"),
    "a series turned into orders": (
        "已编过号的发文代字不得更改", "update documents_numberseries set is_order = true where id = %(series)s"),
    "a series deleted": ("documents_documentnumber", "delete from documents_numberseries where id = %(series)s"),
}  # fmt: skip


@pytest.mark.rule(50)
@pytest.mark.parametrize("tried", INVARIANT_4)
def test_a_number_is_given_once_in_order_and_for_ever(names, tried):
    words, *statements = INVARIANT_4[tried]

    refuses(words, *statements, **names, next=4)


@pytest.mark.rule(50)
def test_a_void_number_is_neither_valid_again_nor_given_again(world, names):
    document = world.issued()
    made = world.series.numbers.get(document=document)
    fresh = {"it": document.pk, "old": made.pk, "series": names["series"], "someone": names["someone"]}
    void = "update documents_documentnumber set void_at = now(), void_reason = '误编' where id = %(old)s"
    again = given(serial=str(made.serial + 1)).replace("%(signed)s", "%(it)s")
    takes = f"""update documents_document set number_text = '教办厅〔2026〕{made.serial + 1}号',
        number_id = (select max(id) from documents_documentnumber) where id = %(it)s"""  # noqa: S608
    for statement in (void, again, takes):
        execute(statement, fresh)
    settle()

    revive = "update documents_documentnumber set void_at = null, void_reason = '' where id = %(old)s"
    refuses("只能注明原因作废", revive, **fresh)
    refuses(SERIES, given(serial=str(made.serial)), **names)


def test_a_document_that_goes_the_right_way_is_not_refused(world, names):
    execute(given(), names | {"next": 4})
    execute(borne(), names)
    settle()

    assert whole(names["signed"]).status == "issued"
