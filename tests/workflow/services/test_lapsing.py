"""A claim without an act lapses after three working days, once; not while the document waits for somebody else."""

import pytest

from audit.models import Entry
from notices.models import Notice
from review.choices import Consulted, Desk
from review.services import Wanted
from workflow import services as workflow
from workflow import tasks
from workflow.models import DeskTask
from workflow.services.lapsing import release_idle_claims


@pytest.fixture
def held(road):
    """A task at the division head's desk, claimed on a Monday at noon."""
    document = road.draft()
    road.submit(document)
    task = road.task(document, Desk.DIVISION_CHECK)
    workflow.claim(task_id=task.pk, by=road.who["chuzhang1"], at=road.tick())
    return task


def owner(task):
    return DeskTask.objects.get(pk=task.pk).owner


def test_it_lapses_on_the_fourth_working_day_and_only_once(road, held):
    released = [release_idle_claims(at=road.tick(days=1)) for _ in range(5)]  # Tuesday to Saturday

    assert released == [0, 0, 0, 1, 0] and owner(held) is None
    (entry,) = Entry.objects.filter(verb="task.lapsed")
    (notice,) = Notice.objects.all()
    assert (entry.facts["person"], entry.by_id) == (road.who["chuzhang1"].pk, None)
    assert notice.person == road.who["chuzhang1"] and "自动放回待签收" in notice.text


def test_days_off_do_not_count(road, held):
    DeskTask.objects.filter(pk=held.pk).update(assigned=road.tick(days=4))  # Friday

    assert [release_idle_claims(at=road.tick(days=1)) for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_an_act_keeps_the_claim(road, held):
    road.tick(days=3)
    workflow.urge(task_id=held.pk, text="请办", by=road.who["mishu1"], at=road.tick())
    others = release_idle_claims(at=road.tick(days=1))
    workflow.claim(task_id=held.pk, by=road.who["chuzhang1"], at=road.tick())
    wanted = Wanted(kind=Consulted.THIRD_PARTY, addressee="某公司", matter="报价明细")
    workflow.consult(document_id=held.document_id, wanted=wanted, by=road.who["nigao1"], at=road.tick())

    assert others == 1  # what others do does not keep it
    assert release_idle_claims(at=road.tick(days=9)) == 0 and owner(held) == road.who["chuzhang1"]


def test_it_can_be_switched_off(road, held, settings):
    settings.CLAIM_IDLE_DAYS = 0

    assert release_idle_claims(at=road.tick(days=30)) == 0


def test_the_beat_releases(road, held, monkeypatch):
    monkeypatch.setattr("common.clock.now", lambda: road.tick(days=30))

    tasks.release_idle_claims()

    assert owner(held) is None
