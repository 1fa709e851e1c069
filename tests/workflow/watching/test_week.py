"""A week of office days whose workers are killed again and again: every step is told once, and in time."""

import os
import signal
import traceback
from collections import Counter
from datetime import datetime, time, timedelta
from email import message_from_bytes
from itertools import count
from random import Random

import pytest
from django.db import connection, connections
from django.urls import reverse

from accounts.models import User
from common.clock import OFFICE_ZONE, office_date
from deadlines import services as deadlines
from deadlines.choices import Rung
from deadlines.models import Crossing
from deadlines.selectors import calendar
from notices import services as notices
from notices.models import Message, Notice
from notices.quiet import Quiet
from outbox import services as outbox
from review.choices import Desk
from tests.polling import until
from tests.publication.outlets.listening import mail_server
from tests.together import alone
from tests.workflow.watching.conftest import told
from workflow.watching import digest

MOMENTS = (time(8, 40), time(10), time(21, 5))
EARLY = time(8, 5)  # nobody's quiet hours any more, and no digest yet
PEOPLE = {"nigao1", "chuzhang1", "mishu1", "mishu2", "qianfa1", "qianfa2"}
GROUPS = {group: ["mail"] for group in ("arrivals", "urging", "yellow", "red", "digest")}
LONGEST = 60  # statements; few workers come so far
ALIVE = 0


def work(at, last):
    """Do all that is due; SIGKILL strikes instead of the statement with this number."""
    number = count(1)

    def strike(execute, *statement):
        if next(number) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    with connection.execute_wrapper(strike):
        for each in (deadlines.sweep, digest.watch, outbox.run_all, notices.send_due):
            each(at)


def survives(at, last):
    """Let a worker process begin; return whether it came to its end."""
    connections.close_all()
    worker = os.fork()
    if worker == ALIVE:
        try:
            work(at, last)
            connections.close_all()
            os._exit(0)
        except BaseException:  # noqa: BLE001  # nothing may go on in the fork of a test
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(worker, 0)
    until(alone, "the server to notice the death")
    assert status in {0, signal.SIGKILL}
    return status == 0


class Beat:
    """What wakes a worker, and a minute later the next when it died; `ended` are the moments of those who did not."""

    def __init__(self):
        self.dice, self.deaths, self.ended = Random(43), 0, []  # noqa: S311  # the same deaths in every run

    def wake(self, at):
        while not survives(at, self.dice.randint(1, LONGEST)):
            self.deaths += 1
            at += timedelta(minutes=1)
        self.ended.append(at)

    def missed(self, begins, found):
        """Return who could have found what was there since a moment, before it was found."""
        return [at for at in self.ended if begins <= at < found]


def midnight(day):
    return datetime.combine(day, time.min, OFFICE_ZONE)


@pytest.mark.django_db(transaction=True)
def test_in_a_week_of_deaths_every_reminder_is_told_and_mailed_once_and_in_time(road, settings):
    settings.NOTICE_MAIL_DOMAINS = ["moe.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    User.objects.exclude(username__in=PEOPLE).update(is_active=False)
    for name in ("chuzhang1", "mishu1"):
        mail = f"{name}@moe.example"
        notices.save_preference(mail=mail, channels=GROUPS, quiet=Quiet(), by=road.who[name], at=road.at)
    reverse("workflow:desk")  # all addresses are read before the workers part, not by each of them
    document = road.draft()
    road.submit(document)
    task, today, beat = road.task(document, Desk.DIVISION_CHECK), office_date(road.at), Beat()

    with mail_server() as (mailbox, settings.EMAIL_PORT):
        settings.EMAIL_HOST = "127.0.0.1"
        for day in range(7):
            for moment in MOMENTS:
                beat.wake(datetime.combine(today + timedelta(days=day), moment, OFFICE_ZONE))
        assert survives(datetime.combine(today + timedelta(days=7), EARLY, OFFICE_ZONE), None)

    assert beat.deaths > 9
    assert told("task.yellow") == told("task.red") == {"chuzhang1"}
    assert told("task.escalated") == {"mishu1", "mishu2"}
    assert told("task.leader") == {"qianfa1", "qianfa2"}
    again = Counter(Notice.objects.values_list("person", "kind", "key"))
    assert set(again.values()) == {1}
    late = calendar().add_working_days(task.due_on, settings.NOTICE_LEADER_DAYS).on
    begins = {Rung.NEAR: today, Rung.DUE: task.due_on + timedelta(days=1), Rung.LATE: late}
    found = {each.rung: each.at for each in Crossing.objects.all()}
    assert [beat.missed(midnight(begins[rung]), at) for rung, at in found.items()] == [[], [], []]
    assert set(Notice.objects.filter(kind__startswith="task.").values_list("at", flat=True)) == set(found.values())
    assert Notice.objects.filter(kind="digest.daily", person__username="chuzhang1").count() == 5
    mailed = Notice.objects.filter(person__username__in=["chuzhang1", "mishu1"])
    assert Message.objects.exclude(state="sent").count() == 0
    assert {each.messages.count() for each in mailed} == {1}
    numbers = {message_from_bytes(each.content)["Message-ID"] for each in mailbox.messages}
    assert len(numbers) == Message.objects.count()
