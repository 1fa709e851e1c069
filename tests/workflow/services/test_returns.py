import pytest

from common.gate import GateClosed
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Status
from review.choices import Desk, Resume
from review.models import Opinion, Return
from tests.workflow.road import INTERNAL, file_of
from workflow import services as workflow
from workflow.errors import NotInReview, ReturnTarget
from workflow.services.returns import Back, targets


def give_back(road, document, desk, to=Desk.REVISE, resume=Resume.DIRECT, reason="wording", text="第二段请改写"):
    task = road.task(document, desk)
    back = Back(to_desk=to, reason=reason, text=text, resume=resume)
    return workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())


def held(document):
    return {o.desk for o in Opinion.objects.filter(document=document, superseded_at__isnull=True)}


def rewrite(road, document, *lines):
    from django.db import transaction

    with transaction.atomic():
        draft = documents_of.locked(document.pk)
        documents.replace_text(document=draft, taken=file_of(*lines), by=draft.drafter, at=road.tick())


@pytest.mark.rule(54)
@pytest.mark.parametrize(("reason", "text"), [("", "有话"), ("wording", "   "), ("no such reason", "有话")])
def test_a_return_without_reason_and_words_is_refused(road, reason, text):
    document = road.draft()
    road.submit(document)

    with pytest.raises(GateClosed) as refusal:
        give_back(road, document, Desk.DIVISION_CHECK, reason=reason, text=text)

    assert [each.number for each in refusal.value.unmet] == [54]
    assert not Return.objects.exists() and road.open_desks(document) == ["division_check"]


def test_a_return_takes_back_every_open_desk_and_gives_the_draft_to_its_drafter(road):
    document = road.draft(cosign_offices=(road.office("财务司"),))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)

    give_back(road, document, Desk.DISCLOSURE_CHECK)

    assert road.open_desks(document) == ["revise"]
    assert documents_of.whole(document.pk).status == Status.DRAFT
    assert document.cosign_rounds.get().closed_why == "公开属性审核退回"
    assert road.task(document, Desk.REVISE).person_id == document.drafter_id


def test_a_changed_text_asks_again_exactly_those_who_judged_the_text(road):
    document = road.draft(is_policy=True)
    road.submit(document)
    road.walk(document, until=Desk.OFFICE_CHECK)
    give_back(road, document, Desk.OFFICE_CHECK)

    rewrite(road, document, "改写后的正文。")
    voided = road.submit(document)

    assert {o.desk for o in voided} == {
        "division_check", "disclosure_check", "confidentiality_officer", "confidentiality_head",
        "interpretation_cosign",
    }  # fmt: skip
    assert all("正文与附件已改动" in o.superseded_why for o in Opinion.objects.filter(pk__in=[v.pk for v in voided]))
    assert road.open_desks(document) == ["division_check"]


def test_a_changed_attribute_asks_again_only_the_desk_that_judged_it(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.OFFICE_CHECK)
    give_back(road, document, Desk.OFFICE_CHECK, reason="attribute", text="请改为不予公开")
    held_before = held(document)

    from django.db import transaction

    with transaction.atomic():
        draft = documents_of.locked(document.pk)
        documents.decide_disclosure(document=draft, proposal=INTERNAL, by=draft.drafter, at=road.tick())
    voided = road.submit(document)

    assert {o.desk for o in voided} == {"disclosure_check"}
    assert held(document) - {"revise"} == held_before - {"disclosure_check"}
    assert road.open_desks(document) == ["disclosure_check"]


def test_an_unchanged_resubmission_goes_straight_back_to_the_desk_that_returned(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.OFFICE_CHECK)
    give_back(road, document, Desk.OFFICE_CHECK)

    assert road.submit(document, note="已说明，无须修改") == []
    assert road.open_desks(document) == ["office_check"]


def test_a_return_through_all_desks_asks_everybody_again(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.OFFICE_CHECK)
    give_back(road, document, Desk.OFFICE_CHECK, resume=Resume.THROUGH_ALL)
    road.submit(document)

    assert road.open_desks(document) == ["division_check"]
    assert held(document) == {"revise"}


def test_a_return_to_an_earlier_desk_asks_that_desk_and_then_comes_back(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.SIGN)
    give_back(road, document, Desk.SIGN, to=Desk.DISCLOSURE_CHECK, reason="attribute", text="请复核属性")

    assert documents_of.whole(document.pk).status == Status.IN_REVIEW
    assert road.open_desks(document) == ["disclosure_check"]
    road.act(document, Desk.DISCLOSURE_CHECK)
    assert road.open_desks(document) == ["sign"]


def test_superseded_opinions_stay_to_be_read(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.SIGN)
    before = Opinion.objects.filter(document=document).count()
    give_back(road, document, Desk.SIGN, resume=Resume.THROUGH_ALL)

    assert Opinion.objects.filter(document=document).count() == before


@pytest.mark.rule(8)
def test_a_signed_document_that_is_returned_loses_its_signature(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.REGISTER)
    give_back(road, document, Desk.REGISTER, to=Desk.REVISE)

    draft = documents_of.whole(document.pk)
    assert (draft.status, draft.signoff) == (Status.DRAFT, None)
    road.submit(document)
    assert road.open_desks(document) == ["sign"]
    assert draft.signoffs.count() == 1


def test_an_issued_document_can_only_be_reviewed_for_confidentiality_again(road):
    document = road.draft()
    road.submit(document)
    document = road.walk(document, until=Desk.RELEASE)

    assert targets(Desk.RELEASE, document) == [Desk.CONFIDENTIALITY_OFFICER]
    give_back(road, document, Desk.RELEASE, to=Desk.CONFIDENTIALITY_OFFICER, reason="secrecy", text="请再审")
    assert road.open_desks(document) == ["confidentiality_officer"]
    assert road.walk(document).status == Status.PUBLISHED


def test_a_return_to_a_desk_that_comes_later_is_refused(road):
    document = road.draft()
    road.submit(document)

    with pytest.raises(ReturnTarget):
        give_back(road, document, Desk.DIVISION_CHECK, to=Desk.SIGN)


def test_the_drafter_takes_a_document_back_with_a_reason(road):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    workflow.withdraw(document_id=document.pk, reason="补充附件", by=document.drafter, at=road.tick())

    assert road.open_desks(document) == ["revise"]
    assert documents_of.whole(document.pk).status == Status.DRAFT
    with pytest.raises(NotInReview):
        workflow.withdraw(document_id=document.pk, reason="再撤", by=document.drafter, at=road.tick())


def test_a_discarded_draft_ends_with_its_process(road):
    document = road.draft()
    road.submit(document)
    workflow.withdraw(document_id=document.pk, reason="不再需要", by=document.drafter, at=road.tick())

    workflow.discard(document_id=document.pk, by=document.drafter, at=road.tick())

    assert documents_of.whole(document.pk).status == Status.DISCARDED
    assert document.processes.get().status == "CANCELED" and road.open_desks(document) == []


@pytest.mark.parametrize("flag", ["is_policy", "is_normative"])
def test_a_document_is_not_returned_to_a_desk_that_it_never_meets(road, flag):
    plain, other = road.draft(), road.draft(**{flag: True})
    for document in (plain, other):
        road.submit(document)
        road.walk(document, until=Desk.OFFICE_CHECK)
    conditional = Desk.INTERPRETATION_COSIGN if flag == "is_policy" else Desk.LEGALITY_REVIEW

    with pytest.raises(ReturnTarget):
        give_back(road, plain, Desk.OFFICE_CHECK, to=conditional)
    give_back(road, other, Desk.OFFICE_CHECK, to=conditional)

    assert road.open_desks(plain) == ["office_check"]
    assert road.open_desks(other) == [conditional]
