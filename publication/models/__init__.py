"""What leaves the house: typeset copies, releases, index numbers."""

from publication.models.copy import PublicCopy
from publication.models.index import IndexCounter, IndexNumber
from publication.models.proposal import EndingProposal
from publication.models.release import Release, ReleaseQuerySet
from publication.models.repost import FeedSource, RepostTask

__all__ = [
    "EndingProposal",
    "FeedSource",
    "IndexCounter",
    "IndexNumber",
    "PublicCopy",
    "Release",
    "ReleaseQuerySet",
    "RepostTask",
]
