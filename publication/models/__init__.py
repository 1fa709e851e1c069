"""What leaves the house: typeset copies, releases, index numbers."""

from publication.models.column import ColumnVersion
from publication.models.copy import PublicCopy
from publication.models.index import IndexCounter, IndexNumber
from publication.models.proposal import EndingProposal
from publication.models.relation import RelationDecision
from publication.models.release import Release, ReleaseQuerySet

__all__ = [
    "ColumnVersion",
    "EndingProposal",
    "IndexCounter",
    "IndexNumber",
    "PublicCopy",
    "RelationDecision",
    "Release",
    "ReleaseQuerySet",
]
