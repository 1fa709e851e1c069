"""外出: who says so for whom, on which days it counts, and that it shows who acts meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import services
from accounts.errors import AbsenceOver, AbsenceOverlaps, AbsencePeriodWrong
from accounts.models import Absence
from accounts.roles import Role
from accounts.selectors import away
from common.errors import NotFound
from tests.accounts.journal import last
from tests.people import make_office, make_person

TODAY = date(2026, 11, 24)


def days(first, length):
    starts_on = TODAY + timedelta(days=first)
    return {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=length - 1)}


def register(who, by, noon, first=0, length=3):
    return services.register_absence(who=who, kind="leave", **days(first, length), by=by, at=noon)


def test_an_absence_counts_on_its_days_and_says_who_acts_meanwhile(drafter, colleague, noon):
    register(drafter, drafter, noon, 1, 3)

    there = [bool(away([drafter.pk], TODAY + timedelta(days=n))) for n in range(5)]
    alone = away([drafter.pk], TODAY + timedelta(days=1))[drafter.pk].words
    services.delegate(to=colleague, **days(1, 2), reason="休假", by=drafter, at=noon)

    assert there == [False, True, True, True, False]
    assert alone == "休假至11月27日，未设代办"
    assert (
        away([drafter.pk], TODAY + timedelta(days=1))[drafter.pk].words
        == f"休假至11月27日，由{colleague.full_name}代办"
    )
    assert last().verb == "accounts.delegated"


def test_a_delegation_alone_shows_as_well(drafter, colleague, noon):
    services.delegate(to=colleague, **days(0, 2), reason="出差", by=drafter, at=noon)

    assert away([drafter.pk, colleague.pk], TODAY).keys() == {drafter.pk}


def test_one_is_not_away_twice_on_a_day(drafter, noon):
    register(drafter, drafter, noon)

    with pytest.raises(AbsenceOverlaps):
        register(drafter, drafter, noon, 2, 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(person=drafter, kind="trip", made_by=drafter, made_at=noon, **days(2, 1))


def test_a_period_runs_forward_and_is_not_over(drafter, noon):
    for first, length in ((2, 0), (-3, 2)):
        with pytest.raises(AbsencePeriodWrong):
            register(drafter, drafter, noon, first, length)


def test_the_general_office_registers_for_its_organ_and_nobody_else_for_others(organ, drafter, colleague, noon):
    secretary = make_person("mishu", Role.OFFICE_SECRETARY)
    stranger = make_person("waiji", Role.DRAFTER, office=make_office("财政部"))

    assert register(drafter, secretary, noon).made_by == secretary
    for who, by in ((stranger, secretary), (drafter, colleague)):
        with pytest.raises(NotFound):
            register(who, by, noon, 10)


def test_who_is_back_is_there_again(drafter, colleague, noon):
    absence = register(drafter, drafter, noon)

    with pytest.raises(NotFound):
        services.end_absence(absence_id=absence.pk, by=colleague, at=noon)
    services.end_absence(absence_id=absence.pk, by=drafter, at=noon)

    assert away([drafter.pk], TODAY) == {} and last().verb == "accounts.absence_ended"
    with pytest.raises(AbsenceOver):
        services.end_absence(absence_id=absence.pk, by=drafter, at=noon)


def test_the_page_registers_and_ends_and_keeps_what_was_refused(drafter, noon, monkeypatch):
    monkeypatch.setattr("common.clock.now", lambda: noon)
    browser = Client()
    browser.force_login(drafter, backend="accounts.backends.PersonBackend")
    sent = {"who": drafter.pk, "kind": "trip", "starts_on": "2026-11-24", "ends_on": "2026-11-26"}

    refused = browser.post("/accounts/absences/", sent | {"ends_on": "2026-11-20"})
    done = browser.post("/accounts/absences/", sent, follow=True)
    absence = Absence.objects.get()
    browser.post(f"/accounts/absences/{absence.pk}/end/")

    assert refused.status_code == 422 and 'value="2026-11-20"' in refused.content.decode()
    assert "外出中" in done.content.decode() and Absence.objects.get().ended_at == noon
