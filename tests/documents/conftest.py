"""The ministry of the release tests serves here too: documents at every stage, past all services."""

from tests.publication.conftest import world

__all__ = ["world"]
