"""Answers to consultations, later phases, delegations, what has stopped (workflow.watching.others, .troubles)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from accounts import services as accounts
from common.clock import office_date
from documents import selectors as documents_of
from interpretation.facts import Phase
from notices.models import Notice
from outbox.models import Entry
from publication.models import FeedSource, RepostTask
from publication.selectors import live_release
from review.choices import Desk
from tests.publication.build import NOON, PLAN, change, settle
from tests.workflow.emergency import before_the_desks, declare, staffed
from tests.workflow.road import Road
from tests.workflow.services.test_consultations import RECEIVED, consult, record, sent
from tests.workflow.watching.conftest import swept, ten_o_clock, told
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DeskTask
from workflow.watching import others, troubles


def test_the_time_for_an_answer_is_recalled_to_the_drafter_and_to_whoever_asked(road):
    row = consult(road, sent(road), by="gongkai1")
    record(road, row, RECEIVED)
    due = row.steps.get(kind="received").due_on

    assert swept(ten_o_clock(due - timedelta(days=9)), "consultation.") == 0
    assert swept(ten_o_clock(due), "consultation.") == 2
    assert told("consultation.yellow") == {"nigao1", "gongkai1"}
    assert swept(ten_o_clock(due + timedelta(days=9)), "consultation.") == 2
    assert told("consultation.red") == {"nigao1", "gongkai1"}
    assert swept(ten_o_clock(due + timedelta(days=10)), "consultation.") == 0


@pytest.mark.rule(82)
def test_an_emergency_that_is_not_public_is_recalled_an_hour_before_its_end_and_when_it_is_over(db):
    people = staffed()
    road = Road(NOON, people.who)
    emergency = declare(road, before_the_desks(people, road))
    asked = {"drafter", "signatory", "secretary", "discloser", "officer"}

    found = [swept(emergency.declared_at + timedelta(minutes=each), "emergency.") for each in (239, 241, 299, 301, 400)]

    assert found == [0, len(asked), 0, len(asked), 0]
    assert told("emergency.yellow") == told("emergency.red") == asked
    assert Notice.objects.get(kind="emergency.red", person__username="secretary").text.startswith(
        "紧急公开超期 1 小时（"
    )


@pytest.mark.rule(23)
def test_what_nobody_has_reposted_is_recalled_to_the_publishers_and_then_to_the_general_office(world):
    address, due = "https://www.gov.example/feed.xml", NOON + timedelta(hours=24)
    source = FeedSource.objects.create(name="上级网站", url=address, added_by=world.who["publisher"], added_at=NOON)
    task = RepostTask.objects.create(source=source, entry_key="1", title="通知", url=address, found_at=NOON, due_at=due)

    found = [swept(due + timedelta(minutes=each), "repost.") for each in (-361, -359, -1, 1, 600)]

    assert found == [0, 1, 0, 2, 0]
    assert (told("repost.yellow"), told("repost.red")) == ({"publisher"}, {"publisher", "secretary"})
    notice = Notice.objects.filter(kind="repost.red")[0]
    assert (notice.url, notice.about) == (f"/publication/reposts/{task.pk}/", None)


@pytest.fixture
def followed(world):
    """A public document with a later phase due on 1 December, which is still followed up."""
    phases = (Phase("满月答疑", due_on="2026-12-01", forms=("questions",), owner="处长"),)
    document = world.published(policy=True, plan=replace(PLAN, phases=phases)).document
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        run.start_at(DispatchFlow, held, DispatchFlow.instance.follow_up, Actor(by=None, on_behalf_of=None, at=NOON))
    return document


@pytest.mark.rule(32)
def test_a_later_phase_of_an_interpretation_is_recalled_and_then_missed(followed):
    assert others.watch(ten_o_clock(date(2026, 11, 27))) == 0
    assert others.watch(ten_o_clock(date(2026, 12, 1))) == 2
    assert told("reading.yellow") == {"drafter", "news"}
    assert others.watch(ten_o_clock(date(2026, 12, 2))) == 3
    assert told("reading.red") == {"drafter", "news", "secretary"}


@pytest.mark.rule(32)
def test_a_later_phase_is_recalled_also_when_the_follow_up_is_over_but_not_of_what_was_taken_down(world, followed):
    DeskTask.objects.filter(desk=Desk.FOLLOW_UP).update(finished=NOON, status="DONE")

    assert others.watch(ten_o_clock(date(2026, 12, 1))) == 2
    world.ended(live_release(followed.pk))
    change(followed, status="retracted")
    settle()
    assert others.watch(ten_o_clock(date(2026, 12, 2))) == 0


def test_a_delegate_is_told_on_the_day_the_delegation_begins(road):
    today = office_date(road.at)
    days = {"starts_on": today + timedelta(days=1), "ends_on": today + timedelta(days=2)}
    accounts.delegate(to=road.who["gongkai2"], reason="出差", by=road.who["gongkai1"], at=road.at, **days)

    assert others.watch(road.at) == 0
    assert others.watch(road.at + timedelta(days=1)) == 1
    assert others.watch(road.at + timedelta(days=2)) == 0
    assert "温以宁委托您代办" in Notice.objects.get().text


def test_an_effect_that_has_stopped_is_told_to_the_general_office_again_when_it_stops_again(road):
    entry = Entry.objects.create(
        kind="workflow.job", key="task:0", payload={"task": 0}, attempts=8, stuck=True, failed_code="X", next_at=NOON
    )

    assert troubles.watch(NOON) == 2
    assert told("trouble.effect") == {"mishu1", "mishu2"}
    assert troubles.watch(NOON) == 0
    Entry.objects.filter(pk=entry.pk).update(next_at=NOON + timedelta(hours=1))
    assert troubles.watch(NOON) == 2
