"""Telling people, what they have read, and when it goes (notices.services)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from common.errors import NotFound
from notices import services
from notices.errors import UnknownKind
from notices.facts import Telling
from notices.models import Notice, Told
from tests.people import make_office, make_person
from tests.together import at_once

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 1, tzinfo=UTC)
URGED = {"kind": "task.urged", "key": "7", "text": "催办：教办厅〔2026〕7号", "url": "/tasks/7/", "at": AT}


@pytest.fixture
def pair(db):
    office = make_office("教育部")
    return [make_person(name, Role.DRAFTER, office=office) for name in ("one", "other")]


def red(*people, key="7:red:2026-11-24"):
    return Telling("task.red", key, [each.pk for each in people], "已超期", "/tasks/7/", 7, "red")


def test_a_thing_is_told_to_each_once(pair):
    one, other = pair

    assert services.tell(to=[one.pk], **URGED) == 1
    assert services.tell(to=[one.pk, other.pk], **URGED) == 1
    assert services.tell(to=[one.pk, other.pk], **URGED) == 0
    assert Notice.objects.count() == 2


def test_only_what_stands_in_the_table_is_told(pair):
    with pytest.raises(UnknownKind):
        services.tell(to=[pair[0].pk], **URGED | {"kind": "task.whispered"})


def test_what_is_rolled_back_was_told_to_nobody(pair):
    with pytest.raises(RuntimeError), transaction.atomic():
        services.tell(to=[pair[0].pk], **URGED)
        raise RuntimeError

    assert Notice.objects.count() == 0


def test_what_is_looked_for_is_told_once_however_often_it_is_found_and_however_long_ago_it_was_purged(pair):
    one, other = pair
    assert services.tell_once(tellings=[red(one), red(one)], at=AT) == 1
    services.mark_read(notice_ids=Notice.objects.values_list("pk", flat=True), by=one, at=AT)
    assert services.purge(days=90, at=AT + timedelta(days=91)) == 1

    assert services.tell_once(tellings=[red(one, other)], at=AT + timedelta(days=91)) == 0
    assert Notice.objects.count() == 0


def test_what_concerns_nobody_yet_is_told_when_there_is_somebody(pair):
    assert services.tell_once(tellings=[red()], at=AT) == 0
    assert services.tell_once(tellings=[red(pair[0])], at=AT) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_who_find_the_same_at_once_tell_each_once(pair):
    found = [red(*pair, key=f"{number}:red:2026-11-24") for number in range(40)]

    told = at_once(*[lambda: services.tell_once(tellings=found, at=AT)] * 2)

    assert sum(told) == 80
    assert (Told.objects.count(), Notice.objects.count()) == (40, 80)


def test_only_notices_read_long_ago_go(pair):
    one, _ = pair
    for key in "abc":
        services.tell(to=[one.pk], **URGED | {"key": key})
    first, second, _ = Notice.objects.order_by("pk")
    services.mark_read(notice_ids=[first.pk], by=one, at=AT)
    services.mark_read(notice_ids=[second.pk], by=one, at=AT + timedelta(days=2))

    assert services.purge(days=90, at=AT + timedelta(days=91)) == 1
    assert set(Notice.objects.values_list("key", flat=True)) == {"b", "c"}


def test_a_foreign_notice_does_not_exist(pair):
    one, other = pair
    services.tell(to=[one.pk], **URGED)
    notice = Notice.objects.get()

    with pytest.raises(NotFound):
        services.open_notice(notice_id=notice.pk, by=other, at=AT)
    assert services.mark_read(notice_ids=[notice.pk], by=other, at=AT) == 0
    assert services.open_notice(notice_id=notice.pk, by=one, at=AT) == notice
    assert Notice.objects.get().read_at == AT


def test_what_was_told_cannot_be_changed_afterwards(pair):
    services.tell(to=[pair[0].pk], **URGED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(text="没有这回事")
