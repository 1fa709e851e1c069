"""One ministry for the tests of releases."""

import pytest

from tests.publication.build import NOON, World


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def noon():
    """12:00 in Beijing on 24 November 2026, a working day."""
    return NOON
