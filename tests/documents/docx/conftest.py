"""The real documents that the tests read."""

import csv
import os
from pathlib import Path

import pytest

from config.database import ROOT
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read

FOUNDING = ROOT / "tests" / "data" / "moe-2017-3.docx"
SHARED = Path(os.environ.get("MINGFA_SAMPLES", ROOT.parent / "shared" / "samples")) / "official"


def official():
    """Return the rows of the catalogue of real documents; none where they are not at hand."""
    index = SHARED / "index.csv"
    if not index.is_file():
        return []
    with index.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


OFFICIAL = official() or [
    pytest.param(None, marks=pytest.mark.skip(reason=f"真实公文样本不在 {SHARED}（用 MINGFA_SAMPLES 指明）"))
]


def sample_id(row):
    return row["file"] if isinstance(row, dict) else "none"


def draft_of(data, filename="稿.docx"):
    return read(open_package(data, filename))


@pytest.fixture(scope="session")
def founding():
    """The founding document: 教办厅〔2017〕3号."""
    return FOUNDING.read_bytes()
