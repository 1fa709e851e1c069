"""撤下、更正、清除: with reason, approver and words for the public (R35)."""

from datetime import timedelta

import pytest
from django.db import transaction

from audit.selectors import timeline
from common.gate import GateClosed
from documents.choices import Status
from documents.models import Blob
from documents.selectors import locked, whole
from publication import services as publication
from publication.choices import State
from publication.errors import CopyNotVerified, NothingCorrected, NothingReleased, StillPublic
from publication.models import PublicCopy, Release
from publication.selectors import live_release
from publication.services.erasure import ERASED
from tests.publication.build import NOON, change, settle

LATER = NOON + timedelta(days=2)


@transaction.atomic
def end(world, act, document, **more):
    values = {"kind": "error", "reason": "数据有误", "explanation": "附件二数据有误。", "at": LATER}
    values |= {"approver": world.who["signatory"], "by": world.who["publisher"]}
    return act(document=locked(document.pk), **(values | more))


@pytest.mark.rule(35)
def test_a_retracted_document_has_no_live_release(world):
    document = world.published().document

    release = end(world, publication.retract, document)

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
]


@pytest.mark.rule(35)
@pytest.mark.parametrize("act", [publication.retract, publication.correct])
@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_an_ending_needs_kind_reason_words_and_a_leader(world, act, wrong, field):
    document = world.published().document
    world.copy(document, page="<p>更正后</p>")
    wrong = {name: world.who.get(value, value) for name, value in wrong.items()}

    with pytest.raises(GateClosed) as refusal:
        end(world, act, document, **wrong)

    assert [(unmet.number, unmet.field) for unmet in refusal.value.unmet] == [(35, field)]
    assert whole(document.pk).status == Status.PUBLISHED
    assert live_release(document.pk).state == State.LIVE


@pytest.mark.parametrize("act", [publication.retract, publication.correct])
def test_what_is_not_public_is_neither_retracted_nor_corrected(world, act):
    with pytest.raises(NothingReleased):
        end(world, act, world.issued())


def test_a_retraction_is_made_once(world):
    document = world.published().document
    end(world, publication.retract, document)

    with pytest.raises(NothingReleased):
        end(world, publication.retract, document)


@pytest.mark.rule(35)
def test_a_correction_replaces_the_text_and_keeps_address_and_status(world):
    old = world.published(page="<p>旧</p>")
    copy = world.copy(old.document, page="<p>新</p>")

    new = end(world, publication.correct, old.document, kind="typesetting")

    settle()
    assert whole(old.document_id).status == Status.PUBLISHED
    assert live_release(old.document_id) == new
    assert (new.copy, new.index, new.serial) == (copy, old.index, 2)
    assert Release.objects.get(pk=old.pk).state == State.REPLACED


def test_the_catalogue_alone_can_be_corrected(world):
    old = world.published()
    change(old.document, summary="更正后的概述。")

    new = end(world, publication.correct, old.document)

    assert (new.copy_id, new.summary) == (old.copy_id, "更正后的概述。")


def test_a_correction_that_corrects_nothing_is_refused(world):
    document = world.published().document

    with pytest.raises(NothingCorrected):
        end(world, publication.correct, document)


def test_a_correction_needs_a_verified_copy(world):
    document = world.published().document
    world.copy(document, verified_at=None)

    with pytest.raises(CopyNotVerified):
        end(world, publication.correct, document)


def test_the_journal_says_what_was_taken_down_and_why(world):
    release = world.published()

    end(world, publication.retract, release.document)

    last = timeline(f"document:{release.document_id}")[-1]
    assert last.sentence == f"人员publisher 撤下公开文本 {release.index.text}：内容有误"
    assert last.tone == "alert"


def test_a_retracted_document_can_be_published_again_under_its_number(world):
    document = world.published().document
    end(world, publication.retract, document)

    with transaction.atomic():
        again = publication.publish(
            document=locked(document.pk), channels=["portal"], by=world.who["publisher"], at=LATER
        )

    settle()
    assert (again.serial, again.index.serial) == (2, 1)
    assert whole(document.pk).status == Status.PUBLISHED


@pytest.mark.rule(12)
def test_erasing_takes_the_bytes_and_words_and_leaves_the_fact(world):
    release = world.published(page="<p>须清除的内容</p>", summary="须清除的概述")
    document = release.document
    end(world, publication.retract, document, reason="须清除的理由")
    names = [release.copy.docx_id, release.copy.html_id]

    publication.erase(document=document, at=LATER)

    settle()
    copy, ended = PublicCopy.objects.get(), Release.objects.get()
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
    end(world, publication.retract, release.document)
    publication.erase(document=release.document, at=LATER)

    answer = client.get(f"/portal/documents/{release.index.text}")

    assert answer.status_code == 410
    assert "须清除的标题" not in answer.content.decode()
    assert "附件二数据有误。" in answer.content.decode()
