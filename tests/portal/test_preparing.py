"""Pages are built before anybody asks for them, after each change and all at once; a failure harms nothing."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outbox import services as outbox
from outbox.models import Entry
from portal import generations, preparing, shelves
from portal import services as portal
from portal.facts import PublicReading
from portal.models import PageChange
from publication import services as publication
from publication.services.preparing import FORGET, KIND
from tests.brokers import redis_server
from tests.portal.test_services import NOON, item_of
from tests.publication.build import change, settle

LATER = NOON + timedelta(days=2)
FIRST, READING = "/portal/documents/360A00/2026-00001", "/portal/interpretations/360A00/2026-00001"


@pytest.fixture
def three(db, cached, django_capture_on_commit_callbacks):
    """Show three documents, the first with an interpretation; return what shows more."""

    def act(serial, **columns):
        columns = {"published_at": NOON + timedelta(hours=serial)} | columns
        with django_capture_on_commit_callbacks(execute=True):
            portal.apply(item=item_of(serial, **columns), at=NOON)

    act(1, readings=(PublicReading(1, "答记者问", "问答", "司", NOON, "<p>x</p>", "x"),))
    act(2)
    act(3)
    return act


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    """Let the worker do what is in the outbox."""

    def act():
        with django_capture_on_commit_callbacks(execute=True):
            return outbox.run_all(NOON + timedelta(days=1))

    return act


def kept_ones(client, addresses):
    """Return those of the addresses that are answered without the database."""
    found = []
    for each in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(each).status_code == 200
        found += [each] * (not len(queries))
    return found


def test_nobody_waits_for_a_page_that_a_change_touched(client, three, work):
    work()
    three(2, summary="改过的概述。")
    work()

    touched = [FIRST, READING, "/portal/documents/360A00/2026-00002", *preparing.lists()]
    assert {"/portal/", "/portal/?size=large", "/portal/feeds/all.atom"} <= set(touched)
    assert kept_ones(client, touched) == touched


def test_many_changes_build_the_lists_once(three, monkeypatch):
    built = []
    monkeypatch.setattr(preparing, "build", lambda address: built.append(address) or True)
    last = preparing.newest_change()

    for number in PageChange.objects.values_list("pk", flat=True).order_by("pk"):
        preparing.prepare_changes(number, number)

    assert built.count("/portal/") == 1 and built.count(FIRST) == 1
    assert preparing.prepare_changes(last + 1, last) == len(list(preparing.lists()))


def test_a_page_that_cannot_be_built_keeps_nothing_else_from_its_page(client, three, work, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise ValueError("秘密的内容")

    monkeypatch.setattr("portal.pages.code_of", fail)
    work()

    assert not Entry.objects.filter(kind=KIND, done_at=None).exists()
    assert kept_ones(client, ["/portal/", READING]) == ["/portal/", READING]
    assert FIRST in caplog.text and "ValueError" in caplog.text and "秘密的内容" not in caplog.text


def test_where_nothing_is_kept_nothing_is_prepared(db):
    portal.apply(item=item_of(1), at=NOON)

    assert not Entry.objects.filter(kind=KIND).exists()
    assert preparing.prepare_changes(1, preparing.newest_change()) == 0
    with pytest.raises(CommandError):
        call_command("prepare_portal")


def test_all_pages_are_prepared_and_again_only_what_is_missing(client, three, capsys, monkeypatch):
    call_command("prepare_portal")

    expected = [*preparing.lists(), *preparing.pages_of(f"360A00/2026-0000{serial}" for serial in (1, 2, 3))]
    assert capsys.readouterr().out == f"{len(expected)} 个网页已生成并保存。\n"
    assert kept_ones(client, expected) == expected
    rendered = []
    monkeypatch.setattr("portal.views.render", lambda *args, **kwargs: rendered.append(args))
    call_command("prepare_portal")
    assert rendered == []


def test_the_command_says_how_many_pages_it_could_not_build(three, monkeypatch):
    monkeypatch.setattr("portal.pages.code_of", lambda path: 1 / 0)

    with pytest.raises(CommandError, match="有 3 个未能生成"):
        call_command("prepare_portal")


def in_redis(server, shelf):
    return {key for key in server.client.scan_iter() if key.startswith(f"{shelf}:".encode())}


def redis_at(url, held):
    """Return the caches with all of the portal's in this Redis."""
    backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return held | {name: {**backend, "KEY_PREFIX": name} for name in (shelves.STATE, shelves.DOCUMENTS, shelves.LISTS)}


@pytest.mark.rule(12)
def test_after_an_erasure_no_list_stays_in_redis_as_soon_as_it_answers(client, world, settings, tmp_path):
    with redis_server(tmp_path) as server:
        settings.CACHES = redis_at(server.url, settings.CACHES)
        release = world.published()
        for url in ("/portal/", "/portal/documents/?q=教育", f"/portal/documents/{release.index.text}"):
            client.get(url)
        world.ended(release)
        change(release.document, status="retracted")
        settle()
        publication.erase(document=release.document, at=LATER)
        held = in_redis(server, shelves.DOCUMENTS)
        assert len(in_redis(server, shelves.LISTS)) > 1 and held

        settings.CACHES = redis_at("redis://127.0.0.1:1/0", settings.CACHES)
        assert [outbox.deliver(each.pk, LATER) for each in Entry.objects.filter(kind=FORGET)] == [False, False]
        settings.CACHES = redis_at(server.url, settings.CACHES)
        outbox.run_all(LATER + timedelta(hours=1))

        assert in_redis(server, shelves.LISTS) == set() and in_redis(server, shelves.DOCUMENTS) == held
        assert not Entry.objects.filter(kind=FORGET, done_at=None).exists()
        generations.forget()
        assert in_redis(server, shelves.DOCUMENTS) == set()
