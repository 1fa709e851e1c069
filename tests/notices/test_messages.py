"""From notices to messages: chosen channels, quiet hours, floods; sent once after the commit (notices.services)."""

from datetime import datetime, timedelta
from email import message_from_bytes

import pytest
from django.db import connections, transaction
from django.test import TestCase

from accounts.roles import Role
from common.clock import OFFICE_ZONE
from notices import services
from notices.choices import Failure, State
from notices.errors import MailNotAllowed
from notices.house import house
from notices.models import Message, Notice
from notices.quiet import Quiet
from notices.selectors import given_up
from notices.services.sending import WAITS
from outbox import services as outbox
from tests.people import make_person
from tests.publication.outlets.listening import mail_server
from tests.together import at_once

pytestmark = pytest.mark.django_db
MAIL = ["mail"]
ALL = {"arrivals": MAIL, "urging": MAIL, "yellow": MAIL, "red": MAIL, "digest": MAIL}


def on(day, hour, minute=0):
    """Return a moment of November 2026; the 27th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=OFFICE_ZONE)


@pytest.fixture
def me(db, settings):
    settings.NOTICE_MAIL_DOMAINS = ["moe.example"]
    return make_person("me", Role.DRAFTER)


@pytest.fixture
def server(settings):
    """A mail server that the installation uses."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as (mailbox, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield mailbox


def prefer(person, **channels):
    services.save_preference(mail="me@moe.example", channels=channels or ALL, quiet=Quiet(), by=person, at=on(26, 9))


def tell(person, at, kind="task.urged", key="1", **more):
    services.tell(to=[person.pk], kind=kind, key=key, **{"text": f"事项{key}", "url": "/desk/"} | more, at=at)


def work(at):
    """Let the worker do what is due, and what follows the commits."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        outbox.run_all(at)
    services.send_due(at)


def sent(mailbox):
    return [each.content.decode() for each in mailbox.messages]


def decoded(mailbox):
    return [message_from_bytes(each.content).get_payload(decode=True).decode() for each in mailbox.messages]


def test_who_chose_nothing_is_told_on_the_page_only(me, server):
    tell(me, on(26, 10))
    work(on(26, 10))

    assert (Notice.objects.count(), Message.objects.count()) == (1, 0)


def test_a_chosen_kind_goes_out_at_once_and_once(me, server):
    prefer(me, urging=MAIL)
    tell(me, on(26, 10))
    tell(me, on(26, 10), kind="task.yellow")
    for minute in range(3):
        work(on(26, 10, minute))

    (text,) = decoded(server)
    assert text.splitlines()[0] == "[催办] 事项1"
    assert Message.objects.get().state == State.SENT


def test_what_falls_into_quiet_hours_goes_as_one_message_at_their_end_and_red_goes_at_once(me, server):
    prefer(me)
    for hour, key in ((21, "1"), (22, "2"), (23, "3")):
        tell(me, on(26, hour), key=key)
        work(on(26, hour))
    assert sent(server) == []

    tell(me, on(26, 23), kind="task.red", key="9")
    work(on(26, 23))
    assert len(sent(server)) == 1
    work(on(27, 7, 59))
    work(on(27, 8))

    red, gathered = decoded(server)
    assert "[环节超期] 事项9" in red
    assert [f"事项{key}" in gathered for key in "1239"] == [True, True, True, False]


def test_a_flood_becomes_one_message(me, server, settings):
    settings.NOTICE_FLOOD_MESSAGES, settings.NOTICE_FLOOD_MINUTES = 2, 30
    prefer(me)
    for minute in range(1, 9):
        tell(me, on(26, 10, minute), key=str(minute))
        work(on(26, 10, minute))
    assert len(sent(server)) == 2

    work(on(26, 10, 30))

    texts = decoded(server)
    assert len(texts) == 3
    assert [f"事项{key}" in texts[2] for key in "12345678"] == [False, False, *[True] * 6]


def test_what_was_read_meanwhile_is_not_sent(me, server):
    prefer(me)
    tell(me, on(26, 10))
    services.mark_read(notice_ids=[Notice.objects.get().pk], by=me, at=on(26, 10))
    work(on(26, 10, 1))

    assert sent(server) == []


def test_a_notice_that_is_rolled_back_is_not_sent(me, server):
    prefer(me)
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(me, on(26, 10))
        raise RuntimeError
    work(on(26, 10))

    assert sent(server) == []


@pytest.mark.parametrize("titles", [False, True])
def test_a_title_that_is_not_public_goes_out_only_where_the_house_says_so(me, server, settings, titles, monkeypatch):
    settings.NOTICE_TITLES, settings.OFFICE_URL = titles, "https://oa.moe.example/"
    monkeypatch.setattr(house, "titles", lambda user, documents, on: {7: "关于某事的通知"})
    prefer(me)
    tell(me, on(26, 10), about=7, typed="请抓紧办理。")
    work(on(26, 10))

    (text,) = decoded(server)
    assert ("关于某事的通知" in text) == titles
    assert "请抓紧" not in text
    assert f"https://oa.moe.example/notices/{Notice.objects.get().pk}/" in text


def test_a_refused_message_is_tried_again_under_the_same_number_then_given_up_and_shown(me, server):
    prefer(me)
    server.refuses = True
    at = on(26, 10)
    tell(me, at)
    work(at)
    for wait in WAITS:
        assert Message.objects.get().state == State.FAILED
        at += wait
        work(at)

    message = Message.objects.get()
    assert (message.state, message.failure, message.attempts) == ("given_up", "refused", len(WAITS) + 1)
    assert list(given_up(at)) == [message]
    assert list(given_up(at + timedelta(days=8))) == []
    assert Notice.objects.count() == 1


def test_a_channel_that_works_again_is_no_trouble_any_more(me, server):
    prefer(me)
    tell(me, on(26, 10))
    work(on(26, 10))
    Message.objects.update(state=State.GIVEN_UP, failure=Failure.REFUSED, sent_at=None)
    tell(me, on(26, 11), key="2")
    work(on(26, 11))

    assert list(given_up(on(26, 12))) == []


def test_mail_goes_to_the_domains_of_the_house_only(me, server, settings):
    with pytest.raises(MailNotAllowed):
        services.save_preference(mail="me@elsewhere.example", channels=ALL, quiet=Quiet(), by=me, at=on(26, 9))
    prefer(me)
    settings.NOTICE_MAIL_DOMAINS = []
    tell(me, on(26, 10))
    work(on(26, 10))

    assert sent(server) == []
    assert Message.objects.get().failure == Failure.NOT_ALLOWED


def test_a_worker_that_dies_between_commit_and_sending_has_lost_nothing(me, server):
    prefer(me)
    tell(me, on(26, 10))
    outbox.run_all(on(26, 10))  # what follows its commit dies with the worker
    assert sent(server) == []

    assert services.send_due(on(26, 10, 1)) == 1
    assert services.send_due(on(26, 10, 2)) == 0
    assert len(sent(server)) == 1


def test_a_worker_that_dies_after_sending_repeats_the_mail_under_the_same_number(me, server, monkeypatch):
    prefer(me)
    tell(me, on(26, 10))
    outbox.run_all(on(26, 10))

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr("notices.services.sending._recorded", die)
        services.send_due(on(26, 10))
    services.send_due(on(26, 10, 1))

    numbers = [line for text in sent(server) for line in text.splitlines() if line.startswith("Message-ID")]
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_the_same_messages_send_each_once(me, server):
    prefer(me)
    for key in "12345":
        tell(me, on(26, 10), key=key)
    outbox.run_all(on(26, 10))
    waiting = Message.objects.count()

    at_once(*[lambda: services.send_due(on(26, 10, 1))] * 2)
    connections.close_all()

    assert len(sent(server)) == waiting
    assert not Message.objects.exclude(state=State.SENT).exists()


@pytest.mark.django_db(transaction=True)
def test_notices_gathered_at_the_same_moment_by_several_workers_are_all_in_the_one_message(me):
    prefer(me)
    for key in range(12):
        tell(me, on(26, 22), key=str(key))

    at_once(*[lambda: outbox.run_all(on(26, 22, 1))] * 3)

    message = Message.objects.get()
    assert (message.notices.count(), message.send_at) == (12, on(27, 8))
