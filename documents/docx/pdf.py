"""PDF through LibreOffice where it is installed; the product goes on without."""

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from documents.docx.sheet import FONTS

PROGRAMS = ("soffice", "libreoffice")
LONGEST_SECONDS = 60.0
_KILLED_WAIT = 5.0
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")  # nobody listens there


def program() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def available() -> bool:
    """Test if PDFs can be made on this machine."""
    return program() is not None


def convert(data: bytes, *, timeout: float = LONGEST_SECONDS) -> bytes | None:
    """Return the PDF of a .docx; None where LibreOffice is absent, fails, or takes longer than the seconds.

    Every call has a profile and a folder of its own, which vanish with it; a program that hangs is
    killed with all that it started.
    """
    if not available():
        return None
    with tempfile.TemporaryDirectory(prefix="mingfa-pdf-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(data)
        if not run_office(folder, source, "pdf:writer_pdf_Export", timeout):
            return None
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.is_file() else None


def run_office(folder: str, source: Path, target: str, timeout: float) -> bool:
    """Convert a file within a folder of its own; True when LibreOffice succeeds in time."""
    office = program()
    return office is not None and _run(_command(office, folder, source, target), folder, timeout)


def _command(office: str, folder: str, source: Path, target: str) -> list[str]:
    profile = Path(folder, "profile").as_uri()
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    filters = ["--convert-to", target, "--outdir", folder, str(source)]
    return [office, f"-env:UserInstallation={profile}", *quiet, *filters]


def _run(command: list[str], folder: str, timeout: float) -> bool:
    """Run the command in a process group of its own, with a bare environment; True when it succeeds."""
    keep = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    with subprocess.Popen(  # noqa: S603 - a fixed program, arguments without a shell
        command,
        cwd=folder,
        env=keep | {"HOME": folder, "TMPDIR": folder} | _NO_NETWORK,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the whole group, so that nothing of it outlives the call."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(_KILLED_WAIT)


@cache
def missing_fonts() -> tuple[str, ...]:
    """Return the fonts of the standard that this machine lacks, so that a PDF shows others in their place."""
    lister = shutil.which("fc-list")
    if lister is None:
        return FONTS
    listed = subprocess.run(  # noqa: S603 - a fixed program, arguments without a shell
        [lister, ":", "family"], capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    present = {name.strip() for line in listed.stdout.splitlines() for name in line.split(",")}
    return tuple(font for font in FONTS if font not in present)
