"""docx to PDF: the warm LibreOffice of the product beside one that is started for each file, in turn on one machine."""

import statistics
import time

import psutil

from config.database import ROOT
from documents.docx.intake import take_in
from documents.docx.libreoffice import office
from documents.docx.libreoffice import pdf as paper
from documents.docx.model import Elements
from documents.docx.typesetting.typeset import typeset

SAMPLE = ROOT / "tests" / "data" / "moe-2017-3.docx"


def pdf(rounds: int = 5) -> dict[str, object]:
    """Return the seconds for the founding document (10 pages) both ways and their ratio; empty without LibreOffice."""
    path = paper.program()
    if path is None:
        return {}
    draft = take_in(SAMPLE.read_bytes(), SAMPLE.name).draft
    data = typeset(draft.content, Elements("教育部办公厅", "教办厅〔2017〕3号"), draft.pictures)
    office.WARM.stop()
    first = _seconds(lambda: paper.convert(data))
    cold, warm = [], []
    for _ in range(rounds):
        cold.append(_seconds(lambda: paper.cold(path, paper.for_office(data), paper.LONGEST_SECONDS)))
        warm.append(_seconds(lambda: paper.convert(data)))
    ratios = [slow / fast for slow, fast in zip(cold, warm, strict=True)]
    return {
        "cold_seconds": statistics.median(cold),
        "warm_seconds": statistics.median(warm),
        "first_seconds": first,
        "ratio": {"median": statistics.median(ratios), "min": min(ratios), "max": max(ratios)},
        "warm_resident_mib": psutil.Process(office.WARM.pid).memory_info().rss / 2**20,
        "starts": office.WARM.starts,
    }


def _seconds(make) -> float:
    begun = time.perf_counter()
    assert make().startswith(b"%PDF")
    return time.perf_counter() - begun
