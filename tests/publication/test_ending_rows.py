"""R35 in raw SQL: a proposed ending is decided once, by somebody else, and a release ends only by an approved one."""

from datetime import timedelta

import pytest

from publication.models import EndingProposal
from tests.publication.build import NOON, change, refused, run, settle

DECIDE = """
update publication_endingproposal
   set state = %s, decided_by_id = %s, decided_for_id = %s, decided_at = now(), note = '意见' where id = %s
"""


def decide(world, proposal, state, by, behalf=None):
    run(DECIDE, state, world.who[by].pk, world.who[behalf].pk if behalf else None, proposal.pk)


@pytest.mark.rule(35)
@pytest.mark.parametrize("state", ["approved", "refused"])
@pytest.mark.parametrize(
    ("proposed_for", "by", "behalf"),
    [
        (None, "publisher", None),
        (None, "signatory", "publisher"),
        ("signatory", "signatory", None),
        ("signatory", "leader", "signatory"),
    ],
)
def test_nobody_decides_on_the_own_proposal(world, state, proposed_for, by, behalf):
    proposal = world.proposed(world.published(), proposed_for=world.who.get(proposed_for))

    with refused("ending_is_decided_by_another"):
        decide(world, proposal, state, by, behalf)


def test_whoever_proposed_may_take_the_proposal_back(world):
    proposal = world.proposed(world.published())

    decide(world, proposal, "withdrawn", "publisher")

    settle()
    assert EndingProposal.objects.get().state == "withdrawn"


@pytest.mark.rule(35)
@pytest.mark.parametrize("ending", [{}, {"approver": "leader"}, {"reason_kind": "other"}, {"explanation": "另一说法"}])
def test_a_release_does_not_end_but_as_the_approved_proposal_says(world, ending):
    release = world.published()
    proposal = world.proposed(release)
    changed = {name: world.who.get(value, value) for name, value in ending.items()}

    with refused("须经另一人批准"):
        if ending:
            world.approved(proposal)
        world.ended(release, **({"explanation": "因数据有误撤下。"} | changed))
        change(release.document, status="retracted")


def test_a_proposal_to_correct_does_not_cover_a_retraction(world):
    release = world.published()
    proposal = world.proposed(release, {"state": "replaced", "reason_kind": "error", "explanation": "说明"})

    with refused("须经另一人批准"):
        world.approved(proposal)
        world.ended(release, explanation="说明")
        change(release.document, status="retracted")


@pytest.mark.rule(35)
def test_what_was_approved_takes_place_in_the_same_transaction(world):
    proposal = world.proposed(world.published())

    with refused("须同时执行"):
        decide(world, proposal, "approved", "signatory")


WRONG = [
    ({"act": "erase"}, "ending_act_known"),
    ({"reason_kind": "whim"}, "ending_kind_known"),
    ({"reason": " "}, "ending_has_reason_and_words"),
    ({"explanation": ""}, "ending_has_reason_and_words"),
    ({"state": "approved"}, "须针对本件公开中的文本提出"),
    ({"decided_at": NOON}, "ending_is_open_or_decided"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_a_proposal_is_whole_and_begins_open(world, wrong, words):
    release = world.published()

    with refused(words):
        world.proposed(release, **wrong)


def test_a_refusal_says_why(world):
    proposal = world.proposed(world.published())

    with refused("ending_refusal_says_why"):
        EndingProposal.objects.filter(pk=proposal.pk).update(
            state="refused", decided_by=world.who["signatory"], decided_at=NOON + timedelta(days=1)
        )


def test_a_document_has_one_open_proposal(world):
    release = world.published()
    world.proposed(release)

    with refused("one_open_ending_per_document"):
        world.proposed(release)


def test_a_proposal_is_about_the_live_release_of_its_own_document(world):
    first, second = world.published(), world.published()

    with refused("须针对本件公开中的文本提出"):
        world.proposed(first, document=second.document)
    world.ended(first)
    change(first.document, status="retracted")
    settle()
    with refused("须针对本件公开中的文本提出"):
        world.proposed(first)


@pytest.mark.parametrize(
    "statement",
    [
        "update publication_endingproposal set reason = '改写'",
        "update publication_endingproposal set state = 'open', decided_by_id = null, decided_at = null, note = ''",
        "update publication_endingproposal set note = '改写'",
        "update publication_endingproposal set erased_at = now()",
        "delete from publication_endingproposal",
        "truncate publication_endingproposal",
    ],
)
def test_a_decided_proposal_never_changes(world, statement):
    proposal = world.proposed(world.published(), summary="概述", topic="11")
    decide(world, proposal, "refused", "signatory")
    settle()

    with refused("撤下更正申请不得修改或删除"):
        run(statement)
