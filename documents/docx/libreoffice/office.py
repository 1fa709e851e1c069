"""The warm LibreOffice of this process: started when first needed, watched, killed and started again (ADR 0025)."""

import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from documents.docx.libreoffice import fonts, office_child

MOST_FILES = 200  # conversions before it is started anew
MOST_RESIDENT = 1 << 30  # bytes of memory after a conversion, above which it is started anew
START_SECONDS = 30.0
_ENDS = 5.0
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")  # nobody listens there


class Unusable(Exception):  # an answer, not an error: there is the other way
    """This LibreOffice cannot be loaded as a library."""


class _Died(Exception):
    """The process ended before it answered."""


def environment(folder: Path) -> dict[str, str]:
    """Return a bare environment with home, temporary files and fonts of its own, and no way out."""
    keep = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    own = {"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    return keep | own | _NO_NETWORK | fonts.configuration(folder)


class Office:
    """One instance for all threads of a process; a forked process starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = Path()
        self._served = 0
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """Return the process id of the running instance, None when there is none."""
        return self._process.pid if self._process else None

    def convert(self, program: str, data: bytes, timeout: float) -> bytes | None:
        """Return the PDF; None when the file cannot be converted or it takes longer than the seconds.

        Raises Unusable where LibreOffice cannot be loaded as a library.
        """
        until = time.monotonic() + timeout
        if not self._lock.acquire(timeout=timeout):
            return None
        try:
            return self._converted(program, data, until)
        finally:
            self._lock.release()

    def _converted(self, program: str, data: bytes, until: float) -> bytes | None:
        was_warm = self._is_running()
        for _ in range(2 if was_warm else 1):  # one that waited may have ended meanwhile: not the file's fault
            if not self._is_running():
                self._start(program)
            try:
                return self._ask(data, until)
            except _Died:
                self.stop()
        return None

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self, program: str) -> None:
        self.stop()
        self._folder = Path(tempfile.mkdtemp(prefix="mingfa-office-"))
        folder = str(Path(program).resolve().parent)
        self._process = subprocess.Popen(  # noqa: S603 - our own script, arguments without a shell
            [sys.executable, "-I", office_child.__file__, folder, str(self._folder)],
            cwd=self._folder,
            env=environment(self._folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._served, self.starts = 0, self.starts + 1
        if self._answer(time.monotonic() + START_SECONDS) != b"ready\n":
            self.stop()
            raise Unusable

    def _ask(self, data: bytes, until: float) -> bytes | None:
        assert self._process and self._process.stdin  # noqa: S101  # it runs
        source, target = self._folder / f"{self._served}.docx", self._folder / f"{self._served}.pdf"
        source.write_bytes(data)
        try:
            self._process.stdin.write(json.dumps({"source": str(source), "target": str(target)}).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise _Died from error
        answer = self._answer(until)
        if answer == b"":
            raise _Died
        if answer is None:
            self.stop()
            return None
        made = target.read_bytes() if answer == b"ok\n" and target.is_file() else None
        source.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        self._rest()
        return made

    def _answer(self, until: float) -> bytes | None:
        """Return a line of the process, b"" when it has ended, None when the time is over."""
        assert self._process and self._process.stdout  # noqa: S101
        if not select.select([self._process.stdout], [], [], max(until - time.monotonic(), 0))[0]:
            return None
        return self._process.stdout.readline()

    def _rest(self) -> None:
        """Let an instance go that has served long or grown large."""
        self._served += 1
        assert self._process  # noqa: S101
        try:
            grown = psutil.Process(self._process.pid).memory_info().rss > MOST_RESIDENT
        except psutil.NoSuchProcess:
            grown = True
        if grown or self._served >= MOST_FILES:
            self.stop()

    def stop(self) -> None:
        """Kill the instance with all that it started, and remove its files."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(_ENDS)
        for stream in filter(None, (process.stdin, process.stdout)):
            stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def forget(self) -> None:
        """Begin anew in a forked process, and leave the instance to the process that started it."""
        process, self._process, self._lock, self.starts = self._process, None, threading.Lock(), 0
        for stream in filter(None, (process.stdin, process.stdout) if process else ()):
            stream.close()


WARM = Office()
atexit.register(WARM.stop)
os.register_at_fork(after_in_child=WARM.forget)
