"""Real processes and threads on real connections: killed, doubled, late."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from common import clock
from config.database import ROOT
from outbox import services as outbox
from outbox.models import Entry
from tests.outbox.conftest import leave
from tests.polling import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def good(handle):
    return handle(lambda payload, at: leave(payload["word"]))


def put(word="a"):
    outbox.put(kind="test", key=word, payload={"word": word})
    return Entry.objects.get(key=word).pk


@pytest.fixture
def worker():
    """Start workers that are inside their handler when this returns; none outlives the test."""
    started = []

    def start(entry_id):
        options = connection.settings_dict
        url = f"postgresql://{options['USER']}@/{options['NAME']}?host={options['HOST']}"
        env = os.environ | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        command = [sys.executable, "-m", "tests.outbox.worker", str(entry_id)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, cwd=ROOT, env=env, **pipes)
        started.append(process)
        assert process.stdout.readline() == "inside\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def kill(process):
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def is_free(entry_id):
    with connection.cursor() as cursor:
        cursor.execute("select id from outbox_entry where id = %s for update skip locked", [entry_id])
        return cursor.fetchone() is not None


def test_a_worker_killed_inside_its_handler_leaves_nothing_and_the_effect_happens_once(good, effects, worker):
    entry_id = put()

    kill(worker(entry_id))
    until(lambda: is_free(entry_id), "the server to notice the death")
    assert effects() == []

    assert outbox.deliver(entry_id, clock.now())
    assert not outbox.deliver(entry_id, clock.now())
    assert effects() == ["a"]


def test_workers_killed_again_and_again_lose_and_double_nothing(good, effects, worker):
    entry_id = put()
    for _ in range(5):
        kill(worker(entry_id))
        until(lambda: is_free(entry_id), "the server to notice the death")

    entry = Entry.objects.get()
    assert (entry.done_at, entry.stuck) == (None, False)
    assert outbox.sweep(clock.now()) == 1
    assert effects() == ["a"]


def test_an_entry_in_another_worker_s_hands_is_left_alone(good, effects, worker):
    entry_id = put()
    other = worker(entry_id)

    assert not outbox.deliver(entry_id, clock.now())
    assert outbox.run_all(clock.now()) == 0

    answer, _ = other.communicate("go on\n")
    assert answer == "True\n"
    assert effects() == ["a"]
    assert not outbox.deliver(entry_id, clock.now())


def test_putting_what_another_worker_is_delivering_does_not_wait_for_it(good, effects, worker):
    entry_id = put()
    other = worker(entry_id)

    outbox.put(kind="test", key="a", payload={"word": "again"})

    other.communicate("go on\n")
    assert outbox.run_all(clock.now()) == 0
    assert effects() == ["a"]


def test_two_who_deliver_at_once_bring_about_one_effect(good, effects):
    ids = [put(str(number)) for number in range(10, 30)]
    start = Barrier(4)

    def work(_):
        try:
            start.wait()
            return sum(outbox.deliver(entry_id, clock.now()) for entry_id in ids)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(work, range(4)))

    assert done == len(ids)
    assert effects() == [str(number) for number in range(10, 30)]


def test_two_who_put_at_once_put_one(good, effects):
    start = Barrier(4)

    def work(_):
        try:
            start.wait()
            outbox.put(kind="test", key="a", payload={"word": "a"})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert Entry.objects.count() == 1
