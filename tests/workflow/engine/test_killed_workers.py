"""The worker of `make run`, killed in the middle of releases: nothing is lost, nothing is done twice.

The test holds rows, so that the worker waits inside its job at a known place, and kills it there.
"""

from contextlib import ExitStack

import pytest
from django.urls import reverse

from audit.models import Entry as JournalEntry
from audit.verification import verify
from common.digests import sm3
from documents.choices import Status
from documents.models import Document
from outbox.models import Entry
from outbox.services import DELIVER
from publication.models import IndexNumber, PublicCopy, Release
from review.choices import Desk
from tests.brokers import Files
from tests.polling import until
from tests.together import alone, held, waiting
from workflow import services as workflow
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DeskTask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

SWEEP = "outbox.tasks.sweep"
ONCE = ("document.register", "publication.typeset", "publication.verify", "document.publish", "publication.release")


def before_it_begins(job):
    return ("lock table workflow_desktask in access exclusive mode",)


def between_preparation_and_transaction(job):
    return "select 1 from workflow_dispatchprocess where id = %s for update", job.process_id


def after_its_first_writes(job):
    return "select 1 from audit_chainhead where chain = %s for update", f"document:{job.document_id}"


def at_the_end_of_its_transaction(job):
    return "select 1 from workflow_desktask where id = %s for update", job.pk


PLACES = (
    before_it_begins,
    between_preparation_and_transaction,
    after_its_first_writes,
    at_the_end_of_its_transaction,
)


@pytest.fixture
def signed(road, app):
    """Return documents that wait at the register desk."""

    def make():
        document = road.draft()
        road.submit(document)
        return road.walk(document, until=Desk.REGISTER)

    return make


@pytest.fixture
def decide(road):
    """Return the act of deciding at a desk; what follows is left to the worker."""

    def act(document, desk):
        task = road.task(document, desk)
        given, person = road.favourable(task), road.someone(task)
        workflow.decide(task_id=task.pk, token=None, act=given, by=person, at=road.tick())

    return act


def job_of(document, node):
    return DeskTask.objects.get(document=document, flow_task=node)


def is_done(job):
    return Entry.objects.filter(key=f"task:{job.pk}", done_at__isnull=False).exists()


def is_untouched(job):
    entry = Entry.objects.get(key=f"task:{job.pk}")
    job.refresh_from_db()
    return (entry.attempts, entry.done_at, job.status, job.finished) == (0, None, "SCHEDULED", None)


def traces(document):
    """Return what the jobs have written of the document."""
    journal = JournalEntry.objects.filter(chain=f"document:{document.pk}").count()
    return journal, *[model.objects.filter(document=document).count() for model in (PublicCopy, IndexNumber, Release)]


@pytest.fixture
def kill_inside(programs, app):
    """Let a worker come to the place inside the job and kill it there: it leaves no trace."""

    def at(place, job, kill=programs.kill_worker):
        before = traces(job.document)
        with held(*place(job)):
            programs.start("worker")
            app.send_task(SWEEP)
            until(waiting, f"the worker to be inside, {place.__name__}")
            kill()
        until(alone, "the server to notice the death")
        assert is_untouched(job) and traces(job.document) == before

    return at


@pytest.fixture
def kill_after_commit(programs, app, broker):
    """Kill a worker that has committed the job, but could neither acknowledge it nor send word of what follows."""

    def after(job):
        with ExitStack() as silence:
            with held(*between_preparation_and_transaction(job)):
                programs.start("worker")
                app.send_task(SWEEP)
                until(waiting, "the worker to be inside")
                silence.enter_context(broker.silent())
            until(lambda: is_done(job), "the commit")
            programs.kill_worker()
            until(alone, "the server to notice the death")
        assert broker.messages() == 0

    return after


def assert_released_once(client, documents):
    for document in documents:
        release = Release.objects.select_related("copy__docx", "index").get(document=document)
        assert PublicCopy.objects.get(document=document) == release.copy and release.copy.verified_at
        verbs = JournalEntry.objects.filter(chain=f"document:{document.pk}").values_list("verb", flat=True)
        assert [list(verbs).count(verb) for verb in ONCE] == [1] * len(ONCE)
        served = client.get(reverse("portal:file", args=[release.index.text, "docx"])).content
        assert served == bytes(release.copy.docx.data) and sm3(served) == release.copy.docx_sm3
    assert {each.status for each in Document.objects.all()} == {Status.PUBLISHED}
    assert sorted(IndexNumber.objects.values_list("serial", flat=True)) == list(range(1, len(documents) + 1))
    until(lambda: not Entry.objects.filter(done_at__isnull=True).exists(), "the last of what follows a release")
    assert verify().broken == ()


def test_workers_killed_again_and_again_in_the_middle_of_releases_lose_and_double_nothing(
    road, signed, decide, programs, broker, kill_inside, kill_after_commit, client
):
    first, second = signed(), signed()
    nodes = [DispatchFlow.typeset, DispatchFlow.final_check, DispatchFlow.publish]
    places = PLACES  # where workers die that release the first document

    if isinstance(broker, Files):
        decide(first, Desk.REGISTER)
    else:  # the steps before the release differ in nothing that a broker sees
        first, nodes, places = road.walk(first, until=Desk.RELEASE), nodes[-1:], PLACES[2:3]
    for node in nodes:
        if node == DispatchFlow.publish:
            decide(first, Desk.RELEASE)
        for place in places if node == DispatchFlow.publish else PLACES[1:3]:
            pool_alone = node != DispatchFlow.publish and place == PLACES[1]
            kill_inside(place, job_of(first, node), programs.kill_pool if pool_alone else programs.kill_worker)
        kill_after_commit(job_of(first, node))

    second = road.walk(second, until=Desk.RELEASE)
    decide(second, Desk.RELEASE)
    for place in PLACES:
        kill_inside(place, job_of(second, DispatchFlow.publish), kill=programs.kill_pool)
    kill_inside(after_its_first_writes, job_of(second, DispatchFlow.publish))
    assert programs.kills == (16 if isinstance(broker, Files) else 7)

    programs.start("worker")
    programs.start("beat")
    until(lambda: is_done(job_of(second, DispatchFlow.publish)), "the beat to find what the dead workers left")
    assert_released_once(client, [first, second])


def test_a_message_that_comes_again_makes_no_second_release(road, signed, decide, programs, app, client):
    document = road.walk(signed(), until=Desk.RELEASE)
    decide(document, Desk.RELEASE)
    job = job_of(document, DispatchFlow.publish)
    entry = Entry.objects.get(key=f"task:{job.pk}")

    def deliver_again():
        message = app.send_task(DELIVER, kwargs={"entry_id": entry.pk})
        until(lambda: programs.worker_says(f"[{message.id}] succeeded"), "the worker to take the message")

    with held(*after_its_first_writes(job)):
        programs.start("worker")
        until(waiting, "the worker to be inside")
        deliver_again()
        assert not is_done(job)
    until(lambda: is_done(job), "the release")
    deliver_again()

    assert_released_once(client, [document])
