import pytest
from django.db import transaction

from common.clock import office_date
from common.errors import NotFound
from common.gate import GateClosed
from documents import selectors as documents_of
from documents.choices import Attribute, Status
from documents.errors import ConversionPending, DecisionIncomplete, NothingConverted, NotOnFile
from documents.services import Proposal
from interpretation import services as interpretation
from interpretation.errors import PlanFrozen
from publication.selectors import live_release
from review.choices import Desk, Verdict
from tests.workflow.road import INTERNAL
from workflow import services as workflow
from workflow.errors import AlreadyReopened, ReasonMissing
from workflow.rehearsal import plan_of
from workflow.services.findings import Cut

CONVERT = Proposal(Attribute.PROACTIVE, INTERNAL.stages)


def filed(road, until=None, **flags):
    document = road.draft(proposal=INTERNAL, **flags)
    road.submit(document)
    return road.walk(document, until=until)


def reopen(road, document, by="gongkai1", maker="nigao1", proposal=CONVERT):
    given = {"proposal": proposal, "proposed_by": road.who[maker], "why": "年度自查：可以公开"}
    return workflow.reopen_disclosure(document_id=document.pk, by=road.who[by], at=road.tick(), **given)


def stop(road, document, by="mishu1", reason="审查认为不宜公开"):
    return workflow.stop_reopening(document_id=document.pk, reason=reason, by=road.who[by], at=road.tick())


@pytest.mark.rule(8)
def test_what_is_on_file_becomes_public_by_review_and_signature_with_its_content_unchanged(road):
    document = filed(road)

    reopen(road, document)

    asked = documents_of.whole(document.pk)
    assert (asked.status, asked.decision.attribute) == (Status.FILED, Attribute.WITHHELD)
    assert road.open_desks(document) == ["confidentiality_officer"]
    road.walk(document, until=Desk.SIGN)
    assert documents_of.whole(document.pk).decision.attribute == Attribute.WITHHELD
    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.SIGN, by="qianfa2")
    assert 51 in {each.number for each in refusal.value.unmet}
    signed = road.act(document, Desk.SIGN, by="qianfa1")
    assert (signed.status, signed.decision.attribute) == (Status.ISSUED, Attribute.PROACTIVE)
    assert signed.changed_on == office_date(road.at)
    assert road.open_desks(document) == ["release"]
    done = road.walk(document)
    assert (done.status, done.number_text) == (Status.PUBLISHED, document.number_text)
    assert done.version_id == document.version_id
    assert live_release(document.pk) is not None


@pytest.mark.rule(87)
def test_whoever_proposed_to_make_it_public_judges_it_at_no_later_desk(road):
    document = filed(road)
    reopen(road, document, maker="mishu1")
    road.walk(document, until=Desk.OFFICE_CHECK)

    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.OFFICE_CHECK, by="mishu1")
    assert 87 in {each.number for each in refusal.value.unmet}
    road.act(document, Desk.OFFICE_CHECK, by="mishu2")
    assert road.open_desks(document) == ["sign"]


@pytest.mark.rule(87)
def test_a_disclosure_officer_agrees_to_what_another_person_proposed_and_once(road):
    document = filed(road)

    for name in ("nigao1", "mishu1", "qianfa1"):
        with pytest.raises(NotFound):
            reopen(road, document, by=name)
    with pytest.raises(GateClosed) as refusal:
        reopen(road, document, maker="gongkai1")
    assert {11, 87} <= {each.number for each in refusal.value.unmet}
    with pytest.raises(NotOnFile):
        reopen(road, document, proposal=INTERNAL)
    with pytest.raises(DecisionIncomplete):
        reopen(road, document, proposal=Proposal(Attribute.PROACTIVE, ()))
    assert documents_of.whole(document.pk).proposed_id is None
    reopen(road, document)
    with pytest.raises(AlreadyReopened):
        reopen(road, document)
    document.processes.update(status="DONE")
    with pytest.raises(ConversionPending):
        reopen(road, document)


def test_a_conversion_that_the_review_refuses_is_stopped_and_leaves_everything_as_it_was(road):
    document = filed(road, until=Desk.ARCHIVE)
    reopen(road, document)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict=Verdict.NOT_PUBLIC, text="涉及内部管理")
    road.act(document, Desk.CONFIDENTIALITY_HEAD, verdict=Verdict.NOT_PUBLIC, text="同意")
    with pytest.raises(GateClosed):
        road.act(document, Desk.OFFICE_CHECK)
    with pytest.raises(ReasonMissing):
        stop(road, document, reason=" ")
    with pytest.raises(NotFound):
        stop(road, document, by="nigao1")

    stop(road, document)

    kept = documents_of.whole(document.pk)
    assert (kept.status, kept.decision_id, kept.signoff_id) == (Status.FILED, document.decision_id, document.signoff_id)
    assert road.open_desks(document) == ["archive"]
    road.walk(document)
    with pytest.raises(NothingConverted):
        stop(road, document)


def test_a_signed_conversion_that_is_stopped_bears_the_earlier_signature_and_public_text_again(road):
    document = filed(road)
    reopen(road, document)
    task, officer = road.task(document, Desk.CONFIDENTIALITY_OFFICER), road.who["baomi1"]
    cut = Cut((), ("有关工作",), "internal_affairs")
    workflow.redact(task_id=task.pk, token=None, cut=cut, by=officer, at=road.tick())
    road.act(document, Desk.CONFIDENTIALITY_OFFICER, by="baomi1")
    road.walk(document, until=Desk.RELEASE)
    partly = documents_of.whole(document.pk)
    assert (partly.status, partly.redacted_id is None) == (Status.ISSUED, False)

    stop(road, document)

    kept = documents_of.whole(document.pk)
    assert (kept.status, kept.redacted_id, kept.signoff_id) == (Status.FILED, None, document.signoff_id)
    assert kept.decision.attribute == Attribute.WITHHELD
    assert road.open_desks(document) == ["archive"]


def test_an_ordinary_document_on_its_way_to_the_public_cannot_be_put_on_file_by_stopping(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.RELEASE)

    with pytest.raises(NothingConverted):
        stop(road, document)


@pytest.mark.rule(34)
def test_a_policy_document_is_reopened_when_its_plan_was_written_beside_the_file(road):
    document = filed(road, is_policy=True)
    with pytest.raises(GateClosed) as refusal:
        reopen(road, document)
    assert {each.number for each in refusal.value.unmet} == {34}

    with transaction.atomic():
        held = documents_of.locked(document.pk)
        interpretation.save_plan(document=held, data=plan_of(held), by=road.who["nigao1"], at=road.tick())
    reopen(road, document)

    assert set(road.open_desks(document)) == {"interpretation_cosign", "confidentiality_officer"}
    with pytest.raises(PlanFrozen), transaction.atomic():
        held = documents_of.locked(document.pk)
        interpretation.save_plan(document=held, data=plan_of(held), by=road.who["nigao1"], at=road.tick())


@pytest.mark.rule(12)
def test_what_turns_out_to_be_classified_while_it_is_judged_is_erased_and_stays_on_file(road):
    document = filed(road)
    reopen(road, document)

    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict=Verdict.MUST_CLASSIFY, text="应当定密")

    erased = documents_of.whole(document.pk)
    assert (erased.status, erased.proposed_id, erased.signoff_id) == (Status.FILED, None, document.signoff_id)
    assert erased.version.erased_at is not None
    assert road.open_desks(document) == []
