"""The embedded PostgreSQL after accidents. Each test has a server of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg2
import pytest

from config import embedded
from config.refusals import StartRefused
from tests.polling import until

HOLD = (
    "import sys; from pathlib import Path; from config import embedded;"
    "print(embedded.start(Path(sys.argv[1])).url('held'), flush=True); sys.stdin.read()"
)


@pytest.fixture
def folder():
    """A data folder whose server does not outlive the test; its path is short enough for a socket."""
    place = Path(tempfile.mkdtemp(prefix="mingfa-pg-"))
    place.chmod(0o755)
    yield place / "data"
    if (server := embedded._postmaster(place / "data")) is not None:
        server.terminate()
        until(lambda: embedded._postmaster(place / "data") is None, "the server's end")
    shutil.rmtree(place, ignore_errors=True)


def rows(address: str, statement: str) -> list[tuple]:
    connection = psycopg2.connect(address)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def hold(folder: Path) -> tuple[subprocess.Popen, str]:
    """Start another process that uses the server until its input is closed."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def test_the_data_is_there_again_after_a_stop(folder):
    server = embedded.start(folder)
    rows(server.url("mingfa"), "create table kept (word text); insert into kept values ('在')")

    server.stop()
    assert not server.alive()
    again = embedded.start(folder)

    assert rows(again.url("mingfa"), "select word from kept") == [("在",)]
    again.stop()


def test_a_killed_server_recovers_what_was_committed(folder):
    server = embedded.start(folder)
    rows(server.url("mingfa"), "create table kept (word text); insert into kept values ('在')")
    psutil.Process(int((folder / "postmaster.pid").read_text().split()[0])).kill()
    until(lambda: not server.alive(), "the server's death")

    process, address = hold(folder)
    assert rows(address.replace("/held", "/mingfa"), "select word from kept") == [("在",)]
    process.communicate()


def test_a_stale_note_that_names_a_stranger_does_not_hinder(folder):
    process, _ = hold(folder)
    note = (folder / "postmaster.pid").read_text()
    process.communicate()
    until(lambda: embedded._postmaster(folder) is None, "the server's end")
    (folder / "postmaster.pid").write_text(note.replace(note.split()[0], str(os.getpid()), 1))

    process, address = hold(folder)

    assert rows(address, "select 1") == [(1,)]
    process.communicate()


def test_the_server_ends_with_its_last_user_also_when_another_was_killed(folder):
    killed, _ = hold(folder)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert embedded._postmaster(folder) is not None

    last, _ = hold(folder)
    last.communicate()

    until(lambda: embedded._postmaster(folder) is None, "the server's end")


def test_the_server_stays_while_somebody_uses_it(folder):
    first, address = hold(folder)
    second, _ = hold(folder)

    second.communicate()

    assert rows(address, "select 1") == [(1,)]
    first.communicate()


def test_data_of_another_version_is_refused_and_left_alone(folder):
    folder.mkdir()
    (folder / "PG_VERSION").write_text("13\n", encoding="ascii")

    with pytest.raises(StartRefused, match="PostgreSQL 13"):
        embedded.start(folder)

    assert [each.name for each in folder.iterdir()] == ["PG_VERSION"]
