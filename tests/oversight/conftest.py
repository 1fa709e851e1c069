import pytest

from tests.workflow.road import Road
from tests.workflow.views.conftest import browser, office_clock  # noqa: F401  # fixtures


@pytest.fixture
def road(db) -> Road:
    """The demonstration ministry with a clock at noon of a working day."""
    return Road()
