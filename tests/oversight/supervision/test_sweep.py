from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Office
from audit import services as audit
from audit.models import Entry
from deadlines import services as deadlines
from deadlines.selectors import forget
from deadlines.services import Span
from oversight.models import Incident, SelfCheck
from oversight.supervision import services
from review.choices import Desk
from review.models import Emergency, SkippedCosign
from tests.oversight.selfcheck.test_services import opened
from tests.oversight.shortly import on_file
from tests.workflow.road import INTERNAL


def sweep(road, **step):
    at = road.tick(**step)
    deadlines.sweep(at)
    return services.sweep(at=at)


def found():
    return sorted(Incident.objects.values_list("criterion", flat=True))


def refused(road, name, *numbers, chain="system", code="GEN-422"):
    given = {"chain": chain, "act": "签发", "code": code, "rules": numbers, "by": road.who[name]}
    audit.record_refusal(**given, at=road.tick())


def test_a_refusal_says_which_rules_were_not_kept_and_is_found_once(road):
    refused(road, "qianfa1", 8, 15, 18)
    refused(road, "nigao1", 87)
    refused(road, "nigao1", 12, code="DOC-320")
    refused(road, "mishu1", 34)

    assert sweep(road) == 4
    assert sweep(road) == 0

    rows = {each.criterion: each for each in Incident.objects.all()}
    assert found() == ["classified_refused", "secrecy_refused", "secrecy_refused", "separation_refused"]
    assert (rows["separation_refused"].rule, rows["separation_refused"].person) == (87, road.who["nigao1"])
    assert rows["separation_refused"].office == road.who["nigao1"].office
    assert Entry.objects.filter(verb="oversight.swept").count() == 1


def test_whoever_is_refused_the_same_again_and_again_is_found_once_a_day(road):
    for _ in range(4):
        refused(road, "mishu1", 50)
    sweep(road)
    refused(road, "mishu1", 50)
    sweep(road)

    assert found() == ["refused_often"]


def test_three_refusals_of_a_day_are_found_however_far_apart_they_lie(road):
    for _ in range(3):
        refused(road, "mishu1", 50)
        sweep(road, hours=3)

    assert found() == ["refused_often"]


@pytest.mark.rule(21)
def test_a_document_on_its_way_is_found_near_its_day_and_after_it_and_its_desk_when_it_is_late(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.RELEASE)
    assert sweep(road) == 0

    assert sweep(road, days=2) == 1
    assert sweep(road, days=10) == 1
    assert found() == ["desk_long_overdue", "desk_overdue"]
    assert set(Incident.objects.values_list("desk", flat=True)) == {Desk.RELEASE}
    assert sweep(road, days=14) == 1
    assert sweep(road, days=5) == 1
    assert found() == ["desk_long_overdue", "desk_overdue", "publication_near", "publication_overdue"]
    late = Incident.objects.get(criterion="publication_overdue")
    assert (late.document, late.office, late.rule) == (document, document.office, 21)
    road.walk(document)
    assert sweep(road) == 1
    assert "published_late" in found()


@pytest.fixture
def days_off(road):
    """The first week of December is off in the ministry; afterwards the process knows nothing of it any more."""
    span = Span(date(2026, 12, 1), date(2026, 12, 7), False, "古尔邦节", "自治区人民政府办公厅通知")
    deadlines.add_regional(office=Office.objects.get(parent=None), span=span, by=road.who["xitong1"], at=road.tick())
    forget()
    yield
    forget()


def test_how_long_a_desk_is_late_is_counted_by_the_calendar_of_its_organ(road, days_off):
    document = road.draft()
    road.submit(document)

    sweep(road, days=12)
    assert found() == ["desk_overdue"]
    sweep(road, days=5)
    assert found() == ["desk_long_overdue", "desk_overdue"]


def test_a_late_registration_is_found_when_the_number_is_given(road):
    document = road.draft(proposal=INTERNAL)
    road.submit(document)
    road.walk(document, until=Desk.REGISTER)
    road.at += timedelta(days=3)
    road.walk(document)

    sweep(road)

    late = Incident.objects.get(criterion="registered_late")
    assert (late.document, late.rule) == (document, 50)
    assert late.person == document.tasks.get(desk=Desk.REGISTER).closed_by


@pytest.mark.rule(82)
def test_an_emergency_is_found_by_the_clock_when_it_is_not_public_or_not_ratified_in_time(road):
    document, leader = road.draft(), road.who["qianfa1"]
    road.submit(document)
    given = {"document": document, "reason": "台风红色预警", "declared_by": leader, "declared_at": road.at}
    emergency = Emergency.objects.create(**given)
    SkippedCosign.objects.create(
        emergency=emergency, desk=Desk.DEPARTMENT_COSIGN, office=road.office("财务司"), asked_at=road.at
    )

    def found_after(**step):
        sweep(road, **step)
        return sorted(Incident.objects.filter(rule=82).values_list("criterion", flat=True))

    assert found_after(hours=4) == []
    assert found_after(hours=2) == ["emergency_late"]
    assert found_after(hours=19) == ["emergency_late", "emergency_not_ratified"]
    assert found_after(hours=48) == ["cosign_owed", "emergency_late", "emergency_not_ratified"]
    assert Incident.objects.get(criterion="cosign_owed").office == road.office("财务司")


@pytest.mark.rule(38)
def test_a_self_check_that_was_not_closed_in_time_is_found(road):
    on_file(road)
    opened(road)
    road.at += timedelta(days=40)

    sweep(road)

    assert "selfcheck_overdue" in found()
    assert SelfCheck.objects.get().due_on == date(2026, 12, 20)


def test_what_was_found_is_never_changed(road):
    refused(road, "nigao1", 87)
    sweep(road)

    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.update(person=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.all().delete()
