"""What leaves the house: typeset copies, releases, index numbers."""

from publication.models.copy import PublicCopy
from publication.models.index import IndexCounter, IndexNumber
from publication.models.proposal import EndingProposal
from publication.models.release import Release, ReleaseQuerySet
from publication.models.rights import Consent, JointLink
from publication.models.schedule import Schedule

__all__ = [
    "Consent",
    "EndingProposal",
    "IndexCounter",
    "IndexNumber",
    "JointLink",
    "PublicCopy",
    "Release",
    "ReleaseQuerySet",
    "Schedule",
]
