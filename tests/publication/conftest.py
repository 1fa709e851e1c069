"""One ministry for the tests of releases."""

import pytest

from tests.publication.build import NOON, World


@pytest.fixture(autouse=True)
def _no_pdf(request, monkeypatch):
    """Leave LibreOffice out where a test is not about it (marker office): it takes a second each time."""
    if "office" not in request.keywords:
        monkeypatch.setattr("documents.docx.libreoffice.pdf.program", lambda: None)


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def noon():
    """12:00 in Beijing on 24 November 2026, a working day."""
    return NOON
