"""What the portal shows in its tests is handed over as `publication` does it."""

import pytest
from django.core.cache import caches

from tests.publication.build import ends_not_asked
from tests.publication.conftest import _no_pdf, noon, world  # noqa: F401


@pytest.fixture(autouse=True)
def _alone(request):
    """Let the portal's tests put tombstones, as a portal that stands alone does: no office approves there (R35)."""
    if {"db", "transactional_db", "world", "live_server"}.isdisjoint(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db" if "live_server" in request.fixturenames else "db")
    with ends_not_asked():
        yield


@pytest.fixture
def cached(settings):
    """Let pages be kept, in memory."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    names = ("portal", "portal_documents", "portal_lists")
    settings.CACHES = {**settings.CACHES, **{name: {"BACKEND": backend, "LOCATION": name} for name in names}}
    for name in names:
        caches[name].clear()
    yield
    for name in names:
        caches[name].clear()
