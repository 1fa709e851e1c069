import pytest

from documents.choices import Status
from review.choices import Desk, Resume, Verdict
from review.models import Opinion
from tests.workflow.road import INTERNAL
from workflow import services as workflow
from workflow.services.returns import Back


def test_a_document_meets_the_desks_in_the_order_of_the_design(road):
    document = road.draft(is_policy=True, is_normative=True, cosign_offices=(road.office("财务司"),))
    road.submit(document)

    assert road.open_desks(document) == ["division_check"]
    road.act(document, Desk.DIVISION_CHECK)
    parallel = {"disclosure_check", "confidentiality_officer", "interpretation_cosign", "legality_review", "department_cosign"}
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
