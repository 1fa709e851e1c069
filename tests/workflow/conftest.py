import pytest

from tests.workflow.road import Road


@pytest.fixture
def road(db) -> Road:
    """The demonstration ministry with a clock at noon of a working day."""
    return Road()
