"""Invariant 8 against raw SQL, and that opinions, returns and co-signs stay as they were given."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Delegation, User
from documents.models import SignOff, Version
from documents.selectors import whole
from documents.services.blobs import store
from review.choices import Desk, Verdict
from review.models import Cosign, CosignRound, Opinion, OpinionFile, Return
from review.rules import JUDGING_DESKS, SEPARATED_DESKS
from tests.publication.build import NOON, OTHER, settle

TODAY = date(2026, 11, 24)


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def refuses(words, statement, *values):
    """Expect PostgreSQL to refuse the statement, at the latest when the transaction ends."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        execute(statement, *values)
        settle()
    assert words in str(refusal.value)


OPINION = """
insert into review_opinion (document_id, version_id, desk, verdict, text, checklist, content_sm3, public_sm3,
    decision_sm3, routing_sm3, plan_sm3, by_id, on_behalf_of_id, at, superseded_why)
values (%s, %s, %s, %s, '已审', '[]', %s, '', '', '', '', %s, %s, %s, '')
"""


def opinion(document, desk, by, behalf=None, version=None, content="", at=NOON):
    """Return the statement and values of an opinion as raw SQL gives it."""
    verdict = Verdict.MAY_PUBLISH if "confidentiality" in desk else Verdict.AGREE
    version_id = (version or document.version).pk
    return OPINION, document.pk, version_id, desk, verdict, content, by.pk, behalf.pk if behalf else None, at


@pytest.fixture
def document(world):
    return world.draft()


# --- nobody judges the own work --------------------------------------------------------------------


@pytest.mark.rule(87)
@pytest.mark.parametrize("desk", JUDGING_DESKS)
@pytest.mark.parametrize("place", ["by", "behalf"])
def test_the_drafter_gives_no_opinion(world, document, desk, place):
    people = {"by": world.who["head"], place: document.drafter}

    refuses("规则87", *opinion(document, desk, **people))


@pytest.mark.rule(11)
@pytest.mark.rule(87)
def test_who_is_no_maker_may_give_an_opinion(world, document):
    for desk in JUDGING_DESKS:
        execute(*opinion(document, desk, separate(world, desk)))
    settle()

    assert Opinion.objects.count() == len(JUDGING_DESKS)


def separate(world, desk):
    """Return a person for the desk; the separated desks get one each."""
    names = ("officer", "head", "leader", "news", "signatory", "publisher")
    return world.who[names[SEPARATED_DESKS.index(desk)] if desk in SEPARATED_DESKS else "stranger"]


def another_version(document, **fields):
    version = Version.objects.get(pk=document.version_id)
    version.pk, version.serial = None, 2
    for name, value in fields.items():
        setattr(version, name, value)
    version.save(force_insert=True)
    return version


@pytest.mark.rule(87)
@pytest.mark.parametrize("place", ["uploaded_by", "uploaded_for"])
def test_who_edited_the_text_gives_no_opinion_on_it(world, document, place):
    editor = world.who["head"]
    version = another_version(document, **{place: editor})

    refuses("规则87", *opinion(document, Desk.CONFIDENTIALITY_HEAD, editor, version=version))


@pytest.mark.rule(11)
@pytest.mark.parametrize("place", ["decided_by", "decided_for"])
def test_who_proposed_the_attribute_does_not_review_it(world, document, place):
    decision = document.decision
    decision.pk, decision.serial = None, 2
    setattr(decision, place, world.who["officer"])
    decision.save(force_insert=True)
    document.decision = decision
    document.save(update_fields=["decision"])

    refuses("规则87", *opinion(document, Desk.DISCLOSURE_CHECK, world.who["officer"]))


@pytest.mark.rule(15)
@pytest.mark.rule(87)
@pytest.mark.parametrize("days", [0, 1])
def test_a_substitute_of_the_drafter_gives_no_opinion_while_standing_in(world, document, days):
    head = world.who["head"]
    Delegation.objects.create(
        principal=document.drafter, delegate=head, starts_on=TODAY, ends_on=TODAY, reason="出差", made_at=NOON
    )
    asked = opinion(document, Desk.CONFIDENTIALITY_HEAD, head, at=NOON + timedelta(days=days))

    if days:
        execute(*asked)
    else:
        refuses("规则87", *asked)


@pytest.mark.rule(15)
@pytest.mark.rule(87)
@pytest.mark.parametrize("second", SEPARATED_DESKS)
@pytest.mark.parametrize("first", SEPARATED_DESKS)
@pytest.mark.parametrize("hidden", ["", "first", "second"])
def test_one_person_decides_at_one_separated_desk_only(world, document, first, second, hidden):
    person, stranger = world.who["officer"], world.who["news"]
    as_who = {True: {"by": stranger, "behalf": person}, False: {"by": person}}
    execute(*opinion(document, first, **as_who[hidden == "first"]))
    other = world.who["publisher"]
    as_who[True]["by"] = other
    again = opinion(document, second, **as_who[hidden == "second"])

    if first == second:
        execute(*again)
    else:
        refuses("规则15、87", *again)


@pytest.mark.rule(87)
def test_an_opinion_that_became_void_still_keeps_its_giver_from_another_desk(world, document):
    world.opinion(
        document, Desk.DIVISION_CHECK, "officer", Verdict.AGREE, superseded_at=NOON, superseded_why="正文已改动"
    )

    refuses("规则15、87", *opinion(document, Desk.SIGN, world.who["officer"]))


@pytest.mark.rule(16)
def test_an_opinion_on_the_text_of_another_document_is_refused(world, document):
    refuses("规则16", *opinion(document, Desk.SIGN, world.who["signatory"], version=world.draft().version))


@pytest.mark.rule(16)
def test_an_opinion_on_another_content_than_its_version_s_is_refused(world, document):
    refuses("规则16", *opinion(document, Desk.SIGN, world.who["signatory"], content=OTHER))


SIGNATURE = """
insert into documents_signoff (document_id, version_id, decision_id, content_sm3, content_sha256, public_sm3,
    decision_sm3, routing_sm3, signed_by_id, signed_for_id, signed_at, text)
values (%s, %s, %s, '', '', '', '', '', %s, %s, %s, '')
"""


def signature(document, by, behalf=None):
    keys = (document.pk, document.version_id, document.decision_id)
    return SIGNATURE, *keys, by.pk, behalf.pk if behalf else None, NOON


@pytest.mark.rule(87)
@pytest.mark.parametrize("place", ["by", "behalf"])
def test_nobody_signs_the_own_draft(world, document, place):
    refuses("规则87", *signature(document, **({"by": world.who["signatory"]} | {place: document.drafter})))


@pytest.mark.rule(87)
@pytest.mark.parametrize("desk", [desk for desk in SEPARATED_DESKS if desk != Desk.SIGN])
def test_who_reviewed_does_not_sign(world, document, desk):
    execute(*opinion(document, desk, world.who["signatory"]))

    refuses("规则15、87", *signature(document, world.who["signatory"]))


def test_the_signatory_signs(world, document):
    execute(*opinion(document, Desk.SIGN, world.who["signatory"]))
    execute(*signature(document, world.who["signatory"]))

    assert SignOff.objects.filter(document=document).exists()


def test_nobody_who_had_a_part_is_deleted(world, document):
    world.opinion(document, Desk.SIGN, "signatory", Verdict.AGREE)

    refuses("只能停用，不能删除", "delete from accounts_user where id = %s", world.who["signatory"].pk)
    assert User.objects.filter(pk=world.who["signatory"].pk).exists()


# --- what was said stays ---------------------------------------------------------------------------


@pytest.fixture
def said(world, document):
    """An opinion with a paper, one that became void, a return, and a co-sign that was answered."""
    given = world.opinion(document, Desk.OFFICE_CHECK, "head", Verdict.AGREE)
    world.opinion(document, Desk.SIGN, "signatory", Verdict.AGREE, superseded_at=NOON, superseded_why="正文已改动")
    OpinionFile.objects.create(opinion=given, filename="说明.docx", blob=store(b"paper"))
    Return.objects.create(
        document=document, version=document.version, from_desk=Desk.SIGN, to_desk=Desk.REVISE, resume="direct",
        reason="wording", text="请改写", by=world.who["signatory"], at=NOON,
    )  # fmt: skip
    round_ = CosignRound.objects.create(document=document, serial=1, content_sm3=OTHER, opened_at=NOON)
    who = world.who["head"]
    Cosign.objects.create(
        round=round_, office=who.office, state="agreed", opinion=given, added_by=who, added_at=NOON, changed_at=NOON
    )
    settle()
    return document


KEPT = {
    "a verdict turned": ("意见不得修改或删除", "update review_opinion set verdict = 'disagree'"),
    "words rewritten": ("意见不得修改或删除", "update review_opinion set text = '另一意见'"),
    "words erased that nobody found to be classified": (
        "意见不得修改或删除", "update review_opinion set text = '（已按保密规定清除）'"),
    "an opinion given to another person": ("意见不得修改或删除", "update review_opinion set by_id = by_id + 1"),
    "an opinion turned to another content": (
        "意见不得修改或删除", "update review_opinion set content_sm3 = repeat('0', 64)"),
    "an opinion put back in time": ("意见不得修改或删除", "update review_opinion set at = now()"),
    "a void opinion in force again": (
        "意见不得修改或删除", "update review_opinion set superseded_at = null, superseded_why = ''"),
    "a void opinion void for another cause": (
        "意见不得修改或删除", "update review_opinion set superseded_why = '另' where superseded_at is not null"),
    "an opinion void without a cause": (
        "opinion_superseded_has_cause", "update review_opinion set superseded_at = now() where superseded_at is null"),
    "an opinion deleted": ("意见不得修改或删除", "delete from review_opinion"),
    "all opinions emptied": ("不得删除", "truncate review_opinion cascade"),
    "an opinion's paper exchanged": (
        "意见附件不得修改或删除", "update review_opinionfile set blob_id = (select max(sha256) from documents_blob)"),
    "an opinion's paper erased that nobody found to be classified": (
        "意见附件不得修改或删除", "update review_opinionfile set blob_id = null, filename = '（已按保密规定清除）'"),
    "an opinion's paper deleted": ("意见附件不得修改或删除", "delete from review_opinionfile"),
    "all papers emptied": ("不得删除", "truncate review_opinionfile"),
    "the reason of a return changed": ("退回记录不得修改或删除", "update review_return set reason = 'other'"),
    "the words of a return rewritten": ("退回记录不得修改或删除", "update review_return set text = '另'"),
    "the words of a return erased": (
        "退回记录不得修改或删除", "update review_return set text = '（已按保密规定清除）'"),
    "a return deleted": ("退回记录不得修改或删除", "delete from review_return"),
    "all returns emptied": ("不得删除", "truncate review_return"),
    "a co-sign deleted": ("不得删除", "delete from review_cosign"),
    "all co-signs emptied": ("不得删除", "truncate review_cosign cascade"),
    "a round deleted": ("不得删除", "delete from review_cosignround"),
    "an answered co-sign without its opinion": (
        "cosign_answer_has_opinion", "update review_cosign set opinion_id = null"),
}  # fmt: skip


@pytest.mark.parametrize("tried", KEPT)
def test_what_was_said_stays_as_it_was_said(said, tried):
    words, statement = KEPT[tried]

    refuses(words, statement)


UNSAID = {
    "an unknown desk": ("opinion_desk_known", {"desk": "corridor"}),
    "an unknown verdict": ("opinion_verdict_known", {"verdict": "perhaps"}),
    "a disagreement without words": ("opinion_against_has_text", {"verdict": "disagree", "text": " "}),
    "a doubt without words": ("opinion_against_has_text", {"verdict": "cannot_determine", "text": ""}),
}


@pytest.mark.rule(19)
@pytest.mark.parametrize("tried", UNSAID)
def test_an_opinion_that_says_nothing_known_is_refused(world, document, tried):
    words, fields = UNSAID[tried]

    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        world.opinion(document, **({"desk": Desk.OFFICE_CHECK, "name": "head", "verdict": Verdict.AGREE} | fields))


RETURN = """
insert into review_return (document_id, version_id, from_desk, to_desk, resume, reason, text, by_id, at)
values (%s, %s, 'sign', 'revise', 'direct', %s, %s, %s, now())
"""


@pytest.mark.rule(54)
@pytest.mark.parametrize(
    ("words", "reason", "text"),
    [
        ("return_has_text", "wording", " \n"),
        ("return_reason_known", "", "有话"),
        ("return_reason_known", "mood", "有话"),
    ],
)
def test_a_return_without_reason_and_words_is_refused(world, document, words, reason, text):
    refuses(words, RETURN, document.pk, document.version_id, reason, text, world.who["head"].pk)


# --- what must be classified is erased whole, and only then ------------------------------------------

ERASE = """
update documents_version set content = '{{}}', blob_id = null, filename = '', hints = '{{}}', hidden = '[]',
    traits = '{{}}', note = {note}, uploaded_for_id = {uploaded_for}, erased_at = now() where document_id = %s
"""


@pytest.fixture
def classified(world, document):
    world.opinion(document, Desk.CONFIDENTIALITY_OFFICER, "officer", Verdict.MUST_CLASSIFY)
    return document


@pytest.mark.rule(12)
@pytest.mark.parametrize(
    ("note", "uploaded_for"), [("'仍在'", "null"), ("''", "uploaded_by_id")], ids=["by halves", "with another change"]
)
def test_a_text_is_not_erased_with_anything_else(classified, note, uploaded_for):
    refuses("稿件不得修改或删除", ERASE.format(note=note, uploaded_for=uploaded_for), classified.pk)


@pytest.mark.rule(12)
def test_a_text_that_must_be_classified_is_erased_once(classified):
    whole_text = ERASE.format(note="''", uploaded_for="uploaded_for_id")
    execute(whole_text, classified.pk)

    assert whole(classified.pk).version.erased_at is not None
    refuses("稿件不得修改或删除", whole_text, classified.pk)
    refuses("稿件不得修改或删除", "update documents_version set erased_at = null where document_id = %s", classified.pk)


@pytest.mark.rule(12)
def test_a_public_text_is_taken_down_before_it_is_erased(world):
    document = whole(world.published().document_id)
    person = world.who["leader"]
    execute(*opinion(document, Desk.CONFIDENTIALITY_LEADER, person)[:4], *("must_classify", "", person.pk, None, NOON))

    refuses("须先撤下再清除", ERASE.format(note="''", uploaded_for="uploaded_for_id"), document.pk)
