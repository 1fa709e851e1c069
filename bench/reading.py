"""Reading a Word file of 30 pages: the full model against python-docx's plain loop and one bare lxml pass."""

import gc
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

import docx
from lxml import etree

from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read

ROUNDS = 25
READS = """
import sys
from pathlib import Path
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read
assert read(open_package(sys.stdin.buffer.read(), "稿.docx")).lines
kept = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(kept["VmHWM"].split()[0])
"""
"""Prints the peak of the process's own memory: ru_maxrss would begin at what the process before it, ours, held."""
SECTIONS, PARAGRAPHS, EVERY = 30, 8, 10
SENTENCE = "各地区、各部门要高度重视有关工作，加强组织领导，明确责任分工，确保各项任务落到实处。"


def made(sections: int = SECTIONS) -> bytes:
    """Return a file of one page of 28 x 22 characters for each section, with a heading and a table now and then."""
    document = docx.Document()
    document.add_paragraph("某某省教育厅关于做好有关工作的通知")
    document.add_paragraph("各市教育局：")
    for section in range(sections):
        document.add_paragraph(f"（{section + 1}）有关任务")
        for _ in range(PARAGRAPHS):
            document.add_paragraph(SENTENCE * 2)
        if section % EVERY == EVERY - 1:
            table = document.add_table(9, 4)
            for cell in (cell for row in table.rows for cell in row.cells):
                cell.text = "内容"
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _python_docx(data: bytes) -> int:
    document = docx.Document(BytesIO(data))
    count = sum(len(paragraph.text) for paragraph in document.paragraphs)
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return count + sum(len(cell.text) for cell in cells)


def _lxml(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return sum(len(each.text or "") for each in root.iter("{*}t"))


def _mingfa(data: bytes) -> int:
    return len(read(open_package(data, "稿.docx")).lines)


def reading(rounds: int = ROUNDS) -> dict[str, object]:
    """Return milliseconds of processor time for each way, taking turns, and the ratios to ours."""
    data = made()
    ways: dict[str, Callable[[bytes], int]] = {"明发": _mingfa, "python-docx": _python_docx, "lxml": _lxml}
    found: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(data)
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()  # python-docx leaves cycles, which else would be freed in the next one's time
            begun = process_time()
            way(data)
            found[name].append((process_time() - begun) * 1000)
    ours = found["明发"]
    result: dict[str, object] = {f"{name}_ms": statistics.median(times) for name, times in found.items()}
    for name in ("python-docx", "lxml"):
        result[f"ratio_to_{name}"] = statistics.median(a / b for a, b in zip(ours, found[name], strict=True))
    return result | {"peak_mib_300_pages": peak(made(300))}


def peak(data: bytes) -> float:
    """Return the peak resident memory (MiB) of a process that reads the file into the full model."""
    call = [sys.executable, "-c", READS]
    done = subprocess.run(call, input=data, capture_output=True, check=True, cwd=Path(__file__).parent.parent)
    return int(done.stdout) / 1024
