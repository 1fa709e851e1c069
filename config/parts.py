"""The programs that `make run` watches: each in a process group of its own, with a log of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from config.embedded import last_lines
from config.refusals import read_json

GRACE = 12.0  # seconds between the request to stop and the kill


@dataclass
class Part:
    """One program: its Chinese name, its arguments after `python -m`, its log."""

    name: str
    arguments: tuple[str, ...]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self, folder: Path, environment: dict[str, str]) -> None:
        """Start the program in the folder; the log of the run before is kept as <log>.1."""
        if self.log.exists():
            self.log.replace(self.log.with_suffix(self.log.suffix + ".1"))
        command = [sys.executable, "-m", *self.arguments]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603  fixed arguments of ours
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def exit_code(self) -> int | None:
        """Return the exit code (minus the signal's number when it was killed), None while it runs."""
        return self.process.poll() if self.process else None

    def log_tail(self, lines: int) -> str:
        """Return the last lines of the log."""
        return last_lines(self.log, lines)


def stop(parts: Sequence[Part], grace: float = GRACE) -> None:
    """Ask all programs to end, wait at most `grace` seconds, then kill what is left with all descendants."""
    running = [part.process for part in parts if part.process]
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(process.poll() is None for process in running):
        time.sleep(0.05)
    for process in running:
        _signal_group(process.pid, signal.SIGKILL)
        process.wait()


def remember(parts: Sequence[Part], path: Path) -> None:
    """Write down which processes run, so that a run after a crash can end them."""
    known = [psutil.Process(part.process.pid) for part in parts if part.process and part.process.poll() is None]
    draft = path.with_suffix(".part")
    entries = ", ".join(f"[{process.pid}, {process.create_time()!r}]" for process in known)
    draft.write_text(f"[{entries}]", encoding="ascii")
    draft.replace(path)


def end_leftovers(path: Path, grace: float = GRACE) -> int:
    """End the programs that a killed supervisor left behind and return how many there were."""
    entries = read_json(path, [])
    groups = [pid for pid, born in entries if _is_leftover(pid, born)] if isinstance(entries, list) else []
    for group in groups:
        _signal_group(group, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(_members(group) for group in groups):
        time.sleep(0.05)
    for group in groups:
        _signal_group(group, signal.SIGKILL)
    path.unlink(missing_ok=True)
    return len(groups)


def _is_leftover(pid: int, born: float) -> bool:
    """Test if the group still has members and its number was not given to a stranger meanwhile."""
    try:
        if abs(psutil.Process(pid).create_time() - born) > 1:
            return False
    except psutil.NoSuchProcess:
        pass  # the leader is dead; the kernel gives its number to nobody while the group lives
    return bool(_members(pid))


def _members(group: int) -> list[int]:
    found = []
    for process in psutil.process_iter(["status"]):
        try:
            if os.getpgid(process.pid) == group and process.info["status"] != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except OSError:
            continue
    return found


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return
