"""紧急公开: what it skips and what never, who may, and that it ends only by another person's approval afterwards."""

from datetime import timedelta

import pytest

from audit.selectors import timeline
from common.errors import NotFound
from common.gate import GateClosed
from deadlines import services as clocks
from deadlines.models import Crossing
from documents import selectors as documents_of
from documents.choices import Status
from outbox import services as outbox
from publication.models import Release
from review import emergency_rules as rules
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Verdict
from review.emergencies import due_at, skipped_of, standing_emergency
from review.errors import EmergencyDecided, EmergencyRefusalNeedsWords, EmergencyStands, SkippedAnswered
from review.facts import EmergencyFacts
from review.models import Emergency, Opinion, SkippedCosign
from tests.publication.build import NOON, change, refused, settle
from tests.workflow.emergency import (
    REASON,
    answer,
    before_the_desks,
    cosign_all,
    decide,
    declare,
    let_out,
    staffed,
)
from tests.workflow.road import Road
from workflow import services as workflow
from workflow.arranged import refused_emergencies
from workflow.policies import identities
from workflow.services.returns import Back


@pytest.fixture
def world(db):
    return staffed()


@pytest.fixture
def road(world):
    return Road(NOON, world.who)


@pytest.fixture
def document(world, road):
    """A policy document before all its desks, news office and finance department among them."""
    return before_the_desks(world, road)


@pytest.mark.rule(32)
@pytest.mark.rule(82)
def test_it_goes_out_without_the_open_cosigns_which_are_asked_afterwards(road, document):
    assert {"interpretation_cosign", "department_cosign"} <= set(road.open_desks(document))

    emergency = declare(road, document)

    assert set(road.open_desks(document)) == {"disclosure_check", "confidentiality_officer"}
    done = let_out(road, document)
    assert (done.status, done.emergency) == (Status.PUBLISHED, "declared")
    owed = {(row.desk, row.office and row.office.name) for row in skipped_of(emergency)}
    assert owed == {("interpretation_cosign", None), ("department_cosign", "财务司")}
    assert "review.emergency_declared" in [line.verb for line in timeline(f"document:{document.pk}")]


@pytest.mark.rule(32)
@pytest.mark.rule(82)
def test_a_conditional_consent_that_nobody_confirmed_holds_nothing_up_and_is_owed(world, road, document):
    sm3 = document.plans.get().sm3
    world.opinion(document, Desk.INTERPRETATION_COSIGN, "news", Verdict.CONDITIONAL, plan_sm3=sm3)

    emergency = declare(road, document)

    assert let_out(road, document).status == Status.PUBLISHED
    settle()
    assert "interpretation_cosign" in {row.desk for row in skipped_of(emergency)}


@pytest.mark.rule(82)
def test_its_five_hours_run_from_the_event_which_has_happened(world, road, document):
    event = road.at - timedelta(hours=3)
    with pytest.raises(GateClosed) as refusal:
        declare(road, document, happened_at=road.at + timedelta(hours=1))
    assert [each.field for each in refusal.value.unmet] == ["happened_at"]

    emergency = declare(road, document, happened_at=event)

    assert due_at(emergency) == event + timedelta(hours=5)
    assert [clocks.sweep(event + timedelta(minutes=minutes)) for minutes in (239, 241, 301)] == [0, 1, 1]
    with refused("不得修改"):
        Emergency.objects.filter(pk=emergency.pk).update(happened_at=emergency.declared_at + timedelta(hours=1))


def test_what_was_waited_for_last_is_waited_for_no_more(road, document):
    for desk in (Desk.DISCLOSURE_CHECK, *CONFIDENTIALITY_CHAIN[:2]):
        road.act(document, desk)

    declare(road, document)

    assert road.open_desks(document) == ["office_check"]


@pytest.mark.rule(15)
@pytest.mark.rule(82)
def test_neither_the_confidentiality_review_nor_the_signature_is_skipped(road, document):
    declare(road, document)

    road.act(document, Desk.DISCLOSURE_CHECK)
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    assert road.open_desks(document) == ["confidentiality_head"]
    road.act(document, Desk.CONFIDENTIALITY_HEAD)
    assert road.open_desks(document) == ["office_check"]
    road.act(document, Desk.OFFICE_CHECK)
    assert road.open_desks(document) == ["sign"]


@pytest.mark.parametrize("by", ["secretary", "financier", "publisher", "drafter", "news"])
def test_only_a_signatory_or_a_head_in_the_general_office_may_declare(road, document, by):
    with pytest.raises(NotFound):
        declare(road, document, by)

    assert declare(road, document, "director").declared_by == road.who["director"]


@pytest.mark.rule(82)
def test_it_is_declared_in_words_once_and_on_what_is_on_its_way_out(world, road, document):
    with pytest.raises(GateClosed) as refusal:
        declare(road, document, reason="  ")
    assert [(each.number, each.field) for each in refusal.value.unmet] == [(82, "reason")]
    declare(road, document)
    with pytest.raises(EmergencyStands):
        declare(road, document, "director")
    with refused("办理中"):
        Emergency.objects.create(
            document=world.issued(), reason="x", declared_by=road.who["leader"], declared_at=road.at
        )


@pytest.mark.rule(87)
def test_nobody_declares_it_for_the_own_work(world, road, document):
    change(document, drafter=road.who["signatory"])

    with pytest.raises(GateClosed) as refusal:
        declare(road, document, "signatory")
    assert [each.number for each in refusal.value.unmet] == [87]
    with refused("规则87"):
        Emergency.objects.create(
            document=document, reason="x", declared_by=road.who["signatory"], declared_at=road.tick()
        )


def test_a_new_text_goes_the_same_short_way(road, document):
    declare(road, document)
    task = road.task(document, Desk.DISCLOSURE_CHECK)
    back = Back(Desk.DIVISION_CHECK, "wording", "请再核")
    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())

    road.act(document, Desk.DIVISION_CHECK, by="checker")

    assert "interpretation_cosign" not in road.open_desks(document)
    assert "department_cosign" not in road.open_desks(document)


@pytest.mark.rule(82)
def test_it_ends_by_another_signatory_after_the_skipped_cosigns_were_given(road, document):
    emergency = declare(road, document)
    let_out(road, document)

    with pytest.raises(GateClosed) as early:
        decide(road, emergency)
    assert [each.number for each in early.value.unmet] == [82]
    with refused("事后全部补齐"):
        decided = {"decided_by": road.who["leader"], "decided_at": road.at}
        Emergency.objects.filter(pk=emergency.pk).update(state="ratified", **decided)
    cosign_all(road, emergency)
    with pytest.raises(NotFound):
        decide(road, emergency, by="signatory")
    decide(road, emergency)

    assert documents_of.whole(document.pk).emergency == "ratified"
    with pytest.raises(EmergencyDecided):
        decide(road, emergency, by="other")


@pytest.mark.rule(35)
@pytest.mark.rule(82)
def test_what_is_not_approved_is_marked_until_it_is_retracted(road, document):
    emergency = declare(road, document)
    let_out(road, document)

    with pytest.raises(EmergencyRefusalNeedsWords):
        decide(road, emergency, rules.REFUSING)
    decide(road, emergency, rules.REFUSING, words="情况不实")

    assert documents_of.whole(document.pk).emergency == "refused"
    assert [each.pk for each in refused_emergencies(identities(road.who["publisher"], NOON.date()))] == [document.pk]


def test_a_cosign_is_given_afterwards_by_its_own_office_once_and_a_disagreement_says_why(road, document):
    emergency = declare(road, document)
    let_out(road, document)
    rows = {row.office and row.office.name: row for row in skipped_of(emergency)}

    with pytest.raises(NotFound):
        answer(road, rows["财务司"], "news")
    with pytest.raises(NotFound):
        answer(road, rows[None], "financier")
    with pytest.raises(EmergencyRefusalNeedsWords):
        answer(road, rows["财务司"], "financier", Verdict.DISAGREE)
    answer(road, rows["财务司"], "financier", Verdict.DISAGREE, "金额有误")
    with pytest.raises(SkippedAnswered):
        answer(road, rows["财务司"], "financier")
    with refused("补会签不得修改"):
        SkippedCosign.objects.filter(pk=rows["财务司"].pk).update(text="改")


@pytest.mark.rule(32)
def test_postgresql_wants_a_declaration_before_the_release_for_a_missing_cosign(world, road):
    document = world.reviewed(world.issued(is_policy=True))
    plan = world.plan(document)

    with refused("未经新闻办会签"):
        world.release(document, world.copy(document), plan)
        change(document, status="published")


def test_postgresql_keeps_declarations_and_the_mark_on_the_document(road, document):
    emergency = declare(road, document)

    with refused("不得修改"):
        Emergency.objects.filter(pk=emergency.pk).update(reason="另一个理由")
    with refused("不得删除"):
        Emergency.objects.filter(pk=emergency.pk).delete()
    with refused("须与决定一致"):
        change(document, emergency="")
    with refused("emergency_is_decided_by_another"):
        decided = {"decided_by": road.who["signatory"], "decided_at": road.at, "note": "x"}
        Emergency.objects.filter(pk=emergency.pk).update(state="refused", **decided)


@pytest.mark.rule(82)
def test_the_clock_runs_for_five_hours_by_night_and_day(road, document):
    emergency = declare(road, document)
    due = due_at(emergency)
    facts = EmergencyFacts(REASON, False, True, 0, decider_is_another=True, due_at=due, at=due)

    assert due - emergency.declared_at == timedelta(hours=5)
    assert rules.is_public_within_five_hours(facts)
    late = EmergencyFacts(REASON, False, True, 0, decider_is_another=True, due_at=due, at=due + timedelta(minutes=1))
    assert not rules.is_public_within_five_hours(late)


def test_a_document_that_is_none_waits_for_every_cosign(road, document):
    for desk in (Desk.DISCLOSURE_CHECK, *CONFIDENTIALITY_CHAIN[:2]):
        road.act(document, desk)

    assert set(road.open_desks(document)) == {"interpretation_cosign", "department_cosign"}
    assert standing_emergency(document.pk) is None
    outbox.run_all(road.tick())
    assert not Release.objects.exists() and not Opinion.objects.filter(desk=Desk.OFFICE_CHECK).exists()


@pytest.mark.rule(82)
def test_its_five_hours_are_crossed_once_while_nothing_is_public(road, document):
    emergency = declare(road, document)

    found = [clocks.sweep(emergency.declared_at + timedelta(minutes=minutes)) for minutes in (240, 299, 301, 302)]

    rows = Crossing.objects.filter(kind="emergency", subject_id=emergency.pk)
    assert list(rows.order_by("pk").values_list("rung", "due")) == [
        ("near", emergency.declared_at + timedelta(hours=5)),
        ("due", emergency.declared_at + timedelta(hours=5)),
    ]
    assert found[3] == 0
