import pytest

from tests.workflow.conftest import _no_pdf
from tests.workflow.road import Road
from tests.workflow.views.conftest import browser, office_clock

__all__ = ["_no_pdf", "browser", "office_clock"]


@pytest.fixture
def road(db) -> Road:
    """The demonstration ministry with a clock at noon of a working day."""
    return Road()
