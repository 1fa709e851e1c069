"""The chain of the office in PostgreSQL: a leader who is due, a leader in doubt."""

import pytest

from review.choices import Desk, Verdict
from review.models import OutsideAnswer
from tests.publication.build import CHAIN, NOON, refused, settle
from tests.publication.test_invariants import publish, without_guards

LEADER = Desk.CONFIDENTIALITY_LEADER


@pytest.mark.rule(15)
def test_a_leader_who_is_due_and_has_not_spoken_is_refused(world):
    document = world.issued()
    settle()
    without_guards()
    world.opinion(document, *CHAIN[0], leader_due=True)
    world.opinion(document, *CHAIN[1])

    with refused("规则15"):
        publish(world, document)
    world.opinion(document, LEADER, "leader", Verdict.MAY_PUBLISH)
    publish(world, document)


@pytest.mark.rule(18)
@pytest.mark.parametrize("answer", [None, "not_public"])
def test_a_leaders_doubt_that_was_not_answered_favourably_is_refused(world, answer):
    document = world.reviewed(world.issued())
    doubt = world.opinion(document, LEADER, "leader", Verdict.CANNOT_DETERMINE)
    if answer:
        answered(world, doubt, answer)
    world.opinion(document, LEADER, "leader", Verdict.MAY_PUBLISH)

    with refused("规则18"):
        publish(world, document)


@pytest.mark.rule(18)
def test_a_leaders_doubt_that_was_answered_lets_the_document_out(world):
    document = world.reviewed(world.issued())
    doubt = world.opinion(document, LEADER, "leader", Verdict.CANNOT_DETERMINE)
    answered(world, doubt, "not_public")
    answered(world, doubt, "may_publish")
    world.opinion(document, LEADER, "leader", Verdict.MAY_PUBLISH)

    publish(world, document)


def answered(world, doubt, answer):
    return OutsideAnswer.objects.create(
        document=doubt.document, opinion=doubt, body="国家保密局", answered_on=NOON.date(), answer=answer,
        text="来函收悉。", recorded_by=world.who["leader"], at=NOON,
    )  # fmt: skip
