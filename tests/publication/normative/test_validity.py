"""有效性: begins with the release, changes when another approves, ends by itself, and the page follows (R36, R37)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from audit.selectors import timeline
from common.gate import GateClosed
from documents.selectors import locked
from outbox import services as outbox
from publication.errors import ChangeClosed, ChangePending, NoChangeLeft, RefusalNeedsWords
from publication.models import Delivery, Release, ValidityChange, ValidityTerm
from publication.normative.selectors import expiring_for
from publication.outlets.message import message_of
from publication.selectors import live_release
from publication.services import validity
from publication.services.validity import ChangeWish
from tests.publication.build import NOON, change, settle
from tests.publication.test_endings import CORRECT, approve, propose
from tests.publication.test_releases import publish, ready

ORDER = "教办厅〔2027〕9号"


def at(day: date, hour: int = 12) -> datetime:
    """Return the hour of the day in the office."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def document(world):
    """A normative document, released on 24 November 2026."""
    return publish(world, ready(world, is_normative=True)).document


@transaction.atomic
def wish_for(world, document, act="repeal", on=date(2027, 3, 1), by="publisher", **more):
    when = more.pop("when", NOON)
    wish = ChangeWish(act, on, more.pop("instrument", ORDER), "已有新的规定", **more)
    return validity.propose_change(document=locked(document.pk), wish=wish, by=world.who[by], at=when)


@transaction.atomic
def approve_change(world, proposed, by="signatory", when=NOON):
    held = ValidityChange.objects.select_for_update().get(pk=proposed.pk)
    document = locked(proposed.document_id)
    return validity.approve_change(change=held, document=document, by=world.who[by], at=when)


def shown(document):
    return live_release(document.pk).validity


@pytest.mark.rule(36)
def test_the_term_begins_with_the_first_release_and_a_correction_does_not_move_it(world, document):
    approve(world, propose(world, CORRECT, document))

    term = ValidityTerm.objects.get(document=document)
    assert (term.starts_on, term.ends_on) == (date(2026, 11, 24), date(2031, 11, 23))


@pytest.mark.rule(36)
@pytest.mark.parametrize(
    ("fields", "ends_on"),
    [({"valid_years": 3}, date(2029, 11, 23)), ({"title": "教育部办公厅关于试行有关办法的通知"}, date(2028, 11, 23))],
)
def test_a_stated_term_and_a_trial_are_shorter(world, fields, ends_on):
    document = publish(world, ready(world, is_normative=True, **fields)).document

    assert ValidityTerm.objects.get(document=document).ends_on == ends_on


def test_a_document_that_is_not_normative_has_no_term(world):
    publish(world, ready(world))

    assert ValidityTerm.objects.count() == 0


@pytest.mark.rule(36)
def test_after_the_last_day_the_page_says_lapsed_and_nobody_acted(world, document, client):
    last = at(date(2031, 11, 23), 23)

    assert validity.follow_the_day(last) == 0
    assert shown(document) == "in_force"
    assert validity.follow_the_day(last + timedelta(hours=1)) == 1
    assert validity.follow_the_day(last + timedelta(hours=2)) == 0

    settle()
    page = client.get(f"/portal/documents/{live_release(document.pk).index.text}").content.decode()
    assert shown(document) == "lapsed"
    assert "失效" in page
    assert "自动失效" in str(timeline(f"document:{document.pk}")[-1])


@pytest.mark.rule(36)
def test_six_months_before_the_end_notice_is_given_once(world, document):
    noticed = date(2031, 5, 23)

    assert validity.remind(at(noticed - timedelta(days=1))) == 0
    assert validity.remind(at(noticed)) == 1
    assert validity.remind(at(noticed + timedelta(days=1))) == 0

    mine = document.office.path
    assert [term.document_id for term in expiring_for(mine, all_offices=False)] == [document.pk]
    assert list(expiring_for("/0/", all_offices=False)) == []
    wish_for(world, document, "extend", date(2031, 6, 1), until=date(2036, 5, 31), when=at(noticed))
    assert list(expiring_for(mine, all_offices=False)) == []


@pytest.mark.rule(36)
def test_an_extended_term_is_announced_again_before_its_new_end(world, document):
    validity.remind(at(date(2031, 6, 1)))
    proposed = wish_for(world, document, "extend", date(2031, 6, 1), until=date(2036, 5, 31), when=at(date(2031, 6, 1)))

    approve_change(world, proposed, when=at(date(2031, 6, 2)))

    assert ValidityTerm.objects.get(document=document).ends_on == date(2036, 5, 31)
    assert validity.follow_the_day(at(date(2031, 12, 1))) == 0
    assert validity.remind(at(date(2035, 12, 1))) == 1


@pytest.mark.rule(36)
def test_an_extension_beyond_the_limit_is_refused(world, document):
    with pytest.raises(GateClosed) as refusal:
        wish_for(world, document, "extend", date(2031, 6, 1), until=date(2036, 6, 1))

    assert [each.number for each in refusal.value.unmet] == [36]


@pytest.mark.rule(37)
def test_a_repealed_document_is_so_from_its_day_a_void_one_at_once(world, document):
    approve_change(world, wish_for(world, document))
    assert shown(document) == "in_force"
    assert validity.follow_the_day(at(date(2027, 3, 1), 0)) == 1
    assert shown(document) == "repealed"

    proposed = wish_for(world, document, "void", date(2027, 9, 1), when=at(date(2027, 4, 1)))
    approve_change(world, proposed, when=at(date(2027, 4, 1)))

    settle()
    assert shown(document) == "void"
    with pytest.raises(NoChangeLeft):
        wish_for(world, document, "void", when=at(date(2027, 5, 1)))


@pytest.mark.rule(37)
def test_nothing_changes_before_another_person_approved(world, document):
    proposed = wish_for(world, document, on=date(2026, 11, 24))
    with pytest.raises(ChangePending):
        wish_for(world, document)
    with pytest.raises(GateClosed) as refusal:
        approve_change(world, proposed, by="publisher")

    assert [each.number for each in refusal.value.unmet] == [37]
    assert shown(document) == "in_force"
    approve_change(world, proposed)
    assert shown(document) == "repealed"
    with pytest.raises(ChangeClosed):
        approve_change(world, proposed)


def test_a_refusal_says_why_and_leaves_the_page_as_it_is(world, document):
    proposed = wish_for(world, document, on=date(2026, 11, 24))

    with pytest.raises(RefusalNeedsWords):
        validity.refuse_change(change=proposed, why=" ", by=world.who["signatory"], at=NOON)
    validity.refuse_change(change=proposed, why="依据不足", by=world.who["signatory"], at=NOON)

    assert shown(document) == "in_force"
    assert wish_for(world, document).is_open


@pytest.mark.rule(37)
def test_a_change_without_its_instrument_is_refused(world, document):
    with pytest.raises(GateClosed):
        wish_for(world, document, instrument=" ")


def test_the_outlets_are_told_of_the_change_and_a_corrected_text_stays_repealed(world, document):
    approve_change(world, wish_for(world, document, on=date(2026, 11, 24)))
    told = Delivery.objects.filter(event="validity").select_related("release__index", "release__copy").get()
    assert message_of(told)["validity"] == "废止"

    approve(world, propose(world, CORRECT, document))
    outbox.run_all(NOON + timedelta(days=2))

    settle()
    assert (live_release(document.pk).serial, shown(document)) == (2, "repealed")


# --- what PostgreSQL holds ------------------------------------------------------------------------------


@pytest.mark.rule(37)
@pytest.mark.parametrize("worth", ["repealed", "void", "amended"])
def test_raw_sql_cannot_show_a_validity_that_nobody_approved(world, document, worth):
    with pytest.raises(IntegrityError, match="规则36、37"), transaction.atomic():
        Release.objects.filter(document=document).update(validity=worth)


@pytest.mark.rule(36)
def test_raw_sql_cannot_let_a_document_without_a_term_lapse(world):
    release = publish(world, ready(world))

    with pytest.raises(IntegrityError, match="规则36、37"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(validity="lapsed")


def test_a_validity_change_carries_nothing_else_along(world, document):
    approve_change(world, wish_for(world, document))

    with pytest.raises(IntegrityError, match="规则36、37"), transaction.atomic():
        Release.objects.filter(document=document).update(validity="repealed", title="别的标题")


@pytest.mark.parametrize(
    "columns", [{"act": "void"}, {"effective_on": date(2020, 1, 1)}, {"state": "open"}, {"instrument": "别的"}]
)
def test_a_decided_change_never_changes(world, document, columns):
    proposed = approve_change(world, wish_for(world, document))

    with pytest.raises(IntegrityError), transaction.atomic():
        ValidityChange.objects.filter(pk=proposed.pk).update(**columns)


def test_nobody_approves_the_own_proposal_by_raw_sql(world, document):
    proposed = wish_for(world, document)

    with pytest.raises(IntegrityError), transaction.atomic():
        columns = {"state": "approved", "decided_by": world.who["publisher"], "decided_at": NOON}
        ValidityChange.objects.filter(pk=proposed.pk).update(**columns)


def test_a_term_of_more_than_five_years_cannot_be_stored(world):
    document = world.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        change(document, valid_years=6)


@pytest.mark.rule(37)
def test_page_outlets_and_feed_say_since_when_and_by_what(world, document, client):
    approve_change(world, wish_for(world, document, on=NOON.date()))

    settle()
    release, words = live_release(document.pk), f"自2026年11月24日起，依据{ORDER}"
    page = client.get(f"/portal/documents/{release.index.text}").content.decode()
    assert page.count(words) == 2  # among the columns, and in the notice above the text
    assert message_of(Delivery.objects.filter(event="validity").first())["validity_note"] == words
    assert f"【废止（{words}）】" in client.get("/portal/feeds/all.json").json()["items"][0]["content_text"]


@pytest.mark.rule(36)
def test_what_lapsed_by_itself_says_its_last_day(world, document, client):
    validity.follow_the_day(at(date(2031, 11, 24)))

    url = f"/portal/documents/{live_release(document.pk).index.text}"
    assert "失效（有效期至2031年11月23日）" in client.get(url).content.decode()
