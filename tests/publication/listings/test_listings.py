"""Rows that no release stands behind: taken down or changed by two people, and what was ended stays so (R35 to R37)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from audit.models import Entry
from common.gate import GateClosed
from portal.models import PublishedDocument
from publication.errors import (
    EndingClosed,
    ListingEnded,
    ListingPending,
    NoChangeLeft,
    RefusalNeedsWords,
    SuccessorUnknown,
)
from publication.historic.sheet import Row
from publication.listings import selectors
from publication.models import ListingProposal
from publication.services import listings
from publication.services.historic import import_register
from publication.services.listings import ChangeWish, EndWish
from tests.people import make_person
from tests.publication.build import change as set_columns
from tests.publication.build import refused, run, settle

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ROWS = (
    Row(2, "教办厅〔2020〕1号", "教育部办公厅关于一事的通知", "2020-01-02", "2020-01-03"),
    Row(3, "教办厅〔2020〕2号", "教育部办公厅关于二事的通知", "2020-02-02", "2020-02-03"),
)
END = EndWish("error", "登记有误", "本条目登记有误，予以撤下。")
REPEAL = ChangeWish("repeal", date(2026, 11, 1), "教办厅〔2026〕9号", "已有新规定")


def load(rows=ROWS):
    return import_register(rows=rows, body="教育部", by=None, at=NOON)


@pytest.fixture
def people(db):
    return {
        "publisher": make_person("publisher", Role.PUBLISHER),
        "leader": make_person("leader", Role.SIGNATORY, Role.PUBLISHER),
    }


@pytest.fixture
def row(people):
    load()
    return PublishedDocument.objects.get(number_text=ROWS[0].number)


def end(row, people, wish=END, by="publisher"):
    return listings.propose_listing_end(listing_id=row.pk, wish=wish, by=people[by], at=NOON)


def change(row, people, wish=REPEAL):
    return listings.propose_listing_change(listing_id=row.pk, wish=wish, by=people["publisher"], at=NOON)


def approve(proposal, people, by="leader", at=NOON):
    return listings.approve_listing(proposal_id=proposal.pk, by=people[by], at=at)


def shown(row):
    return PublishedDocument.objects.get(pk=row.pk)


@pytest.mark.rule(35)
def test_a_row_is_taken_down_by_two_people_and_its_address_says_why(row, people, client):
    proposal = end(row, people)
    assert shown(row).state == "live"
    with pytest.raises(GateClosed):
        approve(proposal, people, by="publisher")

    approve(proposal, people)
    page = client.get(f"/portal/documents/{row.index}")

    assert page.status_code == 410 and END.explanation in page.content.decode()
    assert (shown(row).ended_kind, shown(row).summary) == ("内容有误", "")
    assert "登记有误" not in page.content.decode().replace(END.explanation, "")
    verbs = list(Entry.objects.filter(chain=f"listing:{row.pk}").order_by("serial").values_list("verb", flat=True))
    assert verbs == ["publication.listing_proposed", "publication.listing_approved"]


@pytest.mark.rule(35)
def test_nobody_approves_the_own_proposal_to_take_a_row_down(row, people):
    with pytest.raises(GateClosed) as refusal:
        approve(end(row, people, by="leader"), people)

    assert [each.number for each in refusal.value.unmet] == [35] and shown(row).state == "live"


@pytest.mark.rule(35)
@pytest.mark.parametrize("wish", [EndWish("error", " ", "说明"), EndWish("merged", "已并入", "已并入另一文件。")])
def test_an_end_without_a_reason_or_a_merger_without_a_successor_is_not_proposed(row, people, wish):
    with pytest.raises(GateClosed):
        end(row, people, wish)
    with pytest.raises(SuccessorUnknown):
        end(row, people, EndWish("merged", "已并入", "已并入另一文件。", successor="没有这件"))

    assert not ListingProposal.objects.exists()


@pytest.mark.rule(35)
def test_a_merged_row_leads_to_its_successor(row, people, client):
    approve(end(row, people, EndWish("merged", "已并入", "已并入另一文件。", successor=ROWS[1].number)), people)

    other = PublishedDocument.objects.get(number_text=ROWS[1].number)
    assert f"/portal/documents/{other.index}" in client.get(f"/portal/documents/{row.index}").content.decode()


@pytest.mark.rule(35)
def test_what_was_taken_down_does_not_come_back_when_the_register_is_imported_again(row, people):
    approve(end(row, people), people)
    found = load()

    assert shown(row).state == "retracted" and found.applied.same == 1
    assert "已从门户撤下" in found.left_out[0].cause


@pytest.mark.rule(36)
@pytest.mark.rule(37)
def test_a_changed_validity_stays_when_the_register_is_imported_again(row, people):
    with pytest.raises(GateClosed):
        change(row, people, ChangeWish("repeal", date(2026, 11, 1), " ", "已有新规定"))
    approve(change(row, people), people)
    before = shown(row)
    found = load()

    assert (before.validity, before.validity_note) == ("repealed", "自2026年11月1日起，依据教办厅〔2026〕9号")
    assert found.applied.same == 2 and shown(row).change == before.change
    with pytest.raises(NoChangeLeft):
        change(row, people)


@pytest.mark.rule(36)
def test_a_change_that_begins_later_shows_on_its_day(row, people):
    later = ChangeWish("lapse", date(2026, 12, 1), "教办厅〔2026〕9号", "期满")
    approve(change(row, people, later), people)
    assert shown(row).validity == "in_force" and listings.follow_the_day(NOON) == 0

    on_the_day = NOON + timedelta(days=7)
    assert listings.follow_the_day(on_the_day) == 1 and listings.follow_the_day(on_the_day) == 0
    assert shown(row).validity == "lapsed"


def test_one_proposal_at_a_time_and_each_is_decided_once(row, people):
    proposal = end(row, people)
    with pytest.raises(ListingPending):
        change(row, people)
    with pytest.raises(RefusalNeedsWords):
        listings.refuse_listing(proposal_id=proposal.pk, why=" ", by=people["leader"], at=NOON)
    listings.refuse_listing(proposal_id=proposal.pk, why="登记无误", by=people["leader"], at=NOON)
    with pytest.raises(EndingClosed):
        approve(proposal, people)
    assert shown(row).state == "live"

    approve(end(row, people), people)
    with pytest.raises(ListingEnded):
        end(row, people)


@pytest.mark.rule(35)
@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("update publication_listingproposal set explanation = 'x'", "不得修改"),
        ("delete from publication_listingproposal", "不得修改或删除"),
        ("update portal_publisheddocument set state = 'live', ended_at = null, ended_kind = '', explanation = '' "
         "where state = 'retracted'", "不得恢复"),
        ("update portal_publisheddocument set state = 'retracted', ended_at = now(), explanation = 'x' "
         "where state = 'live'", "另一人批准"),
    ],
)  # fmt: skip
def test_raw_sql_neither_ends_nor_revives_a_row(row, people, sql, why):
    approve(end(row, people), people)
    settle()

    with refused(why):
        run(sql)


@pytest.mark.rule(35)
def test_raw_sql_does_not_approve_what_stays_on_the_portal(row, people):
    proposal = end(row, people)
    with refused("同时执行"):
        who = {"decided_by": people["leader"], "decided_at": NOON}
        ListingProposal.objects.filter(pk=proposal.pk).update(state="approved", **who)


@pytest.mark.rule(35)
def test_a_register_gives_way_to_the_document_that_is_released_under_its_number(world, client):
    load((Row(2, "教办厅〔2026〕1号", "教育部办公厅关于第1项工作的通知", "2026-11-24", "2026-11-24"),))
    row = PublishedDocument.objects.get()
    release = world.published()

    assert release.number_text == row.number_text
    assert list(PublishedDocument.objects.live().values_list("index", flat=True)) == [release.index.text]
    assert f"/portal/documents/{release.index.text}" in client.get(f"/portal/documents/{row.index}").content.decode()
    assert Entry.objects.filter(verb="publication.register_gave_way").count() == 1


@pytest.mark.rule(35)
def test_no_register_shows_a_number_that_was_released_before_or_retracted_since(world):
    rows = (Row(2, "教办厅〔2026〕1号", "教育部办公厅关于第1项工作的通知", "2026-11-24", "2026-11-24"),)
    load(rows)
    release = world.published()
    assert load(rows).applied.new == 0
    world.ended(release)
    set_columns(release.document, status="retracted")
    assert load(rows).applied.new == load(rows).applied.changed == 0

    assert not PublishedDocument.objects.live().exists()


@pytest.mark.rule(35)
def test_raw_sql_cannot_put_a_register_row_beside_a_release(world):
    release = world.published()
    settle()
    with refused("另有历史登记"):
        row = PublishedDocument.objects.get(index=release.index.text)
        row.pk, row.index, row.change, row.origin = None, "L/1", 99_999, "register"
        row.save(force_insert=True)


def test_rows_of_releases_are_none_of_these(world):
    release = world.published()
    row = PublishedDocument.objects.get(index=release.index.text)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListingProposal.objects.create(
            listing=row, origin="register", act="retract", reason_kind="error", reason="x", explanation="x",
            proposed_by=world.who["publisher"], proposed_at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize("asked", ["一事", "一", "〔2020〕1号", "的通知", "index", " "])
def test_live_rows_and_tombstones_are_found_by_what_stands_in_title_or_number(row, people, asked):
    asked = row.index if asked == "index" else asked.strip()
    assert row in selectors.listings({"q": asked}, [])
    assert row in selectors.listings({"q": asked, "origin": "register"}, [])
    assert row not in selectors.listings({"q": asked, "origin": "joint"}, [])

    approve(end(row, people), people)

    assert row not in selectors.listings({"q": asked}, [])
    assert row in selectors.listings({"q": asked, "state": "retracted"}, [])


def test_words_that_stand_in_neither_title_nor_number_find_nothing(row):
    assert not selectors.listings({"q": "三事"}, []) and not selectors.listings({"q": "\u200b"}, [])


def test_the_list_goes_by_its_index_and_its_search_asks_the_index_of_the_words(row):
    run("set local enable_seqscan = off")
    plans = [selectors.listings(wanted, []).explain() for wanted in ({}, {"origin": "register"}, {"q": "一事"})]

    assert all("published_otherwise" in plan for plan in plans)
    assert "@@" in plans[2]
