import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, connection, transaction
from kombu.exceptions import OperationalError

from audit.models import Entry as JournalEntry
from common.errors import Busy
from outbox import selectors, tasks
from outbox import services as outbox
from outbox.errors import NotStuck, UnknownKind
from outbox.models import Entry
from tests.outbox.conftest import leave

SECRET = "some text of a document"


@pytest.fixture
def good(handle):
    return handle(lambda payload, at: leave(payload["word"]))


def put(word="a", kind="test"):
    outbox.put(kind=kind, key=word, payload={"word": word})
    return Entry.objects.get(kind=kind, key=word).pk


@pytest.fixture
def refuse(handle, effects):
    def handler(payload, at):
        leave(payload["word"])
        raise Busy

    return handle(handler)


def test_an_effect_happens_once_however_often_it_is_delivered(good, effects, noon):
    entry_id = put()

    assert [outbox.deliver(entry_id, noon) for _ in range(3)] == [True, False, False]
    assert effects() == ["a"]
    entry = Entry.objects.get()
    assert (entry.done_at, entry.attempts, entry.failed_code) == (noon, 1, "")


def test_the_same_kind_and_key_put_twice_is_one_effect(good, effects, noon):
    put()
    put()
    outbox.put(kind="test", key="a", payload={"word": "another"})

    assert outbox.run_all(noon) == 1
    assert effects() == ["a"]


def test_putting_again_after_it_was_done_does_nothing(good, effects, noon):
    put()
    outbox.run_all(noon)
    put()

    assert outbox.run_all(noon) == 0
    assert effects() == ["a"]


def test_an_effect_goes_with_the_decision_that_was_rolled_back(good, effects, noon):
    with pytest.raises(RuntimeError), transaction.atomic():
        put()
        raise RuntimeError

    assert outbox.run_all(noon) == 0


def test_a_kind_that_nobody_handles_is_refused(db):
    with pytest.raises(UnknownKind):
        outbox.put(kind="nobody", key="1", payload={})


def test_a_kind_whose_handler_left_the_code_fails_by_its_code(good, effects, noon, handle):
    entry_id = put()
    Entry.objects.update(kind="gone")

    assert not outbox.deliver(entry_id, noon)
    assert Entry.objects.get().failed_code == UnknownKind.code


def test_a_kind_has_one_handler(handle):
    handle(lambda payload, at: None)

    with pytest.raises(ValueError, match="two handlers"):
        handle(lambda payload, at: None)


def test_a_refusal_undoes_the_effect_keeps_the_code_and_waits_longer_each_time(refuse, effects, noon):
    entry_id, waits, at = put(), [], noon
    for _ in range(4):
        assert not outbox.deliver(entry_id, at)
        entry = Entry.objects.get()
        waits.append((entry.next_at - at).total_seconds())
        at = entry.next_at

    assert waits == [2, 4, 8, 16]
    assert (entry.failed_code, entry.done_at) == (Busy.code, None)
    assert effects() == []


def test_nothing_is_tried_before_its_time(refuse, effects, noon):
    entry_id = put()
    outbox.deliver(entry_id, noon)
    next_at = Entry.objects.get().next_at

    assert not outbox.deliver(entry_id, next_at - timedelta(microseconds=1))
    assert Entry.objects.get().attempts == 1


def test_an_effect_that_fails_eight_times_stops_and_is_shown(refuse, effects, noon):
    entry_id, at = put(), noon
    for _ in range(20):
        outbox.run_all(at)
        at += timedelta(hours=2)

    entry = Entry.objects.get()
    assert (entry.attempts, entry.stuck) == (8, True)
    assert list(selectors.troubled(noon)) == [entry]
    assert entry_id not in selectors.batch(at, 10)


def test_a_refused_effect_happens_once_when_it_is_no_longer_refused(effects, handle, noon):
    refusing = [True, True, False]

    def handler(payload, at):
        leave(payload["word"])
        if refusing.pop(0):
            raise Busy

    handle(handler)
    put()
    for hours in range(5):
        outbox.run_all(noon + timedelta(hours=hours))

    assert effects() == ["a"]
    assert Entry.objects.get().failed_code == ""


def test_what_was_not_foreseen_is_logged_without_what_it_says(effects, handle, noon, caplog):
    def handler(payload, at):
        raise KeyError(SECRET + payload["word"])

    handle(handler)
    put(SECRET)
    with caplog.at_level(logging.DEBUG):
        outbox.run_all(noon)

    assert Entry.objects.get().failed_code == outbox.UNEXPECTED
    assert "KeyError" in caplog.text
    assert "in handler" in caplog.text
    assert SECRET not in caplog.text


def test_an_error_of_the_database_inside_a_handler_is_kept_apart(effects, handle, noon):
    def handler(payload, at):
        with connection.cursor() as cursor:
            cursor.execute("select 1/0")

    handle(handler)
    put()

    outbox.run_all(noon)
    assert Entry.objects.get().failed_code == outbox.UNEXPECTED


def test_effects_of_effects_are_delivered_too(effects, handle, noon):
    def handler(payload, at):
        leave(payload["word"])
        if len(payload["word"]) < 4:
            put(payload["word"] + "a")

    handle(handler)
    put()

    assert outbox.run_all(noon) == 4
    assert effects() == ["a", "aa", "aaa", "aaaa"]


def test_a_failing_effect_does_not_hold_up_the_others(effects, handle, noon):
    def handler(payload, at):
        if payload["word"] == "b":
            raise Busy
        leave(payload["word"])

    handle(handler)
    for word in "abc":
        put(word)

    assert outbox.run_all(noon) == 2
    assert effects() == ["a", "c"]


def test_a_sweep_takes_a_bounded_batch(good, effects, noon):
    for word in "abcde":
        put(word)

    assert [outbox.sweep(noon, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert effects() == list("abcde")


def test_a_sweep_meets_each_entry_first_sooner_or_later(good, effects, noon):
    ids = {put(word) for word in "abcd"}

    assert {selectors.batch(noon, 1)[0] for _ in range(200)} == ids


def test_the_tasks_deliver_by_the_real_clock(good, effects):
    tasks.deliver(entry_id=put("a"))
    put("b")
    tasks.sweep()

    assert effects() == ["a", "b"]


def test_putting_costs_one_statement(good, effects, django_assert_num_queries):
    with django_assert_num_queries(1):
        outbox.put(kind="test", key="a", payload={"word": "a"})


@pytest.fixture
def sent(monkeypatch):
    """What is sent to the broker, noted instead of sent."""
    messages = []
    monkeypatch.setattr(outbox.current_app, "send_task", lambda name, **more: messages.append((name, more["kwargs"])))
    return messages


def test_a_worker_is_woken_once_and_only_after_the_commit(good, effects, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry_id = put()
        put()
        assert sent == []

    assert sent == [(tasks.deliver.name, {"entry_id": entry_id})]


def test_the_message_names_a_task_that_exists(good, effects):
    assert tasks.deliver.name == outbox.DELIVER


@pytest.mark.parametrize("error", [OperationalError, ConnectionRefusedError, RuntimeError])
def test_a_broker_that_is_down_breaks_no_request(
    good, effects, noon, monkeypatch, django_capture_on_commit_callbacks, error
):
    def down(*args, **kwargs):
        raise error("redis://:password@host")

    monkeypatch.setattr(outbox.current_app, "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        put()

    assert outbox.sweep(noon) == 1
    assert effects() == ["a"]


def test_a_stuck_effect_is_released_by_name_and_journalled(refuse, effects, noon):
    entry_id = put()
    Entry.objects.update(stuck=True, attempts=8, failed_code=Busy.code)

    outbox.redeliver(entry_id=entry_id, by=None, at=noon)

    entry = Entry.objects.get()
    assert (entry.stuck, entry.attempts, entry.failed_code, entry.next_at) == (False, 0, "", None)
    assert JournalEntry.objects.get().facts == {"entry": entry_id}


def test_only_what_is_stuck_is_released(good, effects, noon):
    entry_id = put()

    with pytest.raises(NotStuck):
        outbox.redeliver(entry_id=entry_id, by=None, at=noon)
    assert not JournalEntry.objects.exists()


def test_the_command_lists_and_releases(refuse, effects, capsys):
    entry_id = put()
    Entry.objects.update(stuck=True, attempts=8, failed_code=Busy.code)

    call_command("redeliver")
    assert f"{entry_id} test 停止重试，已试 8 次 {Busy.code}" in capsys.readouterr().out

    call_command("redeliver", "--all")
    assert f"已重新投递：{entry_id}" in capsys.readouterr().out
    with pytest.raises(CommandError, match=str(entry_id)):
        call_command("redeliver", str(entry_id))


def test_an_entry_open_for_long_is_shown(good, effects):
    put()
    created = Entry.objects.get().created_at

    assert not selectors.troubled(created + timedelta(minutes=9)).exists()
    assert selectors.troubled(created + timedelta(minutes=11)).exists()


@pytest.mark.parametrize(
    "change", [{"stuck": True}, {"stuck": True, "failed_code": "X", "done_at": "2026-11-24T00:00Z"}]
)
def test_the_database_refuses_a_stuck_entry_that_is_done_or_names_no_failure(good, effects, change):
    put()

    with pytest.raises(Exception, match="outbox_entry_"), transaction.atomic():
        Entry.objects.update(**change)


def test_a_key_that_is_too_long_is_refused_not_cut(good, effects):
    with pytest.raises(DataError), transaction.atomic():
        outbox.put(kind="test", key="x" * 121, payload={})
