"""Messages as files: whole, and each taken once."""

import threading
from collections import Counter

import pytest
from kombu import Connection
from kombu.transport import get_transport_cls

from config.broker import Transport, transport_options


@pytest.fixture
def connect(tmp_path):
    options = transport_options("filesystem://", tmp_path)
    return lambda: Connection("filesystem://", transport_options=options)


def test_another_broker_gets_no_options_and_no_folders(tmp_path):
    assert transport_options("redis://127.0.0.1/0", tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_celery_uses_the_careful_transport_for_files():
    assert get_transport_cls("filesystem") is Transport


def test_messages_come_back_in_order_and_leave_no_file(connect, tmp_path):
    with connect() as connection, connection.SimpleQueue("words") as queue:
        for each in ("一", "二", "三"):
            queue.put({"word": each})
        found = []
        for _ in range(3):
            message = queue.get(block=False)
            found.append(message.payload["word"])
            message.ack()

    assert found == ["一", "二", "三"]
    assert list((tmp_path / "messages").iterdir()) == []


def test_an_unfinished_message_is_not_seen(connect, tmp_path):
    (tmp_path / "messages" / ".1_x.words.msg.part").write_text("{", encoding="ascii")

    with connect() as connection, connection.SimpleQueue("words") as queue, pytest.raises(queue.Empty):
        queue.get(block=False)


def test_two_readers_and_a_writer_share_every_message_once(connect):
    total, taken, written = 200, Counter(), threading.Event()

    def write():
        with connect() as connection, connection.SimpleQueue("numbers") as queue:
            for each in range(total):
                queue.put({"number": each, "filling": "文" * 5000})
        written.set()

    def read():
        with connect() as connection, connection.SimpleQueue("numbers", no_ack=True) as queue:
            while True:
                last_look = written.is_set()
                try:
                    taken[queue.get(block=False).payload["number"]] += 1
                except queue.Empty:
                    if last_look:
                        return

    with connect() as connection, connection.SimpleQueue("numbers"):
        threads = [threading.Thread(target=each) for each in (read, read, write)]  # the queue is known before they race
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert taken == Counter(range(total))
