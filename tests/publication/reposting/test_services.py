"""From a feed to the portal and after: found, taken, judged, re-posted, looked at again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from audit.models import Entry
from common.gate import GateClosed
from deadlines import services as clocks
from deadlines.models import Crossing
from portal.models import PublishedDocument
from publication.errors import ReposterDecides
from publication.models import FeedSource, RepostTask
from publication.reposting import errors, looking, publishing, selectors, services
from publication.reposting.hours import due_at, light_of
from publication.reposting.publishing import Wanted
from publication.services import listings
from tests.people import make_person
from tests.publication.reposting.conftest import HOUR, NOON, PAGE, TITLE

WANTED = Wanted(TITLE, "国办发〔2026〕9号", "国务院办公厅", date(2026, 11, 23), "02")
PHONE = "联系人：王小明，手机：13812345678。"


@pytest.fixture
def taken(task, publisher):
    return services.take(task=task, by=publisher, at=NOON)


@pytest.fixture
def published(taken, publisher):
    return publishing.publish(task_id=taken.pk, wanted=WANTED, by=publisher, at=NOON)


@pytest.fixture
def other(db):
    return make_person("secretary", Role.OFFICE_SECRETARY)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


# --- feeds ------------------------------------------------------------------------------------------


def test_a_new_document_becomes_a_task_due_a_day_after_its_publication(task):
    assert (task.title, task.due_at) == (TITLE, NOON - 3 * HOUR + timedelta(days=1))
    assert "repost.found" in verbs()


def test_the_next_poll_is_conditional_and_finds_nothing_twice(site, source, task):
    source = selectors.feeds_to_poll()[0]
    assert services.poll(source=source, at=NOON + HOUR) == 0 and site.asked[-1][1]["If-None-Match"] == '"one"'

    site.feed(("/9.html", TITLE, ""), ("/10.html", "关于十事的通知", ""), ETag='"two"')
    assert services.poll(source=source, at=NOON + 2 * HOUR) == 1 and RepostTask.objects.count() == 2


def test_what_was_published_long_before_the_feed_was_added_is_no_task(site, source):
    site.feed(("/1.html", "旧文件", "2020-01-01T00:00:00Z"))

    assert services.poll(source=source, at=NOON) == 0


def test_entries_that_no_database_holds_do_not_stop_the_others(site, source):
    site.feed(
        ("/a&#9;b.html", "关于甲的通知", ""), ("/a b.html", "关于乙的通知", ""), ("/c.html", "关于&#xd800;丙的通知", "")
    )

    assert services.poll(source=source, at=NOON) == 3
    assert site.url("/a%20b.html") in RepostTask.objects.values_list("url", flat=True)


def test_an_entry_that_leads_elsewhere_is_counted_and_not_taken_in(site, source):
    site.put("/feed.xml", site.pages["/feed.xml"][2].replace(site.host.encode(), b"169.254.169.254"))

    assert services.poll(source=source, at=NOON) == 0
    assert FeedSource.objects.get().skipped == 1


@pytest.mark.parametrize(
    ("body", "status", "code"), [("<x/>", 200, "PUB-656"), ("", 500, "PUB-653"), ("", 404, "PUB-654")]
)
def test_a_feed_that_fails_says_so_and_is_asked_again(site, source, body, status, code):
    site.put("/feed.xml", body, status)
    services.poll(source=source, at=NOON)

    assert FeedSource.objects.get().failed_code == code and selectors.feeds_to_poll() == [source]


def test_a_feed_on_a_host_that_is_not_configured_is_refused(db, publisher):
    with pytest.raises(errors.HostNotAllowed):
        services.add_source(name="某网", url="http://169.254.169.254/feed", by=publisher, at=NOON)


def test_a_feed_is_added_once(site, source, publisher):
    with pytest.raises(errors.SourceKnown):
        services.add_source(name="另名", url=source.url, by=publisher, at=NOON)


def test_a_feed_that_was_switched_off_is_not_polled(source, publisher):
    services.switch_source(source_id=source.pk, by=publisher, at=NOON)

    assert selectors.feeds_to_poll() == []


def test_the_beat_polls_the_feeds_and_looks_at_the_sources(site, source):
    from publication.reposting.tasks import poll_feeds, recheck_sources

    poll_feeds()
    recheck_sources()

    assert RepostTask.objects.count() == 1


# --- the clock --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "colour", "word"),
    [
        (NOON, "green", "剩 24 小时"),
        (NOON + 18 * HOUR, "yellow", "剩 6 小时"),
        (NOON + 23.5 * HOUR, "yellow", "不足 1 小时"),
        (NOON + 24 * HOUR, "yellow", "不足 1 小时"), (NOON + 24.1 * HOUR, "red", "超期 1 小时"),
    ],
)  # fmt: skip
def test_the_clock_counts_hours_and_not_working_days(at, colour, word):
    light = light_of(due_at(None, NOON), at)

    assert (light.colour, light.word) == (colour, word)


def test_a_source_that_dates_itself_into_the_future_does_not_stretch_the_limit():
    assert due_at(NOON + 100 * HOUR, NOON) == NOON + 24 * HOUR


# --- taking and judging -----------------------------------------------------------------------------


def test_what_is_taken_is_kept_with_its_digest(taken):
    kept = RepostTask.objects.get()

    assert bytes(kept.data) == PAGE.encode() and len(kept.sha256) == 64
    assert kept.hints["number_text"] == "国办发〔2026〕9号" and kept.doubts == []


@pytest.mark.rule(12)
def test_of_a_source_with_a_classified_mark_nothing_is_kept(site, task, publisher):
    site.put("/9.html", PAGE.replace("国办发〔2026〕9号", "机密★10年"))

    with pytest.raises(errors.PageClassified):
        services.take(task=task, by=publisher, at=NOON)
    kept = RepostTask.objects.get()
    assert (kept.state, kept.data, kept.text, kept.page) == ("open", None, "", "")


def test_a_text_that_nobody_could_look_over_is_not_taken(task, publisher, monkeypatch):
    monkeypatch.setattr(looking, "_looks", [lambda lines, on: 1 / 0])

    with pytest.raises(errors.NotScanned):
        services.take(task=task, by=publisher, at=NOON)


def test_not_to_re_post_needs_a_reason(task, publisher):
    with pytest.raises(errors.ReasonNeeded):
        services.decline(task_id=task.pk, reason=" ", by=publisher, at=NOON)
    assert services.decline(task_id=task.pk, reason="与教育无关", by=publisher, at=NOON).state == "declined"
    with pytest.raises(errors.RepostMoved):
        services.take(task=RepostTask.objects.get(), by=publisher, at=NOON)


# --- the portal -------------------------------------------------------------------------------------


@pytest.mark.rule(23)
def test_a_re_posted_document_names_its_source_and_the_digest_is_on_record(published):
    shown = PublishedDocument.objects.get()

    assert (shown.origin, shown.source_name, shown.source_url) == ("repost", "中国政府网", published.url)
    assert (shown.code_letters, shown.number_year, shown.number_serial) == ("国办发", 2026, 9)
    assert "经国务院同意" in shown.text and shown.files.get().kind == "html"
    facts = Entry.objects.get(verb="repost.published").facts
    assert (facts["url"], facts["sha256"]) == (published.url, published.sha256)


@pytest.mark.rule(23)
def test_what_the_maker_is_not_known_to_have_published_is_not_re_posted(taken, publisher, settings):
    settings.REPOST_HOSTS = ["www.gov.cn"]

    with pytest.raises(GateClosed) as refusal:
        publishing.publish(task_id=taken.pk, wanted=WANTED, by=publisher, at=NOON)
    assert [each.number for each in refusal.value.unmet] == [23]


@pytest.mark.rule(26)
def test_findings_in_the_text_of_others_are_confirmed_by_a_person(site, task, publisher):
    site.put("/9.html", PAGE.replace("二、加强督查", f"{PHONE}</p><p>二、加强督查"))
    taken = services.take(task=task, by=publisher, at=NOON)
    assert taken.open_doubts and "13812345678" not in str(taken.doubts)

    with pytest.raises(GateClosed) as refusal:
        publishing.publish(task_id=taken.pk, wanted=WANTED, by=publisher, at=NOON)
    assert [each.number for each in refusal.value.unmet] == [26]

    confirmed = Wanted(**(vars_of(WANTED) | {"confirmation": "原文由制作机关公开，为公务联系电话"}))
    assert publishing.publish(task_id=taken.pk, wanted=confirmed, by=publisher, at=NOON).state == "published"


def vars_of(wanted):
    return {name: getattr(wanted, name) for name in wanted.__slots__}


def test_a_number_that_is_on_the_portal_is_not_re_posted_again(site, published, source, publisher):
    site.put("/10.html", PAGE)
    site.feed(("/10.html", TITLE, ""), ETag='"two"')
    services.poll(source=source, at=NOON)
    again = services.take(task=RepostTask.objects.get(state="open"), by=publisher, at=NOON)

    with pytest.raises(errors.NumberShown):
        publishing.publish(task_id=again.pk, wanted=WANTED, by=publisher, at=NOON)


def test_a_document_that_two_feeds_announce_is_re_posted_once(site, published, publisher):
    url = site.feed(("/9.html", TITLE, ""), path="/other.xml")
    other = services.add_source(name="另一来源", url=url, by=publisher, at=NOON)
    services.poll(source=other, at=NOON)
    again = services.take(task=other.tasks.select_related("source").get(), by=publisher, at=NOON)

    with pytest.raises(errors.RepostMoved):
        publishing.publish(task_id=again.pk, wanted=WANTED, by=publisher, at=NOON)

    assert PublishedDocument.objects.get().source_name == "中国政府网"


# --- afterwards -------------------------------------------------------------------------------------


def later(task):
    return publishing.recheck(task=RepostTask.objects.get(pk=task.pk), at=NOON + timedelta(days=2))


def test_a_source_that_says_the_same_is_no_news(site, published):
    site.put("/9.html", PAGE.replace("12345", "54321"))

    assert later(published) == "" and "repost.drifted" not in verbs()


def test_a_changed_source_is_flagged_once_until_a_person_lets_it_stand(site, published, publisher):
    site.put("/9.html", PAGE.replace("加强督查", "取消督查"))

    assert [later(published), later(published)] == ["changed", "changed"] and verbs().count("repost.drifted") == 1
    publishing.keep(task_id=published.pk, reason="仅文字订正", by=publisher, at=NOON)
    assert later(published) == ""


@pytest.mark.rule(12)
def test_a_source_that_bears_a_level_now_is_flagged_and_does_not_stand(site, published, publisher):
    site.put("/9.html", PAGE.replace("加强督查", "机密★1年 加强督查"))

    assert later(published) == "classified" and verbs().count("repost.drifted") == 1
    with pytest.raises(errors.RepostMoved):
        publishing.keep(task_id=published.pk, reason="再看", by=publisher, at=NOON)


def test_a_source_that_vanished_is_flagged_and_one_that_is_silent_is_not(site, published):
    site.put("/9.html", "", 503)
    assert later(published) == ""

    site.put("/9.html", "", 410)
    assert later(published) == "vanished" and selectors.counts()["drifted"] == 1


def test_a_changed_text_is_taken_again_and_replaces_the_one_on_the_portal(site, published, publisher):
    site.put("/9.html", PAGE.replace("加强督查", "取消督查"))
    later(published)
    again = services.take(task=RepostTask.objects.get(), by=publisher, at=NOON + HOUR)
    assert "加强督查" in PublishedDocument.objects.get().text

    publishing.publish(task_id=again.pk, wanted=WANTED, by=publisher, at=NOON + HOUR)
    assert "取消督查" in PublishedDocument.objects.get().text


@pytest.mark.rule(35)
def test_a_re_posted_document_is_taken_down_by_another_and_leaves_words(published, publisher, other):
    row = PublishedDocument.objects.get()
    wish = listings.EndWish("other", "来源已撤下", "来源已撤下")
    proposal = listings.propose_listing_end(listing_id=row.pk, wish=wish, by=other, at=NOON)
    assert PublishedDocument.objects.get().state == "live"
    with pytest.raises(ReposterDecides):
        listings.approve_listing(proposal_id=proposal.pk, by=publisher, at=NOON)
    leader = make_person("leader", Role.SIGNATORY)
    listings.approve_listing(proposal_id=proposal.pk, by=leader, at=NOON)

    shown = PublishedDocument.objects.get()
    assert (shown.state, shown.explanation, shown.text, shown.summary) == ("retracted", "来源已撤下", "", "")
    kept = RepostTask.objects.get()
    assert (kept.data, kept.text, kept.page) == (None, "", "") and len(kept.sha256) == 64
    assert (kept.state, kept.decided_by) == ("withdrawn", leader)


@pytest.mark.rule(23)
@pytest.mark.parametrize(
    "sql",
    [
        "delete from publication_reposttask",
        "update publication_reposttask set url = 'https://elsewhere.example/'",
        "update publication_reposttask set due_at = due_at + interval '1 day'",
        "update publication_reposttask set text = 'x'",
        "update publication_reposttask set data = 'x'",
        "update publication_reposttask set decided_by_id = published_by_id, state = 'withdrawn', decided_at = now()",
    ],
)
def test_raw_sql_cannot_alter_what_was_found_and_fetched(published, sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_its_day_is_crossed_once_as_long_as_nobody_reposts(task, publisher):
    for hours in (1, 16, 22, 22.1):
        clocks.sweep(NOON + hours * HOUR)

    rows = Crossing.objects.filter(kind="repost").order_by("pk")
    assert list(rows.values_list("subject_id", "document_id", "rung")) == [
        (task.pk, None, "near"),
        (task.pk, None, "due"),
    ]
