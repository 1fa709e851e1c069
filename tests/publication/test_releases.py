"""公开发布 through the service: once, by a person, of exactly the verified copy."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from audit.selectors import timeline
from common.gate import GateClosed
from documents.choices import Status
from documents.errors import ActionRefused
from documents.selectors import locked, whole
from publication import services as publication
from publication.choices import State
from publication.errors import ChannelUnknown, CopyNotVerified, PublisherMissing
from publication.models import IndexNumber, Release
from publication.selectors import live_release, publication_due
from tests.publication.build import NOON, PLAN, World, settle


@transaction.atomic
def publish(world: World, document, channels=("portal",), at=NOON, **more) -> Release:
    more = {"by": world.who["publisher"]} | more
    return publication.publish(document=locked(document.pk), channels=channels, at=at, **more)


def ready(world: World, *lines, policy=False, **fields):
    """Return an issued document with review, plan where due, and verified copy."""
    document = world.issued(*lines, is_policy=policy, **fields)
    plan = world.plan(document) if policy else None
    world.reviewed(document)
    if plan:
        world.cosigned(document, plan)
    world.copy(document)
    return document


@pytest.mark.rule(30)
def test_a_release_carries_the_catalogue_columns_of_its_document(world, noon):
    document = ready(world, "短。", "为了做好招生工作，现将有关事项通知如下。第二句。")

    release = publish(world, document)

    settle()
    assert whole(document.pk).status == Status.PUBLISHED
    assert (release.title, release.number_text) == (document.title, "教办厅〔2026〕1号")
    assert release.issuing_body == "教育部办公厅"
    assert release.summary == "为了做好招生工作，现将有关事项通知如下。第二句。"
    assert (release.generated_on, release.published_on) == (date(2026, 11, 24), date(2026, 11, 24))
    assert (release.published_at, release.published_by) == (noon, world.who["publisher"])
    assert release.validity == "in_force"
    assert release.keywords == ["科技", "教育", "通知"]
    assert release.stages == ["decision", "service"]


def test_the_day_of_publication_is_that_of_beijing(world):
    late = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)

    release = publish(world, ready(world), at=late)

    assert release.published_on == date(2027, 1, 1)
    assert release.index.text == "360A00/2027-00001"


@pytest.mark.rule(30)
def test_a_written_summary_is_kept(world):
    assert publish(world, ready(world, summary="  概述。 ")).summary == "概述。"


@pytest.mark.rule(33)
def test_a_policy_document_is_released_with_its_plan(world):
    document = ready(world, policy=True)

    release = publish(world, document)

    settle()
    assert release.plan == document.plans.get()
    assert release.plan.data() == PLAN


def test_a_document_that_needs_no_interpretation_is_released_without(world):
    document = ready(world)
    world.plan(document)

    assert publish(world, document).plan is None


def test_publishing_twice_is_publishing_once(world, noon):
    document = ready(world)
    first = publish(world, document)

    again = publish(world, document, at=noon + timedelta(days=1))

    assert again == first
    assert Release.objects.count() == 1
    verbs = [line.verb for line in timeline(f"document:{document.pk}")]
    assert (verbs.count("publication.release"), verbs.count("document.publish")) == (1, 1)


def test_a_copy_that_was_not_verified_is_not_released(world):
    document = world.reviewed(world.issued())
    world.copy(document, verified_at=None)

    with pytest.raises(CopyNotVerified):
        publish(world, document)


def test_a_newer_copy_that_failed_hides_the_older_one(world):
    document = ready(world)
    world.copy(document, verified_at=None, failed_why="content_differs")

    with pytest.raises(CopyNotVerified):
        publish(world, document)


def test_nobody_publishes_nothing(world):
    with pytest.raises(PublisherMissing):
        publish(world, ready(world), by=None)


@pytest.mark.rule(40)
@pytest.mark.parametrize("channels", [(), ("rumour",), ("portal", "rumour")])
def test_a_release_names_channels_of_the_list(world, channels):
    document = ready(world)

    with pytest.raises(ChannelUnknown):
        publish(world, document, channels)

    assert whole(document.pk).status == Status.ISSUED
    assert not IndexNumber.objects.exists()


@pytest.mark.rule(40)
def test_channels_are_kept_each_once(world):
    assert publish(world, ready(world), ["press", "portal", "press"]).channels == ["portal", "press"]


def test_an_unreviewed_document_is_refused_with_every_reason(world):
    document = world.issued()
    world.copy(document)

    with pytest.raises(GateClosed) as refusal:
        publish(world, document)

    assert {15, 16, 18} <= {unmet.number for unmet in refusal.value.unmet}
    assert not Release.objects.exists()
    assert not IndexNumber.objects.exists()


@pytest.mark.rule(33)
def test_a_policy_document_without_material_is_refused(world):
    document = world.reviewed(world.issued(is_policy=True))
    world.copy(document)

    with pytest.raises(GateClosed) as refusal:
        publish(world, document)

    assert 33 in {unmet.number for unmet in refusal.value.unmet}


def test_a_draft_is_not_published(world):
    document = world.draft()

    with pytest.raises(CopyNotVerified):
        publish(world, document)


def test_another_copy_of_a_published_document_is_a_correction(world):
    document = ready(world)
    publish(world, document)
    world.copy(document, page="<p>另一排版</p>")

    with pytest.raises(ActionRefused):
        publish(world, document)


def test_the_journal_names_index_number_digests_and_both_people(world):
    document = ready(world)

    release = publish(world, document, on_behalf_of=world.who["leader"])

    last = timeline(f"document:{document.pk}")[-1]
    assert last.sentence == f"人员publisher（代人员leader） 公开发布，索引号 {release.index.text}"
    assert release.published_for == world.who["leader"]


def test_only_a_live_release_is_live(world):
    document = ready(world)
    assert live_release(document.pk) is None

    release = publish(world, document)

    assert live_release(document.pk) == release
    assert release.state == State.LIVE


@pytest.mark.rule(21)
def test_publication_is_due_twenty_working_days_after_the_date(world):
    assert publication_due(world.draft()) is None
    # 2026-11-24 is a Tuesday without holidays in the four weeks that follow
    assert publication_due(world.issued()).on == date(2026, 12, 22)


@pytest.mark.rule(30)
def test_index_numbers_count_up_without_gaps_within_a_year(world):
    first, second = publish(world, ready(world)), publish(world, ready(world))
    unlucky = world.issued()
    world.copy(unlucky)
    with pytest.raises(GateClosed):
        publish(world, unlucky)

    third = publish(world, ready(world))

    texts = [release.index.text for release in (first, second, third)]
    assert texts == ["360A00/2026-00001", "360A00/2026-00002", "360A00/2026-00003"]


@pytest.mark.rule(30)
def test_the_pattern_of_index_numbers_is_a_setting(world, settings):
    settings.INDEX_NUMBER_PATTERN = "000014349/{year}-{serial:05d}"

    assert publish(world, ready(world)).index.text == "000014349/2026-00001"


@pytest.mark.django_db(transaction=True)
def test_releases_at_the_same_moment_get_consecutive_index_numbers(world):
    documents = [ready(world) for _ in range(8)]

    def release(document):
        try:
            return publish(world, document).index.serial
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        serials = sorted(pool.map(release, documents))

    assert serials == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_two_publishers_at_the_same_moment_make_one_release(world):
    document = ready(world)

    def release(_):
        try:
            return publish(world, document).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(release, range(4)))

    assert len(made) == 1
    assert Release.objects.count() == 1
