"""R29 against raw SQL: what concerns a third party goes out with consent or a decision in words, or not at all."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from review.models import Consultation, ConsultationStep
from tests.publication.build import NOON, OTHER, refused, run, settle
from tests.publication.test_invariants import publish

TODAY = date(2026, 11, 24)
DUE = TODAY + timedelta(days=21)
AFTER = NOON + timedelta(days=22)


def consultation(document, kind="third_party", **fields):
    about = {"version": document.version, "content_sm3": document.version.content_sm3}
    words = {"addressee": "某某科技有限公司", "matter": "附件1的报价明细"}
    row = Consultation.objects.create(document=document, kind=kind, **(about | words | fields))
    step(row, document.drafter, "opened")
    return row


def step(row, by, kind, outcome="", **fields):
    due = {"due_on": DUE} if kind == "received" else {}
    values = {"day": TODAY, "text": "理由", "at": NOON}
    return ConsultationStep.objects.create(
        consultation=row, kind=kind, outcome=outcome, by=by, **(values | due | fields)
    )


@pytest.fixture
def document(world):
    return world.reviewed(world.issued())


@pytest.fixture
def officer(world):
    return world.who["officer"]


@pytest.mark.rule(29)
@pytest.mark.parametrize(
    "steps",
    [
        [],
        [("received", "")],
        [("received", ""), ("answered", "objects")],
        [("received", ""), ("answered", "objects"), ("decided", "withhold")],
        [("received", ""), ("answered", "objects"), ("decided", "redact")],
        [("received", ""), ("answered", "consents"), ("answered", "objects")],
    ],
)
def test_raw_sql_cannot_publish_over_a_third_party(world, document, officer, steps):
    row = consultation(document)
    for kind, outcome in steps:
        step(row, officer, kind, outcome)

    with refused("规则29"):
        publish(world, document)


@pytest.mark.rule(29)
@pytest.mark.parametrize(
    "steps",
    [
        [("received", ""), ("answered", "consents")],
        [("received", ""), ("answered", "objects"), ("decided", "publish")],
        [("cancelled", "")],
    ],
)
def test_consent_or_a_decision_lets_the_document_out(world, document, officer, steps):
    row = consultation(document)
    for kind, outcome in steps:
        step(row, officer, kind, outcome)

    publish(world, document)


@pytest.mark.rule(29)
def test_what_was_asked_about_and_then_removed_lets_the_rest_out(world, document, officer):
    row = consultation(document)
    for kind, outcome in [("received", ""), ("answered", "objects"), ("decided", "redact")]:
        step(row, officer, kind, outcome)
    settle()
    run("alter table review_consultation disable trigger user")
    Consultation.objects.filter(pk=row.pk).update(content_sm3=OTHER)  # the text asked about was another one

    publish(world, document)


def test_other_agencies_hold_no_release(world, document):
    consultation(document, "other_agency")

    publish(world, document)


@pytest.mark.rule(29)
def test_nobody_is_consulted_about_what_is_public(world, document, officer):
    row = consultation(document)
    step(row, officer, "received")
    step(row, officer, "answered", "consents")
    publish(world, document)

    with refused("规则29"):
        consultation(document, addressee="另一公司")
    with refused("规则29"):
        step(row, officer, "answered", "objects")


# --- a step follows only what it may follow ---------------------------------------------------------------


def refuses(words, act):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    assert words in str(refusal.value)


@pytest.mark.rule(29)
@pytest.mark.rule(71)
def test_silence_is_no_decision_before_the_time_is_over(document, officer):
    row = consultation(document)

    refuses("规则71", lambda: step(row, officer, "decided", "publish"))
    step(row, officer, "received")
    refuses("规则71", lambda: step(row, officer, "decided", "publish"))
    step(row, officer, "decided", "publish", at=AFTER)


@pytest.mark.rule(87)
def test_who_made_the_document_decides_nothing_about_it(document):
    row = consultation(document)
    step(row, document.drafter, "received")
    step(row, document.drafter, "answered", "objects")

    refuses("规则87", lambda: step(row, document.drafter, "decided", "publish"))


@pytest.mark.parametrize(
    ("words", "kind", "steps", "last"),
    [
        ("只提出一次", "third_party", [], ("opened", "")),
        ("送达之前", "third_party", [], ("answered", "consents")),
        ("规则25", "third_party", ["received"], ("waived", "")),
        ("规则29", "third_party", ["received", ("answered", "objects")], ("cancelled", "")),
        ("不再办理", "third_party", ["cancelled"], ("received", "")),
        ("无可告知", "third_party", ["received"], ("told", "")),
    ],
)
def test_a_step_out_of_order_is_refused(document, officer, words, kind, steps, last):
    row = consultation(document, kind)
    for each in steps:
        step(row, officer, *([each] if isinstance(each, str) else each))

    refuses(words, lambda: step(row, officer, *last))


@pytest.mark.parametrize(
    ("kind", "outcome", "text"),
    [("answered", "objects", " "), ("decided", "publish", ""), ("cancelled", "", ""), ("answered", "publish", "理由")],
)
def test_a_step_without_words_or_with_a_foreign_outcome_is_refused(document, officer, kind, outcome, text):
    row = consultation(document)
    step(row, officer, "received")
    before = step(row, officer, "answered", "objects") if kind == "decided" else None

    with pytest.raises(IntegrityError), transaction.atomic():
        step(row, officer, kind, outcome, text=text)
    assert ConsultationStep.objects.count() == (3 if before else 2)


@pytest.mark.parametrize(
    "statement",
    [
        "update review_consultation set addressee = '他人'",
        "delete from review_consultation",
        "truncate review_consultation cascade",
        "update review_consultationstep set text = '改过', outcome = 'consents'",
        "delete from review_consultationstep",
        "truncate review_consultationstep",
    ],
)
def test_letters_and_steps_stay_as_they_were(document, statement):
    consultation(document)
    settle()

    def act():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    refuses("不得", act)


def test_a_consultation_is_about_a_text_of_its_document(world, document):
    other = world.draft()

    refuses("规则29", lambda: consultation(document, version=other.version, content_sm3=other.version.content_sm3))
    refuses("规则29", lambda: consultation(document, content_sm3=OTHER))


def test_a_step_of_no_known_kind_is_refused(document, officer):
    row = consultation(document)

    with pytest.raises(IntegrityError), transaction.atomic():
        step(row, officer, "forgotten")
