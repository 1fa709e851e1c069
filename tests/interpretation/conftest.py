"""The ministry of the release tests serves here too: drafts, people, a noon."""

from tests.publication.conftest import noon, world

__all__ = ["noon", "world"]
