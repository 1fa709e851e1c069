"""登记编号 under load: everybody registers at the same moment, each on a connection of their own."""

from itertools import zip_longest

import pytest
from django.db import OperationalError, connection, transaction

from audit.verification import verify
from documents.choices import Status
from documents.models import Document, DocumentNumber
from review.choices import Desk
from tests.together import at_once
from tests.workflow.road import NOON
from workflow import services as workflow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule(50), pytest.mark.long]


class Interrupted(Exception):
    """What breaks a registration off after its number was given."""


@pytest.fixture
def registering(road):
    """Return that many acts of registering, each of a document of its own that waits at the register desk."""

    def one():
        road.at = NOON  # all on one day
        document = road.draft()
        road.submit(document)
        road.walk(document, until=Desk.REGISTER)
        task = road.task(document, Desk.REGISTER)
        given, person, at = road.favourable(task), road.someone(task), road.tick()
        return lambda: workflow.decide(task_id=task.pk, token=None, act=given, by=person, at=at).number_text

    return lambda count: [one() for _ in range(count)]


def broken_off(register):
    """Return the act of registering that fails when all is done but the commit."""

    def act():
        with pytest.raises(Interrupted), transaction.atomic():
            register()
            raise Interrupted

    return act


def cut_off(register):
    """Return the act of registering whose connection dies when all is done but the commit."""

    def act():
        with pytest.raises(OperationalError), transaction.atomic():
            register()
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        connection.close()

    return act


def numbers(count, first=1):
    return [f"教办厅〔2026〕{serial}号" for serial in range(first, first + count)]


def borne():
    """Return the numbers in the order of the register; each stands on its document."""
    rows = DocumentNumber.objects.select_related("document", "series").order_by("serial")
    assert all(row.document.number_id == row.pk for row in rows)
    return [str(row) for row in rows]


def test_fifty_who_register_at_once_get_fifty_consecutive_numbers(registering):
    given = at_once(*registering(50))

    assert [each for each in given if isinstance(each, Exception)] == []
    assert borne() == numbers(50)
    assert sorted(given) == sorted(numbers(50))
    assert Document.objects.filter(status=Status.ISSUED).count() == 50
    assert verify().broken == ()


def test_registrations_that_fail_among_others_leave_no_gap(registering):
    acts = registering(15)
    failing = [broken_off(act) for act in acts[:4]] + [cut_off(act) for act in acts[4:8]]
    work = [act for pair in zip_longest(failing, acts[8:]) for act in pair if act]

    given = [each for each in at_once(*work) if each]

    assert borne() == numbers(7)
    assert sorted(given) == sorted(numbers(7))

    assert sorted(at_once(*acts[:8])) == sorted(numbers(8, first=8))
    assert borne() == numbers(15)
    assert verify().broken == ()
