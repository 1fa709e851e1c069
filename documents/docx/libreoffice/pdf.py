"""PDF through LibreOffice where it is installed; the product goes on without.

A warm instance (`office` beside it) does the work; a LibreOffice that cannot be loaded as a library is started
for each file.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from documents.docx.libreoffice import office, office_child

PROGRAMS = ("soffice", "libreoffice")
LONGEST_SECONDS = 60.0
_KILLED_WAIT = 5.0
_STYLES = "word/styles.xml"
_HANGING = (b'<w:overflowPunct w:val="0"/>', b'<w:overflowPunct w:val="1"/>')


def program() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def available() -> bool:
    """Test if PDFs can be made on this machine."""
    return program() is not None


def convert(data: bytes, *, timeout: float = LONGEST_SECONDS) -> bytes | None:
    """Return the PDF of a .docx; None where LibreOffice is absent, fails, or takes longer than the seconds.

    A LibreOffice that hangs is killed with all that it started, and the next file gets a new one.
    """
    path = program()
    if path is None:
        return None
    fitted = for_office(data)
    try:
        return office.WARM.convert(path, fitted, timeout)
    except office.Unusable:
        return cold(path, fitted, timeout)


def for_office(data: bytes) -> bytes:
    """Return our file as LibreOffice must get it: it reads w:overflowPunct the wrong way round.

    Without this, marks hang over the edge of the type area in the PDF, though not in Word.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            part = given.read(name)
            archive.writestr(name, part.replace(*_HANGING) if name == _STYLES else part)
    return made.getvalue()


def cold(path: str, data: bytes, timeout: float) -> bytes | None:
    """Return the PDF by a LibreOffice of its own, whose profile and folder vanish with it; None when it fails."""
    with tempfile.TemporaryDirectory(prefix="mingfa-pdf-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(data)
        if not run_office(path, folder, source, f"pdf:writer_pdf_Export:{office_child.OPTIONS}", timeout):
            return None
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.is_file() else None


def run_office(path: str, folder: str, source: Path, target: str, timeout: float) -> bool:
    """Convert a file within a folder of its own; True when LibreOffice succeeds in time."""
    return _run(_command(path, folder, source, target), folder, timeout)


def _command(path: str, folder: str, source: Path, target: str) -> list[str]:
    profile = Path(folder, "profile").as_uri()
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    filters = ["--convert-to", target, "--outdir", folder, str(source)]
    return [path, f"-env:UserInstallation={profile}", *quiet, *filters]


def _run(command: list[str], folder: str, timeout: float) -> bool:
    """Run the command in a process group of its own; True when it succeeds."""
    with subprocess.Popen(  # noqa: S603 - a fixed program, arguments without a shell
        command,
        cwd=folder,
        env=office.environment(Path(folder)),
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
