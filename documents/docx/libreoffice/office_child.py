"""One LibreOffice that stays: a process of its own that loads it as a library and converts what it is asked to.

Run by `office` beside it as `python -I office_child.py PROGRAM_FOLDER OWN_FOLDER`; imports nothing of ours. It
reads one JSON line for each file, {"source": path, "target": path}, and answers "ok" or "failed". It ends when its
parent ends, and after a while without work. The calls are the C interface LibreOfficeKit.h, whose order is frozen.
"""

import ctypes
import json
import os
import resource
import select
import shutil
import sys
import time
from pathlib import Path
from typing import BinaryIO

LIBRARIES = ("libmergedlo.so", "libsofficeapp.so")
IDLE_SECONDS = 300.0
MOST_BYTES = 2 << 30  # of address space, most of it mapped and never touched
OPTIONS = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'  # headings and tables stay such for a screen reader
_TICK = 5.0


class OfficeClass(ctypes.Structure):
    """The head of LibreOfficeKitClass."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("load", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
    ]


class DocumentClass(ctypes.Structure):
    """The head of LibreOfficeKitDocumentClass."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        (
            "save_as",
            ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p),
        ),
    ]


class Office(ctypes.Structure):
    """LibreOfficeKit: an object that begins with its class."""

    _fields_ = [("calls", ctypes.POINTER(OfficeClass))]


class Document(ctypes.Structure):
    """LibreOfficeKitDocument: an object that begins with its class."""

    _fields_ = [("calls", ctypes.POINTER(DocumentClass))]


def started(program: Path, profile: Path) -> int:
    """Return the office; exits with 3 where the library cannot be used."""
    path = next((program / name for name in LIBRARIES if (program / name).is_file()), None)
    if path is None:
        sys.exit(3)
    hook = ctypes.CDLL(str(path), mode=os.RTLD_LAZY | os.RTLD_GLOBAL).libreofficekit_hook_2
    hook.restype, hook.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_char_p]
    return int(hook(str(program).encode(), profile.as_uri().encode()) or 0) or sys.exit(3)


def converted(office: int, source: Path, target: Path) -> bool:
    """Convert one file; True when it was written."""
    loaded = ctypes.cast(office, ctypes.POINTER(Office)).contents.calls.contents.load(office, source.as_uri().encode())
    if not loaded:
        return False
    calls = ctypes.cast(loaded, ctypes.POINTER(Document)).contents.calls.contents
    try:
        return bool(calls.save_as(loaded, target.as_uri().encode(), b"pdf", OPTIONS.encode()))
    finally:
        calls.destroy(loaded)


def asked(requests: BinaryIO, parent: int) -> bytes:
    """Return the next request; empty when there will be none."""
    until = time.monotonic() + IDLE_SECONDS
    while time.monotonic() < until and os.getppid() == parent:
        if select.select([requests], [], [], _TICK)[0]:
            return requests.readline()
    return b""


def main() -> None:
    """Serve until the parent ends or nothing comes; leave no file behind."""
    program, folder, parent = Path(sys.argv[1]), Path(sys.argv[2]), os.getppid()
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever LibreOffice prints is no answer
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    office = started(program, folder / "profile")
    os.write(answers, b"ready\n")
    requests = os.fdopen(0, "rb", buffering=0)
    while line := asked(requests, parent):
        request = json.loads(line)
        done = converted(office, Path(request["source"]), Path(request["target"]))
        os.write(answers, b"ok\n" if done else b"failed\n")
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)  # LibreOffice's own end takes seconds and saves a profile that nobody needs


if __name__ == "__main__":
    main()
