"""汇聚审查: a whole set is open only while one person reviewed it, another approved, and nobody ended it (R20)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from common.errors import NotFound
from common.gate import Gate, GateClosed
from common.rules import rules_of
from portal.choices import Dataset
from portal.models import PublishedDataset
from review.dataset_rules import OPEN_DATASET
from review.errors import (
    ApprovalOver,
    NotOpened,
    OwnProposal,
    ProposalClosed,
    ProposalPending,
    WordsMissing,
)
from review.facts import DatasetFacts
from review.models import DatasetReview
from review.services import datasets
from tests.review.dictionary.conftest import NOON, TODAY, TOMORROW, Desk, stand_in

pytestmark = pytest.mark.rule(20)
FACTS = DatasetFacts("全部目录", "未见可以推知的事项", 1, 2, TOMORROW, on=TODAY)


@pytest.fixture
def desk(db):
    return Desk()


def propose(desk, by=None, **changes):
    given = {"scope": "全部目录", "risks": "未见可以推知的事项", "valid_until": TOMORROW, "at": NOON} | changes
    return datasets.propose_dataset(dataset=Dataset.DOCUMENTS, by=by or desk.officer, **given)


def approve(review, by, at=NOON):
    return datasets.approve_dataset(review_id=review.pk, by=by, at=at)


def opened():
    return list(PublishedDataset.objects.values_list("name", "approved_on", "valid_until", "note"))


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({}, 0),
        ({"scope": " "}, 1),
        ({"risks": ""}, 1),
        ({"reviewed_by": None}, 1),
        ({"decided_by": 1}, 1),
        ({"decided_by": None}, 1),
        ({"valid_until": TODAY}, 0),
        ({"on": TOMORROW + timedelta(days=1)}, 1),
    ],
)
def test_a_set_is_opened_only_after_a_whole_review_by_two_people_that_is_in_force(changes, broken):
    gate = Gate(OPEN_DATASET, "开放数据集", replace(FACTS, **changes))

    assert len(gate.unmet) == broken
    assert {each.number for each in rules_of(OPEN_DATASET)} == {20}


def test_the_portal_opens_the_set_with_the_approval_and_not_before(desk):
    review = propose(desk)
    assert opened() == []

    approve(review, desk.head)

    assert opened() == [("documents", TODAY, TOMORROW, "全部目录")]
    verbs = list(Entry.objects.filter(chain=datasets.CHAIN).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["review.dataset_proposed", "review.dataset_approved"]


def test_nobody_approves_the_own_review_nor_that_of_whom_they_stand_in_for(desk):
    own = propose(desk, by=desk.both)
    with pytest.raises(OwnProposal):
        approve(own, desk.both)
    stand_in(desk.both, desk.head)
    with pytest.raises(OwnProposal):
        approve(own, desk.head)

    assert opened() == []


def test_who_has_no_part_in_it_finds_nothing(desk):
    with pytest.raises(NotFound):
        propose(desk, by=desk.reader)
    review = propose(desk)
    for who in (desk.reader, desk.other):
        with pytest.raises(NotFound):
            approve(review, who)
    with pytest.raises(NotFound):
        datasets.withdraw_dataset(review_id=review.pk, by=desk.other, at=NOON)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": " "}, WordsMissing),
        ({"risks": ""}, WordsMissing),
        ({"valid_until": date(2026, 11, 23)}, ApprovalOver),
    ],
)
def test_a_review_says_what_is_opened_what_follows_and_until_when(desk, changes, error):
    with pytest.raises(error):
        propose(desk, **changes)


def test_one_review_at_a_time_and_each_is_decided_once(desk):
    review = propose(desk)
    with pytest.raises(ProposalPending):
        propose(desk)
    datasets.refuse_dataset(review_id=review.pk, why="可以推知机构编制", by=desk.head, at=NOON)

    with pytest.raises(ProposalClosed):
        approve(review, desk.head)
    assert opened() == [] and propose(desk).is_open


def test_an_approval_that_comes_after_the_last_day_opens_nothing(desk):
    review = propose(desk)

    with pytest.raises((GateClosed, IntegrityError)) as refusal:
        approve(review, desk.head, at=NOON + timedelta(days=3))

    assert refusal.type is GateClosed and opened() == []


def test_either_of_the_two_may_end_it_at_once_with_words(desk):
    review = approve(propose(desk), desk.head)
    with pytest.raises(NotFound):
        datasets.end_dataset(review_id=review.pk, why="有疑问", by=desk.reader, at=NOON)
    with pytest.raises(WordsMissing):
        datasets.end_dataset(review_id=review.pk, why=" ", by=desk.other, at=NOON)

    datasets.end_dataset(review_id=review.pk, why="有疑问", by=desk.other, at=NOON)

    assert opened() == []
    with pytest.raises(NotOpened):
        datasets.end_dataset(review_id=review.pk, why="有疑问", by=desk.head, at=NOON)


def test_a_newer_approval_takes_the_place_of_the_older(desk):
    older = approve(propose(desk), desk.head)
    newer = approve(propose(desk, scope="近五年目录"), desk.head, at=NOON + timedelta(hours=1))

    assert [each[3] for each in opened()] == ["近五年目录"]
    with pytest.raises(NotOpened):
        datasets.end_dataset(review_id=older.pk, why="有疑问", by=desk.head, at=NOON)
    assert newer.is_in_force(TODAY)


SQL = {
    "a set opened without a review": "insert into portal_publisheddataset (name, approved_on, valid_until, note) "
    "values ('documents', '2026-11-24', '2026-11-25', '全部')",
    "a set kept open longer": "update portal_publisheddataset set valid_until = '2036-01-01'",
    "a review changed afterwards": "update review_datasetreview set risks = '别的'",
    "a review decided by its author": "update review_datasetreview set decided_by_id = proposed_by_id",
    "a review ended while the set is open": "update review_datasetreview set ended_by_id = proposed_by_id, "
    "ended_at = now(), ended_why = '停'",
    "a review deleted": "delete from review_datasetreview",
}


@pytest.mark.parametrize("tried", SQL)
def test_postgresql_holds_the_same(desk, tried):
    approve(propose(desk), desk.head)
    if tried == "a set opened without a review":
        PublishedDataset.objects.all().delete()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL[tried])
    assert DatasetReview.objects.get().is_in_force(TODAY)
