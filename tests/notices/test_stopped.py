"""What is not tried by itself any more is sent again by hand, once, and on record; the page shows none of its words."""

from datetime import datetime, timedelta

import pytest

from accounts.roles import Role
from audit.models import Entry as JournalEntry
from common.clock import OFFICE_ZONE
from notices import services
from notices.choices import Failure, State
from notices.errors import NotStopped
from notices.models import Line, Message, Notice
from outbox.models import Entry
from tests.people import make_office, make_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 10, tzinfo=OFFICE_ZONE)
URL = "/notices/stopped/"


@pytest.fixture
def admin(client):
    admin = make_person("admin", Role.SYSTEM_ADMIN)
    client.force_login(admin)
    return admin


@pytest.fixture
def message(admin):
    me = make_person("me", Role.DRAFTER, office=make_office("基础教育司", admin.office), full_name="沈禾青")
    services.tell(
        to=[me.pk], kind="task.urged", key="1", text="“会签”等待您办理", typed="请抓紧。", url="/desk/", at=AT
    )
    failed = {"state": State.GIVEN_UP, "failure": Failure.UNREACHABLE, "attempts": 6, "is_closed": True}
    message = Message.objects.create(person=me, channel="mail", send_at=AT, **failed)
    Line.objects.create(message=message, notice=Notice.objects.get())
    return message


def test_the_page_says_kind_office_time_and_reason_and_no_words(client, message):
    page = client.get(URL).content.decode()

    assert all(word in page for word in ("催办", "基础教育司", "2026-11-26 10:00", "对方无法连接"))
    assert not any(word in page for word in ("沈禾青", "请抓紧", "等待办理"))


def test_a_stopped_message_is_tried_anew_once_and_on_record(client, admin, message, settings):
    settings.NOTICE_MAIL_DOMAINS = []
    assert client.post(f"{URL}messages/{message.pk}/").status_code == 302
    message.refresh_from_db()
    assert (message.state, message.attempts, message.failure) == ("waiting", 0, "")
    client.post(f"{URL}messages/{message.pk}/")
    with pytest.raises(NotStopped):
        services.send_again(message_id=message.pk, by=admin, at=AT)

    services.send_due(AT + timedelta(days=1))

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("given_up", 1)  # it was tried, and has no address
    facts = JournalEntry.objects.get(verb="notices.sent_again").facts
    assert facts == {"message": message.pk, "channel": "mail", "failure": "unreachable"}


def test_a_message_whose_notices_are_gone_is_not_offered(client, message):
    Line.objects.all().delete()

    assert "没有停发的提醒" in client.get(URL).content.decode()


def test_a_stuck_effect_is_released_once(client, admin):
    entry = Entry.objects.create(kind="notices.send", key="1", payload={"message": 0}, stuck=True, failed_code="X-1")
    assert "外发提醒" in client.get(URL).content.decode()

    answers = [client.post(f"{URL}effects/{entry.pk}/", follow=True).content.decode() for _ in range(2)]

    assert "已重新投递" in answers[0] and "无需重新投递" in answers[1]
    assert JournalEntry.objects.filter(verb="outbox.redelivered", by_id=admin.pk).count() == 1
