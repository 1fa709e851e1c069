"""What the portal shows in its tests is handed over as `publication` does it."""

from tests.publication.conftest import _no_pdf, noon, world  # noqa: F401
