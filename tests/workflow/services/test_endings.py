from dataclasses import replace

import pytest

from accounts import services as accounts
from accounts.roles import Role
from common.errors import NotFound
from documents import selectors as documents_of
from documents.choices import Status
from documents.errors import ActionRefused
from publication import services as publication
from publication.choices import State
from publication.facts import Wish
from publication.models import EndingProposal
from publication.selectors import live_release
from review.choices import CONFIDENTIALITY_CHAIN, Desk
from review.models import Opinion
from workflow import policies
from workflow import services as workflow
from workflow.errors import AlreadyReopened, NotInReview, ReasonMissing, Stale
from workflow.services.endings import ending_token, release_token

DOWN = Wish("retract", "not_public", "群众来信指出附件含个人信息", "因附件信息有误撤下，更正后另行公开。")
BETTER = Wish("correct", "typesetting", "概述遗漏", "更正内容概述。", summary="更正后的概述。", topic="12")


def published(road, until=Desk.FOLLOW_UP, **flags):
    document = road.draft(**flags)
    road.submit(document)
    return road.walk(document, until=until)


def propose(road, document, wish=DOWN, by="fabu1", token=None):
    return workflow.propose_ending(document_id=document.pk, token=token, wish=wish, by=road.who[by], at=road.tick())


def approve(road, proposal, by="qianfa2", token=None):
    return workflow.approve_ending(proposal_id=proposal.pk, token=token, by=road.who[by], at=road.tick())


def retracted(road, until=Desk.FOLLOW_UP):
    document = published(road, until=until)
    approve(road, propose(road, document))
    return documents_of.whole(document.pk)


def republish(road, document, by="fabu1", reason="复核认为可以公开", token=None):
    return workflow.republish(document_id=document.pk, token=token, reason=reason, by=road.who[by], at=road.tick())


# --- proposing and deciding ----------------------------------------------------------------------------


@pytest.mark.rule(35)
@pytest.mark.parametrize("until", [Desk.FOLLOW_UP, Desk.ARCHIVE, None])
def test_a_retraction_takes_the_text_down_and_leaves_only_the_filing(road, until):
    document = published(road, until=until)

    release = approve(road, propose(road, document))

    assert (release.state, documents_of.whole(document.pk).status) == (State.RETRACTED, Status.RETRACTED)
    assert road.open_desks(document) == ([] if until is None else ["archive"])
    road.walk(document)
    assert set(document.processes.values_list("status", flat=True)) == {"DONE"}


@pytest.mark.rule(35)
def test_a_correction_leaves_the_process_as_it_is(road):
    document = published(road)

    release = approve(road, propose(road, document, BETTER))

    assert (release.summary, release.serial) == ("更正后的概述。", 2)
    assert documents_of.whole(document.pk).status == Status.PUBLISHED
    assert road.open_desks(document) == ["follow_up"]


@pytest.mark.parametrize("name", ["qianfa1", "mishu1", "nigao1", "gongkai1"])
def test_only_a_publisher_proposes(road, name):
    with pytest.raises(NotFound):
        propose(road, published(road), by=name)


@pytest.mark.rule(35)
@pytest.mark.parametrize("name", ["fabu1", "fabu2", "mishu1", "chuzhang1", "nigao1"])
def test_only_a_signatory_decides(road, name):
    proposal = propose(road, published(road))

    with pytest.raises(NotFound):
        approve(road, proposal, by=name)
    with pytest.raises(NotFound):
        workflow.refuse_ending(proposal_id=proposal.pk, why="不同意", by=road.who[name], at=road.tick())


@pytest.mark.rule(35)
def test_a_signatory_who_is_also_publisher_does_not_approve_the_own_proposal(road):
    document = published(road)
    accounts.grant_role(user=road.who["qianfa2"], role=Role.PUBLISHER, by=road.who["anquan1"], at=road.tick())
    proposal = propose(road, document, by="qianfa2")

    with pytest.raises(NotFound):
        approve(road, proposal, by="qianfa2")
    assert approve(road, proposal, by="qianfa1").approver == road.who["qianfa1"]


@pytest.mark.rule(35)
def test_whoever_stands_in_for_the_proposer_does_not_approve(road):
    document, day = published(road), road.at.date()
    accounts.grant_role(user=road.who["fabu2"], role=Role.SIGNATORY, by=road.who["anquan1"], at=road.tick())
    stands = {"starts_on": day, "ends_on": day, "reason": "出差"}
    accounts.delegate(to=road.who["fabu2"], by=road.who["fabu1"], at=road.tick(), **stands)
    proposal = propose(road, document)

    with pytest.raises(NotFound):
        approve(road, proposal, by="fabu2")
    assert approve(road, proposal, by="qianfa1").approver == road.who["qianfa1"]


def test_only_whoever_proposed_takes_the_proposal_back(road):
    proposal = propose(road, published(road))

    for name in ("fabu2", "qianfa1", "mishu1"):
        with pytest.raises(NotFound):
            workflow.withdraw_ending(proposal_id=proposal.pk, by=road.who[name], at=road.tick())
    workflow.withdraw_ending(proposal_id=proposal.pk, by=road.who["fabu1"], at=road.tick())

    assert EndingProposal.objects.get().decided_by == road.who["fabu1"]


def test_predicate_and_list_of_whom_a_proposal_asks_agree(road):
    proposals = [propose(road, published(road)) for _ in range(2)]
    workflow.withdraw_ending(proposal_id=proposals[1].pk, by=road.who["fabu1"], at=road.tick())
    fresh = {each.pk: each for each in EndingProposal.objects.select_related("document__lead_office")}

    for user in road.who.values():
        found = policies.identities(user, road.at.date())
        listed = set(policies.decidable_by(user, found).values_list("pk", flat=True))
        asked = {key for key, each in fresh.items() if each.is_open and policies.approving_as(user, found, each)}
        assert listed == asked
    assert policies.decidable_by(road.who["qianfa1"], policies.identities(road.who["qianfa1"], road.at.date()))


def test_the_approver_approves_the_copy_that_the_page_showed(road):
    document = published(road)
    proposal = propose(road, document, Wish("correct", "typesetting", "缺页码", "重新排版。", typesets=True))
    seen = ending_token(proposal, documents_of.whole(document.pk))
    prepared = publication.prepare_copy(document_id=document.pk, at=road.tick())
    other = replace(prepared, pdf=b"%PDF-1.7 another")
    copy = publication.store_copy(document=documents_of.whole(document.pk), prepared=other, at=road.tick())
    publication.verify_copy(document=documents_of.whole(document.pk), copy=copy, at=road.tick())

    with pytest.raises(Stale) as refusal:
        approve(road, proposal, token=seen)
    assert "公开文本" in str(refusal.value)
    approve(road, proposal, token=ending_token(proposal, documents_of.whole(document.pk)))
    assert live_release(document.pk).copy_id == copy.pk


def test_a_page_older_than_the_last_correction_is_refused(road):
    document = published(road)
    seen = release_token(document)
    approve(road, propose(road, document, BETTER))

    with pytest.raises(Stale):
        propose(road, document, token=seen)


# --- published again after a new review ------------------------------------------------------------------


@pytest.mark.rule(15)
@pytest.mark.parametrize("until", [Desk.FOLLOW_UP, None])
def test_a_retracted_document_is_published_again_after_a_new_review(road, until):
    document = retracted(road, until=until)

    republish(road, document)

    assert road.open_desks(document) == ["confidentiality_officer"]
    chain = Opinion.objects.filter(document=document, desk__in=CONFIDENTIALITY_CHAIN)
    assert all("重新保密审查" in each.superseded_why for each in chain)
    road.walk(document, until=Desk.RELEASE)
    assert live_release(document.pk) is None
    done = road.walk(document)
    assert done.status == Status.PUBLISHED
    assert live_release(document.pk).serial == 2
    assert set(document.processes.values_list("status", flat=True)) == {"DONE"}


def test_a_new_review_is_asked_once_with_its_reason_and_for_what_was_retracted(road):
    document = retracted(road)
    public = published(road)

    with pytest.raises(ReasonMissing):
        republish(road, document, reason=" ")
    with pytest.raises(NotFound):
        republish(road, document, by="mishu1")
    with pytest.raises(ActionRefused):
        republish(road, public)
    republish(road, document)
    with pytest.raises(AlreadyReopened):
        republish(road, document)


def test_a_review_that_does_not_let_it_out_can_be_stopped(road):
    document = retracted(road)
    republish(road, document)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict="not_public", text="仍不宜公开")

    workflow.stop_republishing(document_id=document.pk, by=road.who["fabu1"], at=road.tick())

    assert road.open_desks(document) == ["archive"]
    assert documents_of.whole(document.pk).status == Status.RETRACTED
    with pytest.raises(NotInReview):
        workflow.stop_republishing(document_id=document.pk, by=road.who["fabu1"], at=road.tick())


def test_the_release_desk_may_give_a_retracted_document_back_to_the_review(road):
    assert workflow.targets(Desk.RELEASE, retracted(road)) == [Desk.CONFIDENTIALITY_OFFICER]
