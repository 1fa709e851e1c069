import pytest

from tests.workflow.road import Road


@pytest.fixture
def road(db) -> Road:
    """The demonstration ministry with a clock at noon of a working day."""
    return Road()


@pytest.fixture(autouse=True)
def _no_pdf(request, monkeypatch):
    """Leave LibreOffice out where a test is not about it (marker office): it takes a second for each release."""
    if "office" not in request.keywords:
        monkeypatch.setattr("documents.docx.libreoffice.pdf.program", lambda: None)
