"""What leaves the house: typeset copies, releases, index numbers, bundles for the portal."""

from publication.models.bundle import ExportedBundle
from publication.models.copy import PublicCopy
from publication.models.index import IndexCounter, IndexNumber
from publication.models.proposal import EndingProposal
from publication.models.release import Release, ReleaseQuerySet

__all__ = [
    "EndingProposal",
    "ExportedBundle",
    "IndexCounter",
    "IndexNumber",
    "PublicCopy",
    "Release",
    "ReleaseQuerySet",
]
