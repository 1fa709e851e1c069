import pytest

from audit.models import Entry
from common.errors import NotFound
from common.gate import GateClosed
from documents import selectors as documents_of
from documents.choices import Status
from documents.models import DocumentNumber, NumberSeries
from outbox import services as outbox
from publication.models import PublicCopy
from publication.selectors import live_release, verified_copy
from review.choices import Desk, Resume
from review.models import Opinion
from tests.workflow.road import INTERNAL
from workflow import services as workflow
from workflow import tokens
from workflow.errors import Stale
from workflow.services.returns import Back

OLD, NEW = "教办厅〔2026〕1号", "教办厅〔2026〕2号"


def registered(road, until=Desk.RELEASE):
    """Return a proactive document that has its number and waits at the desk."""
    document = road.draft()
    road.submit(document)
    return road.walk(document, until=until)


def numbered(road):
    """Return a document that has its number, with the jobs that follow still waiting for the worker."""
    document = registered(road, until=Desk.REGISTER)
    task = road.task(document, Desk.REGISTER)
    workflow.decide(task_id=task.pk, token=None, act=road.favourable(task), by=road.someone(task), at=road.tick())
    return documents_of.whole(document.pk)


def renumber(road, document, *, by="mishu1", reason="代字选用有误", series="教办厅", token=None):
    chosen = NumberSeries.objects.filter(code=series).first()
    who = {"by": road.who[by], "at": road.tick()}
    return workflow.renumber(document_id=document.pk, token=token, series=chosen, reason=reason, **who)


def next_job(road):
    """Let the worker do the oldest thing that waits."""
    outbox.sweep(road.tick(), limit=1)


def waits_with_the_new_number(road, document):
    """Test if the document waits for its release with a verified copy that bears the new number."""
    document = documents_of.whole(document.pk)
    copy = verified_copy(document)
    return (
        road.open_desks(document) == ["release"]
        and document.number_text == NEW
        and copy is not None
        and copy.elements["number"] == NEW
    )


@pytest.mark.rule(50)
def test_a_void_number_stays_with_its_reason_and_the_next_one_is_given(road):
    document = registered(road)

    number = renumber(road, document)

    old, new = DocumentNumber.objects.order_by("pk")
    assert (str(old), old.void_reason, str(new), new.void_at) == (OLD, "代字选用有误", NEW, None)
    assert number == new == documents_of.whole(document.pk).number
    facts = Entry.objects.get(verb="document.renumber").facts
    assert facts == {"void": OLD, "number": NEW, "reason": "代字选用有误"}


@pytest.mark.rule(50)
def test_at_the_release_desk_the_copy_is_made_and_checked_again_by_itself(road):
    document = registered(road)

    renumber(road, document)

    assert road.open_desks(document) == []
    road.work()
    assert waits_with_the_new_number(road, document)


@pytest.mark.parametrize("jobs_done", [0, 1])
def test_before_typesetting_or_the_final_check_the_old_job_is_called_off(road, jobs_done):
    document = numbered(road)
    for _ in range(jobs_done):
        next_job(road)

    renumber(road, document)
    road.work()

    assert waits_with_the_new_number(road, document)
    assert not Opinion.objects.filter(document=document, superseded_at__isnull=False).exists()
    assert not PublicCopy.objects.exclude(failed_why="").exists()


def test_a_release_that_was_asked_for_and_not_yet_made_is_asked_again(road):
    document = registered(road)
    task = road.task(document, Desk.RELEASE)
    workflow.decide(task_id=task.pk, token=None, act=road.favourable(task), by=road.someone(task), at=road.tick())

    renumber(road, document)
    road.work()

    assert waits_with_the_new_number(road, document)
    assert live_release(document.pk) is None
    assert road.act(document, Desk.RELEASE).status == Status.PUBLISHED
    assert live_release(document.pk).number_text == NEW


def test_a_review_that_is_asked_again_goes_on_and_the_copy_follows_it(road):
    document = registered(road)
    task = road.task(document, Desk.RELEASE)
    back = Back(Desk.CONFIDENTIALITY_OFFICER, "secrecy", "请再审一次", Resume.DIRECT)
    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())
    reviewing = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    workflow.claim(task_id=reviewing.pk, by=road.someone(reviewing), at=road.tick())

    renumber(road, document)
    road.work()

    held = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    assert (held.pk, held.owner_id is None) == (reviewing.pk, False)
    road.walk(document, until=Desk.RELEASE)
    assert waits_with_the_new_number(road, document)


@pytest.mark.rule(50)
@pytest.mark.parametrize(("wrong", "field"), [({"reason": " "}, "reason"), ({"series": "无此代字"}, "series")])
def test_a_number_does_not_become_void_without_reason_and_series(road, wrong, field):
    document = registered(road)

    with pytest.raises(GateClosed) as refusal:
        renumber(road, document, **wrong)

    assert [(each.number, each.field) for each in refusal.value.unmet] == [(50, field)]
    assert documents_of.whole(document.pk).number_text == OLD
    assert road.open_desks(document) == ["release"]


@pytest.mark.rule(50)
@pytest.mark.parametrize("proposal", [None, INTERNAL])
def test_what_is_public_or_on_file_keeps_its_number(road, proposal):
    document = road.draft(proposal=proposal) if proposal else road.draft()
    road.submit(document)
    road.walk(document, until=Desk.ARCHIVE)

    with pytest.raises(GateClosed) as refusal:
        renumber(road, document)

    assert [each.number for each in refusal.value.unmet] == [50]
    assert documents_of.whole(document.pk).number_text == OLD


@pytest.mark.parametrize("name", ["fabu1", "qianfa1", "nigao1", "chuzhang1"])
def test_only_the_general_office_makes_a_number_void(road, name):
    document = registered(road)

    with pytest.raises(NotFound):
        renumber(road, document, by=name)


def test_of_two_secretaries_the_second_is_told_that_the_number_has_changed(road):
    document = registered(road)
    token = tokens.document_token(document)
    renumber(road, document, token=token)

    with pytest.raises(Stale) as refusal:
        renumber(road, document, by="mishu2", token=token)

    assert "发文字号" in str(refusal.value)
    assert DocumentNumber.objects.count() == 2
