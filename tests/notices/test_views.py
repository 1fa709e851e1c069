"""提醒: the list, the bell, the way to the thing (notices.views)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from notices import services
from notices.facts import Telling
from notices.house import house
from notices.models import Notice
from tests.people import make_person

AT = datetime(2026, 11, 25, 1, tzinfo=UTC)


@pytest.fixture
def me(db):
    return make_person("me", Role.DRAFTER)


@pytest.fixture
def signed_in(client, me):
    client.force_login(me)
    return client


def tell(person, kind="task.urged", key="1", **more):
    told = {"text": f"事项{key}", "url": "/desk/", "at": AT} | more
    services.tell(to=[person.pk], kind=kind, key=key, **told)
    return Notice.objects.get(person=person, kind=kind, key=key)


def rows(answer):
    return [row["text"] for row in answer.context["page"]]


def test_the_list_shows_one_s_own_notices_the_unread_first(signed_in, me):
    tell(make_person("other", Role.DRAFTER), key="0")
    for key in "123":
        tell(me, key=key)
    services.mark_read(notice_ids=[Notice.objects.get(key="3").pk], by=me, at=AT)

    assert rows(signed_in.get("/notices/")) == ["事项2", "事项1", "事项3"]


def test_the_list_is_filtered_by_group_and_a_wrong_one_is_ignored(signed_in, me):
    tell(me, key="1")
    tell(me, kind="task.red", key="2", colour="red")

    assert rows(signed_in.get("/notices/?group=red")) == ["事项2"]
    assert rows(signed_in.get("/notices/?group=nonsense&page=x")) == ["事项2", "事项1"]


def test_of_a_document_that_one_may_not_know_the_notice_has_no_title_and_no_link(signed_in, me, monkeypatch):
    tell(me, key="1", about=7)
    tell(me, key="2", about=8)
    monkeypatch.setattr(house, "titles", lambda user, documents, on: {8: "关于某事的通知"})

    seen, hidden = signed_in.get("/notices/").context["page"]

    assert (seen["title"], bool(seen["url"])) == ("关于某事的通知", True)
    assert (hidden["text"], hidden["title"], hidden["url"]) == ("事项1", "", "")


def test_opening_a_notice_leads_to_its_thing_and_marks_it_as_read(signed_in, me):
    notice = tell(me)

    answer = signed_in.get(reverse("notices:open", args=[notice.pk]))

    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert Notice.objects.get().read_at is not None


def test_a_foreign_notice_is_no_page_and_stays_unread(signed_in, me):
    notice = tell(make_person("other", Role.DRAFTER))

    assert signed_in.get(reverse("notices:open", args=[notice.pk])).status_code == 404
    signed_in.post("/notices/read/", {"notice": notice.pk})
    assert Notice.objects.get().read_at is None


def test_all_that_is_shown_is_marked_at_once_and_nothing_else(signed_in, me):
    first, second, third = (tell(me, key=key) for key in "123")

    answer = signed_in.post("/notices/read/", {"notice": [first.pk, second.pk, "x", "9" * 30], "group": "urging"})

    assert (answer.status_code, answer.url) == (302, "/notices/?group=urging")
    assert list(Notice.objects.filter(read_at=None)) == [third]


def test_every_page_counts_the_unread_by_one_query_and_stops_at_a_hundred(signed_in, me):
    tellings = [Telling("task.urged", str(number), [me.pk], "催办", "/desk/") for number in range(150)]
    services.tell_once(tellings=tellings, at=AT)

    with CaptureQueriesContext(connection) as asked:
        page = signed_in.get("/accounts/password/").content.decode()

    assert sum("notices_notice" in each["sql"] for each in asked) == 1
    assert "99+" in page


def test_the_bell_answers_only_when_its_number_changed(signed_in, me):
    assert signed_in.get("/notices/bell/?seen=0").status_code == 204
    tell(me)

    answer = signed_in.get("/notices/bell/?seen=0")

    assert (answer.status_code, answer.context["bell"]["unread"]) == (200, 1)
    assert "<html" not in answer.content.decode()
    assert signed_in.get("/notices/bell/?seen=1").status_code == 204


def test_a_page_that_asks_by_itself_does_not_keep_the_session_alive(signed_in):
    signed_in.get("/notices/")
    ends = AT + timedelta(days=9999)
    Session.objects.update(expire_date=ends)

    answer = signed_in.get("/notices/bell/?seen=0")

    assert answer.cookies == {}
    assert Session.objects.get().expire_date == ends
    signed_in.get("/notices/")
    assert Session.objects.get().expire_date != ends
