"""定时公开、不早于: at its minute, once, and only what is still allowed; it can be changed until then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts import services as accounts
from accounts.roles import Role
from audit.selectors import timeline
from common.errors import NotFound
from common.gate import GateClosed
from documents import selectors as documents_of
from documents.choices import Status
from documents.errors import EmbargoTooLate, EmbargoUnexplained
from documents.models import NumberSeries
from notices.models import Notice
from outbox import services as outbox
from outbox.models import Entry
from outbox.selectors import troubled
from publication import services as publication
from publication.choices import ScheduleState
from publication.errors import CallingOffNeedsWords, NothingScheduled, ScheduledBefore, ScheduleNotAhead
from publication.facts import Timing
from publication.models import Release, Schedule
from publication.schedules import last_schedule, open_schedule
from review.choices import Desk
from tests.people import make_person
from tests.publication.build import NOON, World
from tests.workflow.road import Road
from tests.workflow.shortly import at_the_release_desk
from workflow import services as workflow
from workflow.engine.jobs import put_again
from workflow.errors import Stale
from workflow.services.releasing import schedule_token

HOUR = timedelta(hours=1)


@pytest.fixture
def world(db):
    """A ministry with one person for each part."""
    it = World()
    it.who["secretary"] = make_person("secretary", Role.OFFICE_SECRETARY, office=it.general)
    it.who["security"] = make_person("security", Role.SECURITY_ADMIN, office=it.organ)
    return it


@pytest.fixture
def road(world):
    """The clock of that ministry."""
    return Road(NOON, world.who)


@pytest.fixture
def ready(world, road):
    """A document that waits at the release desk."""
    return at_the_release_desk(world, road.tick())


def order(road, document, *, after=HOUR, late_reason=""):
    """Let the publisher order the release, and the worker do what is due now; return the moment."""
    task = road.task(document, Desk.RELEASE)
    moment = road.at + after
    act = replace(road.favourable(task), timing=Timing(moment, late_reason))
    workflow.decide(task_id=task.pk, token=None, act=act, by=road.someone(task), at=road.tick())
    road.work()
    return moment


def sweep(at):
    outbox.run_all(at)


def who(road, name="publisher"):
    return {"by": road.who[name], "at": road.tick()}


def fresh(document):
    return documents_of.whole(document.pk)


def verbs(document):
    return [line.verb for line in timeline(f"document:{document.pk}")]


def test_an_ordered_release_happens_at_its_minute_and_not_before(road, ready):
    moment = order(road, ready)

    sweep(moment - timedelta(seconds=1))
    assert fresh(ready).status == Status.ISSUED
    sweep(moment)

    release = Release.objects.get(document=ready)
    assert (fresh(ready).status, release.published_at) == (Status.PUBLISHED, moment)
    assert release.published_by == last_schedule(ready.pk).set_by
    assert last_schedule(ready.pk).state == ScheduleState.DONE
    assert road.open_desks(ready) == ["follow_up"]


def test_sweeps_after_the_minute_release_nothing_twice(road, ready):
    moment = order(road, ready)

    for late in range(3):
        sweep(moment + timedelta(minutes=late))

    assert Release.objects.filter(document=ready).count() == 1
    assert verbs(ready).count("publication.release") == 1


def test_an_order_that_waits_for_its_minute_is_no_trouble_but_a_late_one_is(road, ready):
    moment = order(road, ready, after=timedelta(days=1))
    Entry.objects.update(created_at=road.at)

    assert not troubled(moment).exists()
    assert troubled(moment + timedelta(minutes=11)).exists()


@pytest.mark.parametrize("minutes", [0, -5])
def test_nothing_is_ordered_for_a_moment_that_has_passed(road, ready, minutes):
    with pytest.raises(ScheduleNotAhead):
        order(road, ready, after=timedelta(minutes=minutes))

    assert road.open_desks(ready) == ["release"]


def test_an_order_that_was_put_off_happens_at_the_new_moment_only(road, ready):
    first = order(road, ready)
    token = schedule_token(fresh(ready), open_schedule(ready.pk))

    workflow.reschedule(document_id=ready.pk, token=token, timing=Timing(first + HOUR), **who(road))

    sweep(first)
    assert fresh(ready).status == Status.ISSUED
    sweep(first + HOUR)
    assert Release.objects.get(document=ready).published_at == first + HOUR
    assert [each.state for each in Schedule.objects.order_by("pk")] == ["changed", "done"]


def test_an_order_that_was_called_off_releases_nothing_and_asks_the_desk_again(road, ready):
    moment = order(road, ready)

    workflow.call_off_release(document_id=ready.pk, token=None, why="内容待核", **who(road))

    sweep(moment)
    assert fresh(ready).status == Status.ISSUED
    assert road.open_desks(ready) == ["release"]
    assert (last_schedule(ready.pk).state, last_schedule(ready.pk).why) == ("cancelled", "内容待核")
    assert "publication.schedule_cancelled" in verbs(ready)


def test_only_a_publisher_changes_an_order_on_the_page_as_it_is_now(road, ready):
    moment = order(road, ready)
    later = {"document_id": ready.pk, "timing": Timing(moment + HOUR)}

    with pytest.raises(NotFound):
        workflow.reschedule(token=None, **later, **who(road, "drafter"))
    with pytest.raises(NotFound):
        workflow.call_off_release(document_id=ready.pk, token=None, why="不妥", **who(road, "secretary"))
    with pytest.raises(Stale):
        workflow.reschedule(token=schedule_token(fresh(ready), None), **later, **who(road))
    with pytest.raises(CallingOffNeedsWords):
        workflow.call_off_release(document_id=ready.pk, token=None, why=" ", **who(road))
    assert open_schedule(ready.pk).release_at == moment


def test_what_has_run_is_changed_no_more(road, ready):
    moment = order(road, ready)
    sweep(moment)

    with pytest.raises(NothingScheduled):
        workflow.reschedule(document_id=ready.pk, token=None, timing=Timing(moment + HOUR), **who(road))
    with pytest.raises(NothingScheduled):
        workflow.call_off_release(document_id=ready.pk, token=None, why="不妥", **who(road))


@pytest.mark.rule(21)
def test_an_order_beyond_the_legal_deadline_needs_a_reason_and_warns(road, ready):
    beyond = timedelta(days=60)
    with pytest.raises(GateClosed) as refusal:
        order(road, ready, after=beyond)
    assert [(each.number, each.field) for each in refusal.value.unmet] == [(21, "late_reason")]

    moment = order(road, ready, after=beyond, late_reason="待配套细则一并公开")

    gate = workflow.timing_gate(document=fresh(ready), timing=Timing(moment, "待配套细则"), **who(road))
    assert (gate.unmet, [each.number for each in gate.warnings]) == ((), [21])
    assert open_schedule(ready.pk).late_reason == "待配套细则一并公开"


def test_what_is_no_longer_allowed_comes_back_with_the_reason(road, ready):
    moment = order(road, ready)
    documents_of.Document.objects.filter(pk=ready.pk).update(copies_to=["某委"])  # not what the copy says any more

    sweep(moment)

    last = last_schedule(ready.pk)
    assert (fresh(ready).status, road.open_desks(ready)) == (Status.ISSUED, ["release"])
    assert last.state == ScheduleState.REFUSED and "发布前核验" in last.why
    assert "publication.not_released" in verbs(ready)
    told = Notice.objects.filter(kind="trouble.release").values_list("person__username", flat=True)
    assert list(told) == ["secretary"]
    assert not Release.objects.exists()


def test_an_order_dies_with_the_right_of_whoever_gave_it(road, ready):
    moment = order(road, ready)
    publisher = open_schedule(ready.pk).set_by
    accounts.withdraw_role(user=publisher, role=Role.PUBLISHER, by=road.who["security"], at=road.tick())

    sweep(moment)

    assert (last_schedule(ready.pk).state, road.open_desks(ready)) == ("refused", ["release"])


def test_an_order_whose_row_was_lost_in_a_restore_is_put_again_for_its_moment(road, ready):
    moment = order(road, ready)
    Entry.objects.filter(done_at__isnull=True).delete()

    call_command("requeue_jobs")
    assert put_again() == 0

    sweep(moment - timedelta(seconds=1))
    assert fresh(ready).status == Status.ISSUED
    sweep(moment)
    assert fresh(ready).status == Status.PUBLISHED


def test_a_new_number_calls_an_order_off(road, ready):
    moment = order(road, ready)

    workflow.renumber(
        document_id=ready.pk, token=None, series=NumberSeries.objects.get(), reason="代字有误", **who(road, "secretary")
    )
    road.work()

    assert (last_schedule(ready.pk).state, road.open_desks(ready)) == ("cancelled", ["release"])
    sweep(moment)
    assert fresh(ready).status == Status.ISSUED


# --- 不早于 ------------------------------------------------------------------------------------------


@pytest.mark.rule(21)
def test_a_document_is_not_released_before_its_embargo(road, ready):
    moment = road.at + 3 * HOUR
    workflow.set_embargo(document_id=ready.pk, not_before=moment, reason="与部委联合发布", **who(road, "secretary"))

    with pytest.raises(GateClosed) as refusal:
        road.act(ready, Desk.RELEASE)
    assert [(each.number, each.field) for each in refusal.value.unmet] == [(21, "release_at")]
    with pytest.raises(GateClosed):
        order(road, ready, after=2 * HOUR)
    sweep(order(road, ready, after=4 * HOUR))
    assert fresh(ready).status == Status.PUBLISHED


def test_an_embargo_that_came_after_the_order_is_refused_until_that_is_changed(road, ready):
    moment = order(road, ready)

    with pytest.raises(ScheduledBefore):
        workflow.set_embargo(
            document_id=ready.pk, not_before=moment + HOUR, reason="等发布会", **who(road, "secretary")
        )

    sweep(moment)
    assert fresh(ready).status == Status.PUBLISHED


def test_the_job_keeps_an_embargo_that_nobody_told_it_of(road, ready):
    moment = order(road, ready)
    documents_of.Document.objects.filter(pk=ready.pk).update(not_before=moment + HOUR, not_before_reason="等发布会")

    sweep(moment)

    assert "不早于" in last_schedule(ready.pk).why
    assert fresh(ready).status == Status.ISSUED


def test_postgresql_refuses_a_release_before_the_embargo(road, ready):
    sweep(order(road, ready))
    release = Release.objects.get(document=ready)

    with pytest.raises(IntegrityError, match="不早于"), transaction.atomic():
        row = {"not_before": release.published_at + HOUR, "not_before_reason": "事后"}
        documents_of.Document.objects.filter(pk=ready.pk).update(**row)
    with pytest.raises(IntegrityError, match="不早于"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update documents_document set not_before = now() + interval '9 years', not_before_reason = 'x'")
        cursor.execute("set local session_replication_role = origin")
        release.pk, release.serial, release.state, release._state.adding = None, 9, "live", True
        release.save(force_insert=True)


def test_an_embargo_is_the_general_office_s_and_says_why(road, ready):
    moment = road.at + HOUR
    with pytest.raises(NotFound):
        workflow.set_embargo(document_id=ready.pk, not_before=moment, reason="等", **who(road, "publisher"))
    with pytest.raises(EmbargoUnexplained):
        workflow.set_embargo(document_id=ready.pk, not_before=moment, reason=" ", **who(road, "secretary"))
    sweep(order(road, ready))
    with pytest.raises(EmbargoTooLate):
        workflow.set_embargo(document_id=ready.pk, not_before=moment, reason="等", **who(road, "secretary"))


def test_an_order_never_changes(road, ready):
    order(road, ready)

    for change in ({"release_at": road.at + 9 * HOUR}, {"late_reason": "改"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Schedule.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.all().delete()


def test_erasing_takes_the_words_of_orders_with_it(road, ready):
    order(road, ready, after=timedelta(days=60), late_reason="植入字样")
    workflow.call_off_release(document_id=ready.pk, token=None, why="植入字样", **who(road))

    with transaction.atomic():
        publication.erase(document=documents_of.locked(ready.pk), at=road.tick())

    assert {*Schedule.objects.values_list("late_reason", "why")} == {("（内容已按保密规定清除）",) * 2}
