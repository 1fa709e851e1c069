"""公开核验: the live page is fetched again over HTTP; one altered byte is found, named and on record."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from audit.selectors import timeline
from outbox import services as outbox
from portal.models import PublishedDocument, PublishedReading
from publication.models import LiveCheck
from publication.proof.selectors import alerts, next_slice
from publication.services import proof
from tests.publication.build import NOON, World, change, run
from tests.publication.outlets.listening import free_port
from tests.publication.test_endings import RETRACT, approve, propose
from tests.publication.test_releases import publish, ready

DAY = timedelta(days=1)
ALTER = """
update portal_publishedfile file
   set data = set_byte(data, 0, 33), sha256 = encode(sha256(set_byte(data, 0, 33)), 'hex')
  from portal_publisheddocument shown
 where file.document_id = shown.id and file.kind = %s and shown.index = %s
"""


def alter(part, release):
    """Change one byte that the portal serves, and the digest beside it, as somebody with the database in hand would."""
    run("alter table portal_publishedfile disable trigger user")
    run(ALTER, part, release.index.text)
    run("alter table portal_publishedfile enable trigger user")


@pytest.fixture
def portal(transactional_db, live_server, settings):
    """The portal on a real port, and a ministry whose rows it sees."""
    settings.PORTAL_URL = live_server.url
    return World()


def test_one_altered_byte_is_found_named_and_on_record_once(portal):
    with transaction.atomic():
        release = portal.published(pdf=b"%PDF-1.7 one")
    assert proof.look(release.pk, NOON).outcome == "ok"

    found = {}
    for part in ("pdf", "docx", "html"):
        alter(part, release)
        check = proof.look(release.pk, NOON + DAY)
        found[part] = check.parts
    again = proof.look(release.pk, NOON + 2 * DAY)

    assert found == {"pdf": ["pdf"], "docx": ["docx", "pdf"], "html": ["page", "docx", "pdf", "html"]}
    assert (again.outcome, again.checked_at, again.since) == ("differs", NOON + 2 * DAY, NOON + DAY)
    told = [str(each) for each in timeline(f"document:{release.document_id}")]
    assert ["与发布时不符" in each for each in told] == [True] * 3
    assert [each.release_id for each in alerts()] == [release.pk]


@pytest.mark.rule(35)
def test_a_new_release_is_looked_at_at_once_and_the_address_of_a_retracted_one_as_well(portal):
    with transaction.atomic():
        release = publish(portal, ready(portal))
    outbox.run_all(NOON)
    assert LiveCheck.objects.get(release=release).outcome == "ok"

    with transaction.atomic():
        approve(portal, propose(portal, RETRACT, release.document))
    outbox.run_all(NOON + DAY)

    check = LiveCheck.objects.get(release=release)
    assert (check.outcome, check.checked_at) == ("ok", NOON + DAY)
    assert next_slice(NOON + 9 * DAY, 9) == [release.pk]


@pytest.mark.rule(35)
def test_a_retracted_page_that_serves_its_content_or_other_words_is_found(portal):
    with transaction.atomic():
        release = portal.ended(portal.published(), explanation="含有“甲”和'乙'，予以撤下。")
        change(release.document, status="retracted")
    assert proof.look(release.pk, NOON).outcome == "ok"

    run("alter table portal_publisheddocument disable trigger user")
    PublishedDocument.objects.update(explanation="<p>正文 1</p>")
    words = proof.look(release.pk, NOON)
    PublishedDocument.objects.update(state="live", ended_at=None, ended_kind="", explanation="", summary="要点")
    back = proof.look(release.pk, NOON)
    run("alter table portal_publisheddocument enable trigger user")

    assert (words.outcome, words.parts) == ("differs", ["tombstone"])
    assert (back.outcome, back.parts) == ("differs", ["tombstone", "docx", "html"])
    assert [each.release_id for each in alerts()] == [release.pk]


@pytest.mark.rule(33)
def test_an_altered_interpretation_is_found(portal):
    with transaction.atomic():
        release = portal.published(policy=True)
    assert proof.look(release.pk, NOON).outcome == "ok"

    PublishedReading.objects.update(page="<p>别的话</p>")

    assert proof.look(release.pk, NOON).parts == ["readings"]


def test_a_portal_that_does_not_answer_is_unreachable_not_different(world, settings):
    release = world.published()
    settings.PORTAL_URL = f"http://127.0.0.1:{free_port()}"

    check = proof.look(release.pk, NOON)

    assert (check.outcome, check.parts) == ("unreachable", ["page", "docx", "html"])


def test_a_silent_portal_ends_the_slice_and_the_next_one_goes_on(world, settings):
    for _ in range(4):
        world.published()
    settings.PORTAL_URL = f"http://127.0.0.1:{free_port()}"

    assert [proof.look_at_slice(NOON), proof.look_at_slice(NOON), proof.look_at_slice(NOON)] == [3, 1, 0]


def test_without_an_address_nothing_is_looked_at(world, settings):
    settings.PORTAL_URL = ""
    world.published()

    assert proof.look_at_slice(NOON) == 0


def looked_at(release, hours, outcome="ok"):
    """Record a look so many hours ago."""
    at = NOON - timedelta(hours=hours)
    parts = [] if outcome == "ok" else ["page"]
    LiveCheck.objects.create(release=release, checked_at=at, outcome=outcome, parts=parts, since=at)


def test_the_unseen_come_first_then_what_is_amiss_then_the_young_then_the_longest_unseen(world):
    old, older, young, seen, amiss, new = (
        world.published(published_at=NOON - timedelta(days=days)) for days in (400, 500, 3, 2, 600, 0)
    )
    looked_at(old, 30)
    looked_at(older, 26)
    looked_at(young, 25)
    looked_at(seen, 5)
    looked_at(amiss, 1, "unreachable")

    assert next_slice(NOON, 9) == [new.pk, amiss.pk, young.pk, old.pk, older.pk]
    assert next_slice(NOON, 2) == [new.pk, amiss.pk]


def test_the_slice_costs_five_queries_however_many_releases_there_are(world, django_assert_num_queries):
    world.published()

    with django_assert_num_queries(5):
        next_slice(NOON, 60)
    assert connection.vendor == "postgresql"
