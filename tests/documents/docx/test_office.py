"""The warm LibreOffice: one for a process, gone when it hangs or grows, and started again for the next file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from config.database import ROOT
from documents.docx.libreoffice import office, office_child, pdf
from documents.docx.model import Content, Elements, Paragraph
from documents.docx.typesetting.typeset import typeset
from tests.polling import until

FILE = typeset(Content("关于某事的通知", (), (Paragraph("正文。"),)), Elements("教育部", "教发〔2024〕1号"), {})


@pytest.fixture
def warm():
    made = office.Office()
    yield made
    made.stop()


def convert(warm, data=FILE, timeout=60.0):
    path = pdf.program()
    assert path is not None
    return warm.convert(path, data, timeout)


def has_ended(pid):
    """Test if the process has ended, also where nobody has taken note of it yet."""
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.office
def test_one_instance_makes_one_pdf_after_the_other(warm):
    first = convert(warm)
    pid = warm.pid
    second = convert(warm)

    assert first.startswith(b"%PDF") and second.startswith(b"%PDF")
    assert (warm.pid, warm.starts) == (pid, 1)


@pytest.mark.office
def test_one_that_hangs_is_killed_and_the_next_file_gets_a_new_one(warm):
    convert(warm)
    hung = warm.pid
    os.kill(hung, signal.SIGSTOP)

    assert convert(warm, timeout=0.5) is None
    assert not psutil.pid_exists(hung)
    assert convert(warm).startswith(b"%PDF")
    assert warm.starts == 2


@pytest.mark.office
def test_one_that_ended_while_it_waited_costs_no_pdf(warm):
    convert(warm)
    os.kill(warm.pid, signal.SIGKILL)

    assert convert(warm).startswith(b"%PDF")
    assert warm.starts == 2


@pytest.mark.office
def test_one_that_has_served_long_is_let_go(warm, monkeypatch):
    monkeypatch.setattr(office, "MOST_FILES", 1)

    assert convert(warm).startswith(b"%PDF")
    assert warm.pid is None


@pytest.mark.office
def test_one_that_has_grown_large_is_let_go(warm, monkeypatch):
    monkeypatch.setattr(office, "MOST_RESIDENT", 1)

    assert convert(warm).startswith(b"%PDF")
    assert warm.pid is None


@pytest.mark.office
def test_what_is_no_word_file_makes_no_pdf_and_harms_nobody(warm):
    assert convert(warm, b"PK\x03\x04 nonsense") is None
    assert convert(warm).startswith(b"%PDF")


@pytest.mark.office
def test_nothing_of_it_stays_when_it_is_stopped(warm):
    convert(warm)
    pid, folder = warm.pid, warm._folder

    warm.stop()

    assert not psutil.pid_exists(pid) and not folder.exists()


@pytest.mark.office
def test_it_ends_with_its_process_and_takes_its_files_along(tmp_path):
    (tmp_path / "a.docx").write_bytes(FILE)
    code = (
        "import os, pathlib, sys; from documents.docx.libreoffice import office, pdf;"
        "pdf.convert(pathlib.Path(sys.argv[1]).read_bytes());"
        "print(office.WARM.pid, office.WARM._folder, flush=True); os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.docx")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    pid, folder = ran.stdout.split()

    until(lambda: has_ended(int(pid)), "the end of LibreOffice")
    assert not Path(folder).exists()


@pytest.mark.office
def test_a_forked_process_starts_its_own_and_leaves_the_first_alone():
    pdf.convert(FILE)
    first, (read, write) = office.WARM.pid, os.pipe()

    child = os.fork()
    if child == 0:
        try:
            made = pdf.convert(FILE) or b""
            os.write(write, f"{made[:4].decode()} {office.WARM.pid}".encode())
            office.WARM.stop()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    head, pid = os.read(read, 100).decode().split()

    assert head == "%PDF" and int(pid) != first
    assert pdf.convert(FILE).startswith(b"%PDF") and office.WARM.pid == first


@pytest.mark.office
def test_a_libreoffice_that_is_no_library_is_started_for_each_file(monkeypatch):
    made = office.Office()
    monkeypatch.setattr(office, "WARM", made)
    monkeypatch.setattr(office_child, "__file__", os.devnull)  # ends at once without a word

    assert pdf.convert(FILE).startswith(b"%PDF")
    assert made.pid is None


def test_without_libreoffice_there_is_no_pdf_and_no_error(monkeypatch):
    monkeypatch.setattr(pdf, "program", lambda: None)

    assert pdf.convert(FILE) is None
    assert not pdf.available()


def test_libreoffice_gets_marks_that_do_not_hang_as_it_understands_it():
    assert b'<w:overflowPunct w:val="1"/>' in pdf.for_office(FILE)
