"""A week of office days with a worker that dies again and again: every step is told once, and in time."""

import random
from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from django.test import TestCase

from accounts.models import User
from common.clock import OFFICE_ZONE, office_date
from notices import services as notices
from notices.models import Message, Notice
from notices.quiet import Quiet
from notices.services import sending, telling
from outbox import services as outbox
from review.choices import Desk
from tests.publication.outlets.listening import mail_server
from tests.workflow.watching.conftest import ten_o_clock, told
from workflow.watching import desks, digest

MOMENTS = (time(8, 5), time(8, 40), time(9), time(10), time(11), time(21, 5))
PEOPLE = {"nigao1", "chuzhang1", "mishu1", "mishu2", "qianfa1", "qianfa2"}
GROUPS = {group: ["mail"] for group in ("arrivals", "urging", "yellow", "red", "digest")}


class Killed(BaseException):
    """The worker died."""


@pytest.fixture
def mortal(monkeypatch):
    """Let a worker die now and then: before it has told, after it has told, before and after a mail has gone."""
    dice, alive = random.Random(43), {"deaths": 0}  # noqa: S311  # the same deaths in every run

    def dying(function, before, after):
        def run(*args, **kwargs):
            strike = dice.random()
            if strike < before:
                alive["deaths"] += 1
                raise Killed
            done = function(*args, **kwargs)
            if strike > 1 - after:
                alive["deaths"] += 1
                raise Killed
            return done

        return run

    monkeypatch.setattr(telling, "_insert", dying(telling._insert, 0.25, 0.25))
    monkeypatch.setattr(sending, "_attempt", dying(sending._attempt, 0.3, 0))
    return alive


def beat(at):
    """Let the clock wake everything; whoever dies is started again in ten minutes."""
    for work in (desks.watch, digest.watch, outbox.run_all, notices.send_due):
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                work(at)
        except Killed:
            continue


def test_in_a_week_of_deaths_every_reminder_is_told_and_mailed_once_and_in_time(road, mortal, settings):
    settings.NOTICE_MAIL_DOMAINS = ["moe.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    User.objects.exclude(username__in=PEOPLE).update(is_active=False)
    for name in ("chuzhang1", "mishu1"):
        mail = f"{name}@moe.example"
        notices.save_preference(mail=mail, channels=GROUPS, quiet=Quiet(), by=road.who[name], at=road.at)
    document = road.draft()
    road.submit(document)
    due = road.task(document, Desk.DIVISION_CHECK).due_on

    with mail_server() as (mailbox, settings.EMAIL_PORT):
        settings.EMAIL_HOST = "127.0.0.1"
        for day in range(7):
            for moment in MOMENTS:
                beat(datetime.combine(office_date(road.at) + timedelta(days=day), moment, OFFICE_ZONE))

    assert mortal["deaths"] > 9
    assert told("task.red") == {"chuzhang1"}
    assert told("task.escalated") == {"mishu1", "mishu2"}
    assert told("task.leader") == {"qianfa1", "qianfa2"}
    again = Counter(Notice.objects.values_list("person", "kind", "key"))
    assert set(again.values()) == {1}
    red = Notice.objects.get(kind="task.red")
    assert red.at < ten_o_clock(due + timedelta(days=1))
    assert Notice.objects.filter(kind="digest.daily", person__username="chuzhang1").count() == 5
    mailed = Notice.objects.filter(person__username__in=["chuzhang1", "mishu1"])
    assert Message.objects.exclude(state="sent").count() == 0
    assert {each.messages.count() for each in mailed} == {1}
    assert len(mailbox.messages) == Message.objects.count()
