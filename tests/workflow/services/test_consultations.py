"""征求意见: what it stops, who may do what, and that silence is decided and never taken for consent."""

from datetime import timedelta

import pytest

from audit.models import Entry
from common.clock import office_date
from common.errors import NotFound
from common.gate import GateClosed
from documents.choices import Status
from documents.docx.intake import take_in
from documents.models import Document
from review.choices import Consulted, ConsultStep, Desk
from review.consultation_selectors import consultation_with
from review.consulting import Standing
from review.errors import (
    ConsultationDayWrong,
    ConsultationTooLate,
    ConsultationTwice,
    ConsultationUnfit,
    ConsultationWordsMissing,
)
from review.models import Consultation, ConsultationStep
from review.services import Happened, Wanted
from tests.workflow.road import INTERNAL, PROACTIVE
from workflow import services as workflow
from workflow.errors import Stale
from workflow.services.consultations import fetch_letter, read_consultation, unasked_of

COMPANY, MATTER = "某某科技有限公司", "附件1第3行的报价明细"
RECEIVED, CONSENT = Happened(ConsultStep.RECEIVED), Happened(ConsultStep.ANSWERED, "consents")
OBJECTION = Happened(ConsultStep.ANSWERED, "objects", "属于商业秘密")
PUBLISH = Happened(ConsultStep.DECIDED, "publish", "不公开将影响公众健康")
WITHHOLD = Happened(ConsultStep.DECIDED, "withhold", "理由成立")
TOLD = Happened(ConsultStep.TOLD)


def consult(road, document, kind=Consulted.THIRD_PARTY, by="nigao1", **changes):
    wanted = Wanted(**{"kind": kind, "addressee": COMPANY, "matter": MATTER} | changes)
    return workflow.consult(document_id=document.pk, wanted=wanted, by=road.who[by], at=road.tick())


def record(road, row, *steps, by="gongkai1", token=None):
    for happened in steps:
        done = workflow.record_consultation(
            consultation_id=row.pk, token=token, happened=happened, by=road.who[by], at=road.tick()
        )
    return done


def standing(road, row):
    return consultation_with(row.pk, office_date(road.at)).standing


def sent(road, until=Desk.DISCLOSURE_CHECK, **flags):
    """Return a document that has come to the desk, so that the officers know it."""
    document = road.draft(**flags)
    road.submit(document)
    return road.walk(document, until=until)


def pass_time(road):
    """Let more than 15 working days go by."""
    road.tick(days=30)


# --- what it stops ------------------------------------------------------------------------------------------


@pytest.mark.rule(29)
@pytest.mark.parametrize("steps", [[], [RECEIVED], [RECEIVED, OBJECTION], [RECEIVED, OBJECTION, WITHHOLD]])
def test_no_leader_signs_over_a_third_party(road, steps):
    document = sent(road)
    row = consult(road, document)
    for each in steps:
        record(road, row, each)
    road.walk(document, until=Desk.SIGN)

    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.SIGN)
    assert [each.number for each in refusal.value.unmet] == [29]


@pytest.mark.rule(29)
@pytest.mark.parametrize("steps", [[RECEIVED, CONSENT], [RECEIVED, OBJECTION, PUBLISH, TOLD]])
def test_consent_or_a_decision_lets_the_document_reach_the_public(road, steps):
    document = sent(road)
    record(road, consult(road, document), *steps)

    document = road.walk(document)

    assert Document.objects.get(pk=document.pk).status == Status.PUBLISHED


@pytest.mark.rule(29)
def test_what_is_found_to_concern_a_third_party_after_the_signature_stops_the_release(road):
    document = sent(road, until=Desk.RELEASE)
    consult(road, document, by="baomi1")

    with pytest.raises(GateClosed):
        road.act(document, Desk.RELEASE)


@pytest.mark.rule(29)
def test_what_is_withheld_anyway_may_be_signed_meanwhile(road):
    document = sent(road, proposal=INTERNAL)
    consult(road, document)

    assert Document.objects.get(pk=road.walk(document).pk).status == Status.FILED


@pytest.mark.rule(25)
def test_other_agencies_are_pointed_out_but_hold_nothing_up(road):
    document = sent(road)
    consult(road, document, Consulted.OTHER_AGENCY)
    road.walk(document, until=Desk.SIGN)
    task = road.task(document, Desk.SIGN)

    gate = workflow.desk_gate(task=task, by=road.someone(task), at=road.at)

    assert 25 in [each.number for each in gate.warnings]
    assert not gate.unmet


@pytest.mark.rule(25)
def test_a_waiver_with_a_reason_settles_it(road):
    document = sent(road)
    row = consult(road, document, Consulted.OTHER_AGENCY)

    with pytest.raises(ConsultationWordsMissing):
        record(road, row, Happened(ConsultStep.WAIVED, text=" "))
    record(road, row, Happened(ConsultStep.WAIVED, text="该机关已公开同一内容"))

    assert standing(road, row) is Standing.WAIVED


@pytest.mark.rule(25)
@pytest.mark.parametrize(("steps", "warned"), [([OBJECTION], True), ([OBJECTION, WITHHOLD], True),
                                               ([OBJECTION, PUBLISH], False), ([CONSENT], False)])  # fmt: skip
def test_an_agency_that_objects_is_pointed_out_until_it_is_overruled(road, steps, warned):
    document = sent(road)
    record(road, consult(road, document, Consulted.CO_PRODUCER), RECEIVED, *steps)
    road.walk(document, until=Desk.SIGN)
    task = road.task(document, Desk.SIGN)

    gate = workflow.desk_gate(task=task, by=road.someone(task), at=road.at)

    assert (25 in [each.number for each in gate.warnings]) is warned


NAMING = "由财政部制定具体办法，请公安部配合；财政部要加强指导。"


def naming(road, until=Desk.CONFIDENTIALITY_OFFICER, **more):
    """Return a document whose text says what two ministries do, at a desk."""
    document = road.draft(NAMING, **more)
    road.submit(document)
    return road.walk(document, until=until)


def warned(road, document):
    """Return how often rule 25 warns at the signature."""
    road.walk(document, until=Desk.SIGN)
    task = road.task(document, Desk.SIGN)
    gate = workflow.desk_gate(task=task, by=road.someone(task), at=road.at)
    assert not gate.unmet
    return [each.number for each in gate.warnings].count(25)


@pytest.mark.rule(25)
def test_an_agency_that_the_public_text_concerns_is_pointed_out_until_it_was_asked_or_set_aside(road):
    document = naming(road)
    assert unasked_of(document=document, day=office_date(road.at)) == ["财政部", "公安部"]

    row = consult(road, document, Consulted.OTHER_AGENCY, addressee="财政部", by="baomi1")
    record(road, row, RECEIVED, CONSENT)
    aside = {"agencies": ["公安部"], "reason": "只写明配合，不涉及其信息", "by": road.who["baomi1"]}
    workflow.set_aside(document_id=document.pk, at=road.tick(), **aside)

    assert unasked_of(document=document, day=office_date(road.at)) == []
    assert warned(road, document) == 0


@pytest.mark.rule(25)
@pytest.mark.parametrize(("proposal", "times"), [(PROACTIVE, 1), (INTERNAL, 0)])
def test_an_agency_that_nobody_considered_warns_of_what_is_to_be_published(road, proposal, times):
    assert warned(road, naming(road, until=Desk.DISCLOSURE_CHECK, proposal=proposal)) == times


def test_setting_an_agency_aside_needs_a_reason_and_is_all_or_nothing(road):
    document = naming(road)

    with pytest.raises(ConsultationWordsMissing):
        workflow.set_aside(
            document_id=document.pk, agencies=["公安部", "财政部"], reason=" ", by=road.who["baomi1"], at=road.tick()
        )

    assert not Consultation.objects.exists()


# --- silence ----------------------------------------------------------------------------------------------


@pytest.mark.rule(29)
@pytest.mark.rule(71)
def test_a_third_party_has_15_working_days_and_then_the_office_decides(road):
    row = consult(road, sent(road))
    step = record(road, row, RECEIVED)

    assert step.due_on == office_date(road.at) + timedelta(days=21) and not step.due_is_provisional
    with pytest.raises(ConsultationUnfit):
        record(road, row, PUBLISH)
    pass_time(road)
    assert standing(road, row) is Standing.SILENT
    record(road, row, PUBLISH)
    assert standing(road, row) is Standing.PUBLISH


@pytest.mark.rule(71)
def test_a_co_producer_who_is_silent_is_taken_as_agreeing(road):
    row = consult(road, sent(road), Consulted.CO_PRODUCER)
    record(road, row, RECEIVED)
    pass_time(road)

    assert standing(road, row) is Standing.TAKEN_AS_CONSENT
    with pytest.raises(ConsultationUnfit):
        record(road, row, WITHHOLD)


def test_a_time_that_reaches_into_a_year_without_notice_is_provisional(road):
    road.tick(days=40)  # 2 January 2027

    assert record(road, consult(road, sent(road)), RECEIVED).due_is_provisional


# --- who may do what --------------------------------------------------------------------------------------


@pytest.mark.rule(87)
def test_the_drafter_asks_and_records_but_does_not_decide(road):
    row = consult(road, sent(road))
    record(road, row, RECEIVED, OBJECTION, by="nigao1")

    with pytest.raises(NotFound):
        record(road, row, PUBLISH, by="nigao1")
    record(road, row, PUBLISH, by="gongkai1")


def test_the_drafter_takes_back_only_what_the_drafter_began(road):
    document, cancel = sent(road), Happened(ConsultStep.CANCELLED, text="误提")
    own, other = consult(road, document), consult(road, document, by="gongkai1", addressee="另一公司")

    with pytest.raises(NotFound):
        record(road, other, cancel, by="nigao1")
    record(road, own, cancel, by="nigao1")
    record(road, other, cancel, by="gongkai1")


@pytest.mark.parametrize("name", ["nigao2", "chuzhang1", "qianfa1", "mishu1", "xitong1"])
def test_nobody_else_consults_or_records(road, name):
    document = sent(road, until=Desk.SIGN)
    row = consult(road, document)

    with pytest.raises(NotFound):
        consult(road, document, by=name, addressee="另一公司")
    with pytest.raises(NotFound):
        record(road, row, RECEIVED, by=name)


def test_an_officer_who_was_never_asked_about_the_document_does_not_find_it(road):
    row = consult(road, road.draft())

    with pytest.raises(NotFound):
        read_consultation(consultation_id=row.pk, by=road.who["gongkai1"], at=road.tick())


# --- refusals -----------------------------------------------------------------------------------------------


def test_an_objection_and_a_decision_need_words(road):
    row = consult(road, sent(road))
    record(road, row, RECEIVED)

    with pytest.raises(ConsultationWordsMissing):
        record(road, row, Happened(ConsultStep.ANSWERED, "objects", " "))
    record(road, row, OBJECTION)
    with pytest.raises(ConsultationWordsMissing):
        record(road, row, Happened(ConsultStep.DECIDED, "publish", ""))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_letter_is_received_neither_tomorrow_nor_before_it_was_written(road, days):
    row = consult(road, sent(road))
    day = office_date(road.at) + timedelta(days=days)

    with pytest.raises(ConsultationDayWrong):
        record(road, row, Happened(ConsultStep.RECEIVED, day=day))


def test_the_same_addressee_is_not_asked_twice_at_once(road):
    document = sent(road)
    row = consult(road, document)

    with pytest.raises(ConsultationTwice):
        consult(road, document, by="gongkai1")
    record(road, row, RECEIVED, CONSENT)
    assert consult(road, document).pk > row.pk


def test_a_page_that_shows_an_older_step_is_told_so(road):
    row = consult(road, sent(road))
    seen = read_consultation(consultation_id=row.pk, by=road.who["gongkai1"], at=road.tick()).token
    record(road, row, RECEIVED, OBJECTION, by="nigao1")

    with pytest.raises(Stale):
        record(road, row, PUBLISH, token=seen)


def test_nobody_is_asked_about_what_is_public(road):
    document = sent(road)
    row = consult(road, document)
    record(road, row, RECEIVED, CONSENT)
    road.walk(document)

    with pytest.raises(ConsultationTooLate):
        consult(road, document, addressee="另一公司")
    with pytest.raises(ConsultationTooLate):
        record(road, row, OBJECTION)


# --- letters, journal, erasure -----------------------------------------------------------------------------


def text_of(letter):
    return "\n".join(take_in(letter.data, letter.filename).draft.content.lines())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Consulted.THIRD_PARTY, ("第十五条、第三十二条", "15个工作日内", "不视为同意", "征求第三方意见")),
        (Consulted.CO_PRODUCER, ("第三十四条", "15个工作日内", "视为同意公开", "共同制作机关")),
        (Consulted.OTHER_AGENCY, ("第十一条", "协商、确认", "准确一致")),
    ],
)
def test_the_letter_says_the_article_the_time_and_the_matter(road, kind, words):
    document = sent(road)
    row = consult(road, document, kind)

    found = fetch_letter(consultation_id=row.pk, told=False, by=road.who["nigao1"], at=road.tick())

    text = text_of(found)
    assert [each for each in (*words, MATTER, COMPANY, document.title) if each not in text] == []
    assert found.filename.endswith(f"（第{row.pk}号）.docx")


def test_the_letter_that_tells_gives_decision_reason_and_remedies(road):
    row = consult(road, sent(road))
    who = {"consultation_id": row.pk, "told": True, "by": road.who["gongkai1"]}
    with pytest.raises(NotFound):
        fetch_letter(at=road.tick(), **who)
    record(road, row, RECEIVED, OBJECTION, PUBLISH)

    text = text_of(fetch_letter(at=road.tick(), **who))

    words = ("决定公开", PUBLISH.text, "第三十二条", "行政复议", "行政诉讼", MATTER)
    assert [each for each in words if each not in text] == []


def test_the_journal_names_every_step_and_no_third_party(road):
    row = consult(road, sent(road))
    record(road, row, RECEIVED, OBJECTION, PUBLISH, TOLD)

    entries = Entry.objects.filter(verb__startswith="consultation.").order_by("id")
    kinds = [entry.verb.partition(".")[2] for entry in entries]
    assert kinds == ["opened", "received", "answered", "decided", "told"]
    assert not [e for e in entries if COMPANY in str(e.facts) or MATTER in str(e.facts) or PUBLISH.text in str(e.facts)]


def test_what_must_be_classified_leaves_no_word_of_a_consultation(road):
    document = sent(road, until=Desk.CONFIDENTIALITY_OFFICER)
    row = consult(road, document)
    record(road, row, RECEIVED, OBJECTION, by="nigao1")

    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict="must_classify", text="应当定密")

    left = [*Consultation.objects.values_list("addressee", "matter"), *ConsultationStep.objects.values_list("text")]
    assert not {COMPANY, MATTER, OBJECTION.text} & {words for row in left for words in row}
