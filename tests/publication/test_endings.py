"""撤下、更正、清除: with reason, approver and words for the public (R35)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.selectors import timeline
from common.gate import Gate, GateClosed
from documents.choices import Status
from documents.models import Blob
from documents.selectors import locked, whole
from documents.services.moves import subject_of
from outbox import services as outbox
from publication import services as publication
from publication.choices import State
from publication.errors import (
    CopyAwaited,
    CopyNotVerified,
    EndingClosed,
    EndingPending,
    NothingCorrected,
    NothingReleased,
    RefusalNeedsWords,
    StillPublic,
    SuccessorUnknown,
)
from publication.facts import Wish
from publication.models import EndingProposal, PublicCopy, RelationDecision, Release, ValidityChange
from publication.selectors import live_release, successor_of
from publication.services import cleanups, validity
from publication.services.cleanups import Scope
from publication.services.erasure import ERASED
from publication.services.validity import ChangeWish
from review.choices import Desk, Verdict
from review.models import Scan
from tests.publication.build import NOON, change, run, settle

LATER = NOON + timedelta(days=2)


RETRACT, CORRECT = "retract", "correct"


@transaction.atomic
def propose(world, act, document, *, by="publisher", on_behalf_of=None, **more):
    values = {"kind": "error", "reason": "数据有误", "explanation": "附件二数据有误。"}
    values |= {"summary": "更正后的概述。", "topic": "11"} if act == CORRECT else {}
    who = {"by": world.who[by], "on_behalf_of": world.who.get(on_behalf_of), "at": NOON}
    return publication.propose_ending(document=locked(document.pk), wish=Wish(act, **(values | more)), **who)


@transaction.atomic
def approve(world, proposal, *, by="signatory", on_behalf_of=None, at=LATER):
    held = EndingProposal.objects.select_for_update().get(pk=proposal.pk)
    who = {"by": world.who[by], "on_behalf_of": world.who.get(on_behalf_of), "at": at}
    return publication.approve_ending(proposal=held, document=locked(proposal.document_id), **who)


def end(world, act, document, *, approver="signatory", **more):
    """Let the publisher propose and the leader approve."""
    return approve(world, propose(world, act, document, **more), by=approver)


@pytest.mark.rule(35)
def test_a_retracted_document_has_no_live_release(world):
    document = world.published().document

    release = end(world, RETRACT, document)

    settle()
    assert whole(document.pk).status == Status.RETRACTED
    assert live_release(document.pk) is None
    stored = Release.objects.get(pk=release.pk)
    assert (stored.state, stored.ended_at) == (State.RETRACTED, LATER)
    assert (stored.ended_by, stored.approver) == (world.who["publisher"], world.who["signatory"])
    assert (stored.reason, stored.explanation) == ("数据有误", "附件二数据有误。")


WRONG = [
    ({"reason": " "}, "reason"),
    ({"explanation": ""}, "reason"),
    ({"kind": "whim"}, "reason"),
    ({"approver": "publisher"}, "approver"),
    ({"approver": "news"}, "approver"),
    ({"approver": "leader", "on_behalf_of": "leader"}, "approver"),
]


@pytest.mark.rule(35)
@pytest.mark.parametrize("act", [RETRACT, CORRECT])
@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_an_ending_needs_kind_reason_words_and_a_leader(world, act, wrong, field):
    document = world.published().document

    with pytest.raises(GateClosed) as refusal:
        end(world, act, document, **wrong)

    assert [(unmet.number, unmet.field) for unmet in refusal.value.unmet] == [(35, field)]
    assert whole(document.pk).status == Status.PUBLISHED
    assert live_release(document.pk).state == State.LIVE


MISFITS = [(RETRACT, "typesetting"), (CORRECT, "not_public"), (CORRECT, "revoked"), (RETRACT, "merged")]


@pytest.mark.rule(35)
@pytest.mark.parametrize(("act", "kind"), MISFITS)
def test_each_ending_has_its_own_kinds_and_a_merged_document_names_its_successor(world, act, kind):
    document = world.published().document

    with pytest.raises(GateClosed) as refusal:
        propose(world, act, document, kind=kind)

    assert [(unmet.number, unmet.field) for unmet in refusal.value.unmet] == [(35, "kind")]


@pytest.mark.rule(35)
def test_the_tombstone_of_a_merged_document_leads_to_its_successor(world, client):
    document, successor = world.published().document, world.published()

    release = end(world, RETRACT, document, kind="merged", successor=successor.number_text)

    settle()
    assert successor_of(release).successor == successor.index
    page = client.get(f"/portal/documents/{release.index.text}").content.decode()
    assert "本件已撤下" in page and f'href="/portal/documents/{successor.index.text}"' in page


def test_a_merged_document_may_have_its_successor_elsewhere_but_not_in_itself_or_nowhere(world):
    release = world.published()

    for words in (release.number_text, release.index.text, "无此文〔2026〕9号"):
        with pytest.raises(SuccessorUnknown):
            propose(world, RETRACT, release.document, kind="merged", successor=words)
    made = propose(world, RETRACT, release.document, kind="merged", successor_url="https://www.gov.cn/x")
    assert (made.successor, made.successor_url) == (None, "https://www.gov.cn/x")


@pytest.mark.rule(35)
def test_what_the_rules_of_today_would_not_let_out_can_still_be_retracted(world):
    document = world.published().document
    run("set local session_replication_role = replica")  # as it was released under the rules of another day
    change(document, is_policy=True, is_normative=True, title="", addressees=[], summary="", copies_to=["某委"])
    Scan.objects.filter(document=document).delete()
    run("set local session_replication_role = origin")
    subject = subject_of(whole(document.pk), world.who["publisher"], None, LATER)
    assert len({unmet.number for unmet in Gate("publish", "公开发布", subject).unmet}) > 2

    end(world, RETRACT, document)

    settle()
    assert whole(document.pk).status == Status.RETRACTED


@pytest.mark.parametrize("act", [RETRACT, CORRECT])
def test_what_is_not_public_is_neither_retracted_nor_corrected(world, act):
    with pytest.raises(NothingReleased):
        end(world, act, world.issued())


def test_a_retraction_is_made_once(world):
    document = world.published().document
    end(world, RETRACT, document)

    with pytest.raises(NothingReleased):
        end(world, RETRACT, document)


@pytest.mark.rule(35)
def test_a_correction_replaces_the_text_and_keeps_address_and_status(world):
    old = world.published(page="<p>旧</p>")
    copy = world.copy(old.document, page="<p>新</p>")

    new = end(world, CORRECT, old.document, kind="typesetting", typesets=True)

    settle()
    assert whole(old.document_id).status == Status.PUBLISHED
    assert live_release(old.document_id) == new
    assert (new.copy, new.index, new.serial) == (copy, old.index, 2)
    assert Release.objects.get(pk=old.pk).state == State.REPLACED


def test_the_catalogue_alone_can_be_corrected(world):
    old = world.published()

    new = end(world, CORRECT, old.document, summary="更正后的概述。", topic="12")

    assert (new.copy_id, new.summary, new.topic) == (old.copy_id, "更正后的概述。", "12")
    assert (new.title, new.number_text, new.generated_on) == (old.title, old.number_text, old.generated_on)
    described = Entry.objects.get(verb="document.describe")
    assert described.facts == {"fields": ["内容概述", "主题分类"]}


def test_a_correction_that_corrects_nothing_is_refused(world):
    old = world.published()

    with pytest.raises(NothingCorrected):
        propose(world, CORRECT, old.document, summary=old.summary, topic=old.topic)
    assert not EndingProposal.objects.exists()


def test_a_correction_needs_a_verified_copy(world):
    document = world.published().document
    world.copy(document, verified_at=None)

    with pytest.raises(CopyNotVerified):
        end(world, CORRECT, document)


def test_the_journal_says_what_was_taken_down_and_why(world):
    release = world.published()

    end(world, RETRACT, release.document)

    last = timeline(f"document:{release.document_id}")[-1]
    assert last.sentence == f"人员signatory 批准撤下公开文本 {release.index.text}：内容有误（人员publisher 提出）"
    assert last.tone == "alert"


def test_a_retracted_document_can_be_published_again_under_its_number(world):
    document = world.published().document
    end(world, RETRACT, document)

    with transaction.atomic():
        again = publication.publish(
            document=locked(document.pk), channels=["portal"], by=world.who["publisher"], at=LATER
        )

    settle()
    assert (again.serial, again.index.serial) == (2, 1)
    assert whole(document.pk).status == Status.PUBLISHED


@pytest.mark.rule(35)
@pytest.mark.parametrize("act", [RETRACT, CORRECT])
def test_nothing_happens_before_another_person_has_approved(client, world, act):
    release = world.published()

    proposal = propose(world, act, release.document)

    settle()
    assert whole(release.document_id).status == Status.PUBLISHED
    assert live_release(release.document_id).pk == release.pk
    assert client.get(f"/portal/documents/{release.index.text}").status_code == 200
    approve(world, proposal)
    settle()
    assert live_release(release.document_id) != release


def test_one_proposal_is_decided_before_the_next_one(world):
    document = world.published().document
    propose(world, RETRACT, document)

    with pytest.raises(EndingPending):
        propose(world, CORRECT, document)


def test_a_refused_proposal_leaves_the_release_and_the_way_to_another_one(world):
    release = world.published()
    proposal = propose(world, RETRACT, release.document)
    who = {"by": world.who["signatory"], "at": LATER}

    with pytest.raises(RefusalNeedsWords):
        publication.refuse_ending(proposal=proposal, why="  ", **who)
    publication.refuse_ending(proposal=proposal, why="不影响公众使用", **who)

    settle()
    assert EndingProposal.objects.get().note == "不影响公众使用"
    assert live_release(release.document_id).pk == release.pk
    end(world, RETRACT, release.document)


@pytest.mark.parametrize("act", ["approve", "refuse", "withdraw"])
def test_a_proposal_is_decided_once(world, act):
    proposal = propose(world, RETRACT, world.published().document)
    publication.withdraw_ending(proposal=proposal, by=world.who["publisher"], at=LATER)
    who = {"by": world.who["signatory"], "at": LATER}

    with pytest.raises(EndingClosed) as refusal:
        if act == "approve":
            approve(world, proposal)
        elif act == "refuse":
            publication.refuse_ending(proposal=proposal, why="不同意", **who)
        else:
            publication.withdraw_ending(proposal=proposal, **who)

    assert "已收回（人员publisher，2026-11-26 12:00）" in str(refusal.value)


def test_a_correction_waits_for_the_copy_that_it_asked_for(world):
    document = world.published().document
    proposal = propose(world, CORRECT, document, typesets=True)

    with pytest.raises(CopyAwaited):
        approve(world, proposal)
    outbox.run_all(LATER)
    new = approve(world, proposal)

    assert new.copy.serial == 2 and new.copy.verified_at == LATER


def test_a_proposal_that_is_over_has_nothing_typeset(world):
    document = world.published().document
    proposal = propose(world, CORRECT, document, typesets=True)
    publication.withdraw_ending(proposal=proposal, by=world.who["publisher"], at=LATER)

    outbox.run_all(LATER)

    assert PublicCopy.objects.filter(document=document).count() == 1


@pytest.mark.rule(12)
def test_erasing_takes_the_bytes_and_words_and_leaves_the_fact(world):
    release = world.published(page="<p>须清除的内容</p>", summary="须清除的概述")
    document = release.document
    end(world, RETRACT, document, reason="须清除的理由")
    names = [release.copy.docx_id, release.copy.html_id]
    settle()

    publication.erase(document=document, at=LATER)

    settle()
    copy, ended = PublicCopy.objects.get(), Release.objects.get()
    proposal = EndingProposal.objects.get()
    assert {proposal.reason, proposal.explanation, ended.explanation} == {ERASED}
    assert not Blob.objects.filter(pk__in=names).exists()
    assert (copy.docx, copy.html, copy.elements, copy.erased_at) == (None, None, {}, LATER)
    assert (copy.docx_sha256, copy.html_sha256) == tuple(names)
    assert (ended.title, ended.summary, ended.keywords, ended.reason) == (ERASED, "", [], ERASED)


def test_bytes_that_somebody_else_needs_stay(world):
    first, second = world.issued(), world.issued()
    copy = world.copy(first, page="<p>同一文本</p>")
    world.copy(second, page="<p>同一文本</p>")

    publication.erase(document=first, at=LATER)

    assert Blob.objects.filter(pk=copy.html_id).exists()
    assert not Blob.objects.filter(pk=copy.docx_id).exists()


def test_what_is_public_is_taken_down_before_it_is_erased(world):
    document = world.published().document

    with pytest.raises(StillPublic):
        publication.erase(document=document, at=LATER)


def test_an_erased_document_leaves_a_tombstone_without_its_words(client, world):
    release = world.published(title="须清除的标题")
    end(world, RETRACT, release.document)
    settle()
    publication.erase(document=release.document, at=LATER)

    answer = client.get(f"/portal/documents/{release.index.text}")

    assert answer.status_code == 410
    assert "须清除的标题" not in answer.content.decode()
    assert "附件二数据有误。" not in answer.content.decode()


@pytest.mark.rule(12)
def test_erasing_takes_what_was_said_about_relations_and_validity(world):
    release = world.published("《关于甲的办法》同时废止。", is_normative=True)
    document, who = release.document, world.who
    publication.decide_relation(
        document=document, key=("repeals", "", "关于甲的办法"), confirmed=True, by=who["publisher"], at=LATER
    )
    wish = ChangeWish("amend", LATER.date(), "教办厅〔2026〕9号", "须清除的说明")
    change = validity.propose_change(document=document, wish=wish, by=who["publisher"], at=LATER)
    validity.refuse_change(change=change, why="须清除的意见", by=who["signatory"], at=LATER)
    cleanup = cleanups.open_cleanup(scope=Scope("清理"), by=who["publisher"], at=LATER)
    item = cleanup.items.get()
    cleanups.judge(item_id=item.pk, verdict="keep", reason="须清除的理由", by=who["drafter"], at=LATER)
    cleanups.confirm(item_id=item.pk, by=who["head"], at=LATER)
    end(world, RETRACT, document)
    settle()
    for row in (change, item, RelationDecision.objects.get()):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()
    world.opinion(document, Desk.CONFIDENTIALITY_OFFICER, "officer", Verdict.MUST_CLASSIFY)

    publication.erase(document=document, at=LATER)

    settle()
    change.refresh_from_db()
    item.refresh_from_db()
    assert (change.reason, change.note, item.reason) == (ERASED, ERASED, ERASED)
    assert not RelationDecision.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        ValidityChange.objects.update(act="void")


@pytest.mark.rule(35)
def test_a_tombstone_gives_nothing_of_the_text_away_to_people_or_machines(client, world):
    release = world.published(summary="撤下的概述")
    end(world, RETRACT, release.document)
    settle()

    page = client.get(f"/portal/documents/{release.index.text}").content.decode()
    changes = client.get("/portal/api/v1/changes").json()["items"]

    assert "本件已撤下" in page and "撤下的概述" not in page
    assert [(each["state"]["code"], each["summary"], each["keywords"]) for each in changes] == [("retracted", "", [])]
