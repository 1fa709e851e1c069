"""批量督办: each ticked row on its own, one notice to each person, and an undo while nobody has acted."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts import services as accounts
from accounts.models import User
from audit.models import Entry
from common.errors import NotFound
from deadlines.limits import desk_due
from deadlines.selectors import calendar, office_hours
from documents.choices import Urgency
from documents.selectors import whole
from notices.models import Notice
from review.choices import Desk
from review.models import Opinion
from workflow import policies
from workflow import services as workflow
from workflow.eligible import candidates_of
from workflow.errors import NothingTicked, TooManyTicked
from workflow.models import BulkKind, BulkState, DeskTask
from workflow.services import Order


def in_review(road, count=1):
    """Return tasks at the division head's desk, one for each new document."""
    documents = [road.draft() for _ in range(count)]
    for each in documents:
        road.submit(each)
    return [road.task(each, Desk.DIVISION_CHECK) for each in documents]


def done(road, kind, tasks, by="mishu1", **order):
    order = Order(nonce=order.pop("nonce", uuid4()), kind=kind, task_ids=[each.pk for each in tasks], **order)
    return workflow.act_on_rows(order=order, by=road.who[by], at=road.tick())


def states(bulk):
    return [(row.state, row.code) for row in bulk.rows.order_by("pk")]


def verbs(task):
    chain = f"document:{task.document_id}"
    return list(Entry.objects.filter(chain=chain).order_by("serial").values_list("verb", flat=True))


def fresh(task):
    return DeskTask.objects.get(pk=task.pk)


def test_a_refused_row_loses_nothing_of_the_others_and_says_why(road):
    first, closed, last = in_review(road, 3)
    road.act(closed.document, Desk.DIVISION_CHECK, by="chuzhang1")

    bulk = done(road, BulkKind.URGE, [first, closed, last], words="请今日办结。")

    assert states(bulk) == [("done", ""), ("refused", "WFL-101"), ("done", "")]
    assert "办结" in bulk.rows.get(task=closed).sentence
    assert [verbs(each)[-1] for each in (first, closed, last)] == ["task.urge", "act.refused", "task.urge"]
    assert fresh(first).urged_at == bulk.at and fresh(closed).urged_at is None


def test_each_person_is_told_once_of_many_rows_and_nobody_of_words_or_titles(road):
    tasks = in_review(road, 3)
    asked = set(policies.candidates(tasks[0]))

    bulk = done(road, BulkKind.URGE, tasks, words="甲乙丙丁")

    told = Notice.objects.filter(kind="task.urged")
    assert {each.person for each in told} == asked and len(told) == len(asked)
    assert {each.key for each in told} == {f"bulk:{bulk.pk}"}
    assert not any("甲乙丙丁" in each.text or tasks[0].document.title in each.text for each in told)


def test_only_ticked_rows_are_acted_on(road):
    ticked, other = in_review(road, 2)

    done(road, BulkKind.REASSIGN, [ticked], people=(road.who["chuzhang1"],))

    assert fresh(ticked).owner == road.who["chuzhang1"] and fresh(other).owner is None


def test_a_row_goes_only_to_a_person_who_may_have_it(road):
    (task,) = in_review(road)
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    other = road.task(document, Desk.DISCLOSURE_CHECK)

    bulk = done(road, BulkKind.REASSIGN, [task, other], people=(road.who["gongkai1"],))

    assert states(bulk) == [("refused", "WFL-107"), ("done", "")]
    assert [each.person for each in Notice.objects.filter(kind="task.reassigned")] == [road.who["gongkai1"]]


def test_rows_are_shared_out_among_several_people(road):
    documents = [road.draft() for _ in range(4)]
    for each in documents:
        road.submit(each)
        road.act(each, Desk.DIVISION_CHECK)
    tasks = [road.task(each, Desk.DISCLOSURE_CHECK) for each in documents]
    people = (road.who["gongkai1"], road.who["gongkai2"])

    done(road, BulkKind.REASSIGN, tasks, people=people)

    assert sorted(fresh(each).owner.username for each in tasks) == ["gongkai1", "gongkai1", "gongkai2", "gongkai2"]


def test_an_undo_gives_back_what_nobody_has_touched_since(road):
    kept, taken = in_review(road, 2)
    workflow.claim(task_id=kept.pk, by=road.who["chuzhang1"], at=road.tick())
    head = road.someone(taken)
    bulk = done(road, BulkKind.REASSIGN, [kept, taken], people=(head,))
    workflow.unclaim(task_id=taken.pk, by=head, at=road.tick())
    workflow.claim(task_id=taken.pk, by=head, at=road.tick())

    workflow.undo(bulk_id=bulk.pk, by=road.who["mishu1"], at=road.tick())

    assert states(bulk) == [("undone", ""), ("done", "WFL-134")]
    assert fresh(kept).owner == road.who["chuzhang1"] and verbs(kept)[-1] == "task.reassign_undone"
    assert fresh(taken).owner == head


def test_nobody_undoes_what_another_did_or_what_cannot_be_undone(road):
    (task,) = in_review(road)
    urged = done(road, BulkKind.URGE, [task], words="请办")
    moved = done(road, BulkKind.REASSIGN, [task], people=(road.someone(task),))

    for bulk, by in ((urged, "mishu1"), (moved, "mishu2")):
        with pytest.raises(NotFound):
            workflow.undo(bulk_id=bulk.pk, by=road.who[by], at=road.tick())


def test_a_claim_is_released_and_what_nobody_holds_is_named(road):
    held, free = in_review(road, 2)
    workflow.claim(task_id=held.pk, by=road.someone(held), at=road.tick())

    bulk = done(road, BulkKind.RELEASE, [held, free])

    assert states(bulk) == [("done", ""), ("refused", "WFL-133")]
    assert fresh(held).owner is None and fresh(held).revision == held.revision + 1


def test_time_limits_follow_the_urgency_and_opinions_hold_on(road):
    document = road.draft()
    road.submit(document)
    road.act(document, Desk.DIVISION_CHECK)
    road.act(document, Desk.DISCLOSURE_CHECK)
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)

    bulk = done(road, BulkKind.URGENCY, [task], urgency=Urgency.MOST_URGENT, words="上级要求")

    counted = {"arrived_at": task.created, "calendar": calendar(), "hours": office_hours()}
    due = desk_due(task.desk, Urgency.MOST_URGENT, **counted)
    assert states(bulk) == [("done", "")] and fresh(task).due_on == due.on < task.due_on
    assert whole(document.pk).urgency == Urgency.MOST_URGENT and "document.urgency" in verbs(task)
    road.walk(document, until=Desk.SIGN)
    assert Opinion.objects.filter(document=document, desk=Desk.DISCLOSURE_CHECK).count() == 1
    assert road.open_desks(document) == [Desk.SIGN]


def test_an_undone_urgency_gives_the_time_back(road):
    (task,) = in_review(road)
    bulk = done(road, BulkKind.URGENCY, [task], urgency=Urgency.URGENT, words="急")

    workflow.undo(bulk_id=bulk.pk, by=road.who["mishu1"], at=road.tick())

    assert states(bulk) == [("undone", "")]
    assert whole(task.document_id).urgency == Urgency.NORMAL and fresh(task).due_on == task.due_on
    assert verbs(task).count("document.urgency") == 2


def test_what_is_signed_stays_as_urgent_as_it_is_printed(road):
    document = road.draft()
    road.submit(document)
    road.walk(document, until=Desk.REGISTER)

    bulk = done(road, BulkKind.URGENCY, [road.task(document, Desk.REGISTER)], urgency=Urgency.URGENT, words="急")

    assert states(bulk) == [("refused", "DOC-210")]
    assert whole(document.pk).urgency == Urgency.NORMAL


def test_a_form_that_is_sent_twice_acts_once(road):
    (task,) = in_review(road)
    nonce = uuid4()

    first, second = (done(road, BulkKind.URGE, [task], words="请办", nonce=nonce) for _ in range(2))

    assert first == second and verbs(task).count("task.urge") == 1
    with pytest.raises(NotFound):
        done(road, BulkKind.URGE, [task], words="请办", nonce=nonce, by="mishu2")


def test_nothing_ticked_too_much_ticked_and_other_peoples_acts_are_refused(road):
    (task,) = in_review(road)

    with pytest.raises(NothingTicked):
        done(road, BulkKind.URGE, [], words="请办")
    with pytest.raises(TooManyTicked):
        done(road, BulkKind.URGE, [DeskTask(pk=pk) for pk in range(1, 202)], words="请办")
    with pytest.raises(NotFound):
        done(road, BulkKind.URGE, [task], words="请办", by="nigao1")
    with pytest.raises(NotFound):
        done(road, BulkKind.URGE, [DeskTask(pk=0)], words="请办")


def test_who_may_be_given_many_tasks_is_who_may_be_given_each(road):
    documents = [road.draft(cosign_offices=(road.office("财务司"),)), road.draft(), road.draft()]
    for each, steps in zip(documents, (1, 3, 0), strict=True):
        road.submit(each)
        for _ in range(steps):
            road.act(each, Desk(road.open_desks(each)[0]))
    day, head = road.at.date(), road.who["chuzhang1"]
    accounts.delegate(
        to=road.who["chuzhang5"], starts_on=day, ends_on=day, reason="出差", by=head, at=road.tick(minutes=1)
    )
    tasks = list(DeskTask.objects.exclude(desk="").select_related("document__version"))

    def ids(found):
        return {pk: {each.pk for each in people} for pk, people in found.items()}

    assert len(tasks) > 6
    assert ids(candidates_of(tasks)) == ids({task.pk: policies.candidates(task) for task in tasks})
    assert ids(candidates_of(tasks, day)) == ids({task.pk: policies.assignable(task, day) for task in tasks})
    assert ids(candidates_of(tasks, day)) != ids(candidates_of(tasks))


def test_a_task_is_given_to_who_stands_in_for_one_who_may_take_it(road):
    (task,) = in_review(road)
    day, other = road.at.date(), road.who["chuzhang5"]
    before = done(road, BulkKind.REASSIGN, [task], people=(other,))
    accounts.delegate(
        to=other, starts_on=day, ends_on=day, reason="出差", by=road.who["chuzhang1"], at=road.tick(minutes=1)
    )

    after = done(road, BulkKind.REASSIGN, [task], people=(other,))
    document = road.act(task.document, Desk.DIVISION_CHECK, by="chuzhang5")

    assert (states(before), states(after)) == ([("refused", "WFL-107")], [("done", "")])
    given = Opinion.objects.get(document=document)
    assert (given.by, given.on_behalf_of) == (other, road.who["chuzhang1"])


def test_what_a_crash_left_undone_says_so(road, monkeypatch):
    first, second = in_review(road, 2)
    monkeypatch.setitem(workflow.board._ACTS, BulkKind.URGE, crash_at(second, workflow.board._ACTS[BulkKind.URGE]))

    with pytest.raises(RuntimeError):
        done(road, BulkKind.URGE, [first, second], words="请办", nonce=(nonce := uuid4()))

    bulk = done(road, BulkKind.URGE, [first, second], words="请办", nonce=nonce)
    assert [state for state, _ in states(bulk)] == [BulkState.DONE, BulkState.WAITING]


def crash_at(task, act):
    def acting(row, turn):
        if row.task_id == task.pk:
            raise RuntimeError
        return act(row, turn)

    return acting


def test_a_substitute_is_told_in_the_place_of_who_is_away(road):
    (task,) = in_review(road)
    head, day = road.who["chuzhang1"], road.at.date()
    other = road.who["chuzhang5"]
    accounts.delegate(to=other, starts_on=day, ends_on=day + timedelta(days=1), reason="出差", by=head, at=road.tick())
    workflow.claim(task_id=task.pk, by=head, at=road.tick())

    workflow.urge(task_id=task.pk, text="请办", by=road.who["mishu1"], at=road.tick())

    assert set(User.objects.filter(notices__kind="task.urged")) == {head, other}
