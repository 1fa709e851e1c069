"""Kept pages live until something that they show changes: not a moment longer, and not a moment less."""

import pickle
import zlib
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone

from common import clock
from portal import generations, keeping, selectors, shelves
from portal import services as portal
from portal.choices import RelationKind
from portal.facts import EndedReading, PublicReading, PublicRelation
from portal.models import PageChange, PublishedDocument
from portal.tags import Site
from tests.portal.test_services import NOON, TOMBSTONE, item_of

MANY = 4


@pytest.fixture(autouse=True)
def _kept(cached):
    """Every page of these tests is kept."""


@pytest.fixture
def change(db, django_capture_on_commit_callbacks):
    """Change what the portal shows of a document, as a commit does."""

    def act(serial, **columns):
        with django_capture_on_commit_callbacks(execute=True):
            portal.apply(item=numbered(serial, **columns), at=NOON)

    return act


def numbered(serial, **columns):
    known = {"title": f"关于第{serial}项工作的通知", "published_at": NOON + timedelta(hours=serial)}
    return item_of(serial, **(known | columns))


def address(serial):
    return f"/portal/documents/360A00/2026-{serial:05d}"


def reading_of(serial):
    return PublicReading(serial, f"第{serial}份解读", "问答", "司", NOON, "<p>x</p>", "x")


def relation_to(serial, kind=RelationKind.REPEALS):
    return PublicRelation(kind, f"教办厅〔2026〕{serial}号", "")


def test_a_change_elsewhere_costs_a_document_nothing(client, change, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(selectors, "BEFORE", 2)
    for serial in range(1, MANY + 1):
        change(serial)
    first, home = client.get(address(2)), client.get("/portal/")

    change(MANY, summary="改过的概述。")
    change(MANY + 1)

    with django_assert_num_queries(0):
        again = client.get(address(2))
        none = client.get(address(2), headers={"if-none-match": first["ETag"]})
    assert (again.content, again["Last-Modified"], none.status_code) == (first.content, first["Last-Modified"], 304)
    assert client.get("/portal/", headers={"if-none-match": home["ETag"]}).status_code == 200


CHANGES = {
    "its text": lambda change: change(4, summary="改过的概述。"),
    "a neighbour of its topic": lambda change: change(2, title="改了名称的通知"),
    "a neighbour that is taken down": lambda change: change(3, **TOMBSTONE),
    "a neighbour that leaves the topic": lambda change: change(3, topic="13"),
    "a new neighbour": lambda change: change(99, published_at=NOON + timedelta(hours=3, minutes=30)),
    "a neighbour that is interpreted": lambda change: change(3, readings=(reading_of(1),)),
    "a document that it repeals": lambda change: change(50, topic="13", title="改了名称的决定"),
    "a document that repeals it": lambda change: change(60, topic="13", title="改了名称的办法"),
    "a document that repeals it no longer": lambda change: change(60, topic="13", relations=()),
    "a document that begins to amend it": lambda change: change(
        70, topic="13", relations=(relation_to(4, RelationKind.AMENDS),)
    ),
    "an interpretation of its own": lambda change: change(
        4, relations=(relation_to(50),), readings=(reading_of(1), reading_of(2))
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_page_is_new_when_it_shows_what_changed(client, change, what):
    for serial in range(1, 8):
        change(serial, readings=(reading_of(1),) if serial == 4 else (), relations=(relation_to(50),) * (serial == 4))
    change(50, topic="13")
    change(60, topic="13", relations=(relation_to(4),))
    old = client.get(address(4))

    CHANGES[what](change)

    answer = client.get(address(4), headers={"if-none-match": old["ETag"]})
    assert answer.status_code == 200 and answer.content != old.content


STEPS = (
    (6, {"topic": "13"}),
    (2, {"published_at": NOON + timedelta(days=2)}),
    (3, {"relations": (relation_to(1), relation_to(5))}),
    (1, {"number_text": "教办厅〔2026〕100号"}),
    (5, TOMBSTONE),
    (6, {"readings": (reading_of(2),), "ended_readings": (EndedReading(1, "解读", NOON, NOON, "其他", "有误。"),)}),
    (8, {"published_at": NOON - timedelta(days=1), "relations": (PublicRelation(RelationKind.IMPLEMENTS, "", "甲"),)}),
    (4, {"title": "甲"}),
)


def test_whatever_changes_no_kept_page_differs_from_one_that_is_built_now(client, change, settings, monkeypatch):
    monkeypatch.setattr(selectors, "BEFORE", 2)
    for serial in range(1, 7):
        change(serial)
    shown = [f"{address(6)}.jsonld", *map(address, range(1, 7)), "/portal/interpretations/360A00/2026-00006"]
    shown += [f"/portal/documents/?q={asked}" for asked in ("关于", "通知", "工作的&topic=11", "项&topic=11")]
    for serial, columns in STEPS:
        change(serial, **columns)
        held = {url: client.get(url).content for url in shown}
        with Empty(settings):
            assert {url: client.get(url).content for url in shown} == held, (serial, columns)


class Empty:
    """Let nothing be found in the caches of the portal, and put back what was there."""

    def __init__(self, settings):
        self.settings, self.held = settings, settings.CACHES

    def __enter__(self):
        backend = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
        names = (shelves.STATE, shelves.DOCUMENTS, shelves.LISTS)
        self.settings.CACHES = self.held | dict.fromkeys(names, backend)

    def __exit__(self, *_):
        self.settings.CACHES = self.held


@pytest.mark.rule(35)
def test_a_page_built_while_its_document_is_taken_down_is_never_served(rf, change):
    change(1)
    built = []

    @keeping.kept
    def view(request, index):
        built.append(PageChange.objects.count())
        if len(built) == 1:
            change(1, **TOMBSTONE)  # after the rows were read, before the page is kept
        return HttpResponse(f"page {len(built)}")

    assert view(rf.get(address(1)), index=numbered(1).index).content == b"page 1"
    assert view(rf.get(address(1)), index=numbered(1).index).content == b"page 2"
    assert view(rf.get(address(1)), index=numbered(1).index).content == b"page 2"


@pytest.mark.rule(35)
def test_what_another_machine_took_down_is_gone_with_the_next_look(client, change, django_capture_on_commit_callbacks):
    change(1)
    change(2)
    assert client.get(address(1)).status_code == client.get(address(2)).status_code == 200
    with django_capture_on_commit_callbacks(execute=False):
        portal.apply(item=numbered(1, **TOMBSTONE), at=NOON)

    caches[shelves.STATE].delete(generations.LOOKED)  # its time is over: a minute has passed

    assert client.get(address(1)).status_code == 410
    assert "关于第1项工作的通知".encode() not in client.get(address(2)).content


def test_the_looks_for_changes_of_other_machines_cost_one_query_a_minute(client, change, django_assert_num_queries):
    change(1)
    first = client.get(address(1))
    caches[shelves.STATE].delete(generations.LOOKED)

    with django_assert_num_queries(1):
        assert client.get(address(1)).content == first.content
    with django_assert_num_queries(0):
        assert client.get(address(1)).content == first.content


def test_pages_do_not_depend_on_the_day(client, change, monkeypatch, settings):
    change(1, validity="lapsed", readings=(reading_of(1),))
    urls = [address(1), "/portal/", "/portal/documents/?q=工作", "/portal/statutory/", "/portal/feeds/all.atom"]
    today = {url: client.get(url).content for url in urls}
    later = NOON + timedelta(days=4000)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr(clock, "now", lambda: later)

    with Empty(settings):
        assert {url: client.get(url).content for url in urls} == today


def test_another_version_of_the_program_serves_no_page_of_this_one(client, change, monkeypatch, settings):
    change(1)
    client.get(address(1))
    monkeypatch.setattr(keeping, "EDITION", "another")
    monkeypatch.setattr("portal.pages.site", lambda: Site(**settings.SITE | {"organ": "另一版"}))

    assert "另一版".encode() in client.get(address(1)).content


def test_a_register_that_is_read_in_drops_every_page_unless_all_was_so(client, change, django_assert_num_queries):
    change(1)
    first = client.get(address(1))
    row = numbered(2, files=(), published_at=NOON)
    for item, told in ((row, 1), (row, 0)):
        before = PageChange.objects.filter(whole=True).count()
        portal.apply_register(items=[item], at=NOON)
        assert PageChange.objects.filter(whole=True).count() == before + told
    generations.follow()

    assert client.get(address(1), headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.fixture
def files(settings, tmp_path):
    """Keep pages in files, as an installation without Redis does; return what can be read in them."""
    backend = {"BACKEND": "portal.pagefiles.PageFiles"}
    names = (shelves.STATE, shelves.DOCUMENTS, shelves.LISTS)
    settings.CACHES = settings.CACHES | {name: {**backend, "LOCATION": tmp_path / name} for name in names}

    def read():
        found = []
        for path in (each for each in tmp_path.rglob("*") if each.is_file()):
            with path.open("rb") as file:
                pickle.load(file)  # noqa: S301  # its time
                value = pickle.load(file)  # noqa: S301
            if isinstance(value, tuple) and isinstance(value[-1], tuple):
                found.append(zlib.decompress(value[-1][-1]).decode())
        return found

    return read


@pytest.mark.rule(35)
def test_nothing_of_what_was_taken_down_stays_on_the_disk(client, change, files):
    for serial in range(1, 4):
        change(serial, readings=(reading_of(1), reading_of(2)) if serial == 2 else ())
    change(4, topic="13", relations=(relation_to(2),))
    interpreted = [f"/portal/interpretations/360A00/2026-00002{each}" for each in ("", ",2")]
    for url in (*map(address, range(1, 5)), f"{address(2)}?size=large", f"{address(2)}.jsonld", *interpreted):
        client.get(url)
    for url in ("/portal/", "/portal/documents/?q=工作", "/portal/feeds/all.json"):
        client.get(url)
    assert sum("第2项工作" in page for page in files()) > 8

    change(2, **TOMBSTONE)

    assert [page for page in files() if "第2项工作" in page or "第2份解读" in page] == []
    assert client.get(address(2)).status_code == 410


def test_forgetting_leaves_no_page_on_the_disk(client, change, files):
    change(1)
    for url in (address(1), "/portal/"):
        client.get(url)
    assert len(files()) == 2

    generations.forget()

    assert files() == []
    assert client.get(address(1)).status_code == 200


def test_a_cache_that_lost_what_it_knew_serves_none_of_its_pages(client, change, files):
    change(1)
    old = client.get(address(1))
    caches[shelves.STATE].clear()
    portal.apply_register(items=[numbered(2, files=(), published_at=NOON)], at=NOON)

    assert client.get(address(1)).content != old.content
    assert client.get(address(2)).status_code == 200


def test_a_database_that_was_restored_gives_a_known_number_to_another_change(client, change):
    change(1)
    change(2)
    old = client.get(address(1))
    PageChange.objects.order_by("-pk").first().delete()
    again = PageChange.objects.order_by("pk").last()
    PageChange.objects.create(pk=again.pk + 1, index=numbered(1).index, at=NOON + timedelta(hours=1))
    PublishedDocument.objects.filter(index=numbered(1).index).update(summary="恢复之后的概述。")
    generations.follow()

    assert client.get(address(1)).content != old.content
