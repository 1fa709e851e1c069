"""清理: every document in the scope is judged, confirmed by another, published by a third; then it counts (FD(八))."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from common.errors import NotFound
from documents.selectors import locked
from publication.errors import CleanupClosed, CleanupEmpty, CleanupUnfinished, ItemConfirmed, SameHands
from publication.models import Cleanup, CleanupItem
from publication.normative.selectors import results_of
from publication.selectors import live_release
from publication.services import cleanups
from publication.services.cleanups import Scope
from publication.services.erasure import erase
from tests.publication.build import NOON, change, settle
from tests.publication.test_releases import publish, ready


@pytest.fixture
def documents(world):
    """Two normative documents and one that is not."""
    made = [publish(world, ready(world, is_normative=True)).document for _ in range(2)]
    publish(world, ready(world))
    return made


def opened(world, **scope):
    return cleanups.open_cleanup(scope=Scope("2026年清理", **scope), by=world.who["publisher"], at=NOON)


def judge(world, item, verdict="keep", by="drafter"):
    return cleanups.judge(item_id=item.pk, verdict=verdict, reason="仍然适用", by=world.who[by], at=NOON)


def confirm(world, item, by="head"):
    return cleanups.confirm(item_id=item.pk, by=world.who[by], at=NOON)


def publish_results(world, cleanup, by="signatory"):
    words = {"instrument": "教办厅〔2026〕30号", "effective_on": date(2026, 11, 24)}
    return cleanups.publish_cleanup(cleanup_id=cleanup.pk, by=world.who[by], at=NOON, **words)


def test_the_campaign_holds_the_normative_documents_of_its_scope(world, documents):
    made = opened(world, topic="11", year_from=2026, year_to=2026, office=world.organ)

    assert {each.document_id for each in made.items.all()} == {each.pk for each in documents}
    for scope in ({"topic": "01"}, {"year_to": 2025}):
        with pytest.raises(CleanupEmpty):
            opened(world, **scope)


@pytest.mark.rule(37)
def test_published_results_repeal_what_was_judged_so_and_name_every_document(world, documents):
    made = opened(world)
    first, second = made.items.order_by("pk")
    for item, verdict in ((first, "repeal"), (second, "keep")):
        judge(world, item, verdict)
        confirm(world, item)

    done = publish_results(world, made)

    settle()
    assert [live_release(each.pk).validity for each in documents] == ["repealed", "in_force"]
    results = results_of(done)
    assert results["instrument"] == "教办厅〔2026〕30号"
    assert [each["number"] for each in results["lists"]["repeal"]] == [documents[0].number_text]
    assert [each["index"] for each in results["lists"]["keep"]] == [live_release(documents[1].pk).index.text]
    with pytest.raises(CleanupClosed):
        judge(world, first)


def test_results_wait_for_the_last_confirmation(world, documents):
    made = opened(world)
    first = made.items.order_by("pk")[0]
    judge(world, first)
    confirm(world, first)

    with pytest.raises(CleanupUnfinished) as refusal:
        publish_results(world, made)

    assert refusal.value.fields == {"left": 1}
    with pytest.raises(IntegrityError, match="逐件确认"), transaction.atomic():
        Cleanup.objects.filter(pk=made.pk).update(
            state="published", published_by=world.who["signatory"], published_at=NOON,
            instrument="号", effective_on=NOON.date(),
        )  # fmt: skip


def test_nobody_confirms_the_own_verdict_or_publishes_the_own_campaign(world, documents):
    made = opened(world)
    for item in made.items.all():
        judge(world, item, by="signatory")
        with pytest.raises(SameHands):
            confirm(world, item, by="signatory")
        confirm(world, item)

    for name in ("publisher", "signatory"):
        with pytest.raises(SameHands):
            publish_results(world, made, by=name)


def test_a_confirmed_verdict_stays(world, documents):
    item = opened(world).items.order_by("pk")[0]
    with pytest.raises(ItemConfirmed):
        confirm(world, item)
    judge(world, item)
    judge(world, item, "amend")
    confirm(world, item)

    with pytest.raises(ItemConfirmed):
        judge(world, item, "keep")
    with pytest.raises(IntegrityError), transaction.atomic():
        CleanupItem.objects.filter(pk=item.pk).update(verdict="keep")


def test_an_unknown_document_of_a_campaign_is_not_found(world):
    with pytest.raises(NotFound):
        cleanups.confirm(item_id=0, by=world.who["head"], at=NOON)


def test_the_public_reads_the_results_and_nothing_of_a_document_that_was_erased(world, documents, client):
    made = opened(world)
    for item, verdict in zip(made.items.order_by("pk"), ("repeal", "keep"), strict=True):
        judge(world, item, verdict)
        confirm(world, item)
    url = "/portal/statutory/cleanup"
    assert "尚未填写" in client.get(url).content.decode()

    publish_results(world, made)

    page = client.get(url).content.decode()
    assert "教办厅〔2026〕30号，自2026年11月24日起。" in page and "<h3>废止（1件）</h3>" in page
    for each in documents:
        assert f'<a href="/portal/documents/{live_release(each.pk).index.text}">{each.title}</a>' in page
    client.force_login(world.who["publisher"])
    assert client.get("/publication/columns/cleanup/").status_code == 404  # nobody writes it by hand


def test_the_list_of_results_forgets_the_title_of_what_was_erased(world, documents, client):
    made = opened(world)
    for item in made.items.all():
        judge(world, item)
        confirm(world, item)
    publish_results(world, made)
    gone = documents[0]
    world.ended(live_release(gone.pk))
    change(gone, status="retracted")
    settle()
    world.opinion(gone, "confidentiality_officer", "officer", "must_classify")

    with transaction.atomic():
        erase(document=locked(gone.pk), at=NOON)

    page = client.get("/portal/statutory/cleanup").content.decode()
    assert f">{gone.title}<" not in page and f">{documents[1].title}<" in page
