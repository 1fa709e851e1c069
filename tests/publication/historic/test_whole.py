"""The State Council's own list (a part of it; all of it where it lies beside the checkout) as a historic register."""

import csv
import re
from collections import defaultdict

import pytest
from django.test import Client

from config.database import ROOT
from portal.models import FacetCount, PublishedDocument
from publication.gaps.computing import Kind
from publication.gaps.selectors import Scope, gaps
from tests.publication.build import NOON
from tests.publication.historic.test_import import run

WHOLE = ROOT.parent / "shared" / "data" / "state_council_documents.csv"
PART = ROOT / "tests" / "data" / "register.csv"
NUMBER = re.compile(r"(.+)〔(\d{4})〕(\d+)号")


def written(path):
    """Return the rows of the file as anybody reads them: number and title."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["document_number_as_found"], row["title"]) for row in csv.DictReader(file)]


def missing(rows):
    """Return for each series and year what a researcher counts who has only the list."""
    seen = defaultdict(set)
    for number, _title in rows:
        if found := NUMBER.fullmatch(number):
            seen[found[1], int(found[2])].add(int(found[3]))
    return {series: len(set(range(1, max(serials))) - serials) for series, serials in seen.items()}


@pytest.mark.long
def test_portal_and_gap_report_work_on_the_whole_list(db):
    path = WHOLE if WHOLE.exists() else PART
    rows = written(path)
    status, said = run(path, "--body", "国务院")
    left_out = len(re.findall(r"行未导入", said))
    shown = PublishedDocument.objects.count()

    assert (status, shown) == (1, len(rows) - left_out) and left_out < len(rows) / 30
    assert FacetCount.objects.get(name="total", value="").count == shown
    for page in ("1", str(shown // 20 + 1)):
        answer = Client().get("/portal/documents/", {"page": page, "body": "国务院办公厅"})
        assert answer.status_code == 200 and "国务院办公厅" in answer.content.decode()
    found = gaps(Scope(), NOON.date())
    assert {(each.series.letters, each.series.year): each.visible for each in found} == missing(rows)
    assert all(each.counts[Kind.UNRECORDED] == each.missing for each in found)
