import pytest

from documents.choices import Attribute, Status
from documents.services import Proposal
from review.choices import Desk, Verdict
from tests.workflow.road import INTERNAL


def test_a_document_meets_the_desks_in_the_order_of_the_design(road):
    document = road.draft(is_policy=True, is_normative=True, cosign_offices=(road.office("财务司"),))
    road.submit(document)

    assert road.open_desks(document) == ["division_check"]
    road.act(document, Desk.DIVISION_CHECK)
    parallel = {
        "disclosure_check", "confidentiality_officer", "interpretation_cosign", "legality_review", "department_cosign",
    }  # fmt: skip
    assert set(road.open_desks(document)) == parallel
    for desk in sorted(parallel):
        road.act(document, Desk(desk))
    assert road.open_desks(document) == ["confidentiality_head"]
    road.act(document, Desk.CONFIDENTIALITY_HEAD)
    assert road.open_desks(document) == ["office_check"]
    road.act(document, Desk.OFFICE_CHECK)
    assert road.open_desks(document) == ["sign"]
    assert road.act(document, Desk.SIGN).status == Status.SIGNED
    assert road.open_desks(document) == ["register"]


def test_a_plain_document_is_asked_of_no_optional_desk(road):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)

    assert set(road.open_desks(document)) == {"disclosure_check", "confidentiality_officer"}


def test_each_co_signing_office_has_a_task_of_its_own(road):
    document = road.draft(cosign_offices=(road.office("财务司"), road.office("发展规划司")))
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)

    assert road.open_desks(document).count("department_cosign") == 2


def test_a_proactive_document_ends_published_and_archived(road):
    document = road.draft(is_policy=True)
    road.submit(document)

    done = road.walk(document)

    assert done.status == Status.PUBLISHED
    assert done.number_text == "教办厅〔2026〕1号"
    assert done.processes.get().status == "DONE"


@pytest.mark.parametrize("attribute", [Attribute.ON_REQUEST, Attribute.WITHHELD])
@pytest.mark.rule(38)
def test_what_is_not_proactive_ends_filed_with_a_date_of_review(road, attribute):
    proposal = Proposal(attribute, ("administration",), "internal_affairs", "属内部工作流程", no_duty_stated=True)
    document = road.draft(proposal=proposal)
    road.submit(document)

    done = road.walk(document)

    assert done.status == Status.FILED
    assert done.next_review_on is not None and (done.next_review_on - done.issued_on).days >= 365


def test_a_head_who_cannot_determine_sends_the_document_to_a_leader(road):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    road.act(document, Desk.DISCLOSURE_CHECK)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    road.act(document, Desk.CONFIDENTIALITY_HEAD, verdict=Verdict.CANNOT_DETERMINE, text="涉及事项须由领导裁定")

    assert road.open_desks(document) == ["confidentiality_leader"]
    leader = road.someone(road.task(document, Desk.CONFIDENTIALITY_LEADER))
    road.act(document, Desk.CONFIDENTIALITY_LEADER)
    road.walk(document, until=Desk.SIGN)
    assert road.someone(road.task(document, Desk.SIGN)) != leader


def test_officer_and_head_who_contradict_each_other_are_decided_by_a_leader(road):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    road.act(document, Desk.CONFIDENTIALITY_HEAD, verdict=Verdict.NOT_PUBLIC, text="不宜公开")

    assert "confidentiality_leader" in road.open_desks(document)


def test_a_process_keeps_the_definition_under_which_it_started(road):
    document = road.draft(proposal=INTERNAL)
    road.submit(document)

    assert document.processes.get().definition == 1
