"""What leaves the house: copies, releases, index numbers, deliveries, bundles, and what follows a release."""

from publication.models.bundle import ExportedBundle
from publication.models.cleanup import Cleanup, CleanupItem
from publication.models.column import ColumnVersion
from publication.models.copy import PublicCopy
from publication.models.index import IndexCounter, IndexNumber
from publication.models.item import CatalogueProposal
from publication.models.listing import ListingProposal
from publication.models.outlet import Delivery, Outlet, Placement
from publication.models.proof import LiveCheck
from publication.models.proposal import EndingProposal
from publication.models.relation import RelationDecision
from publication.models.release import Release, ReleaseQuerySet
from publication.models.repost import FeedSource, RepostTask
from publication.models.rights import Consent, JointLink
from publication.models.schedule import Schedule
from publication.models.supply import Recipient, Supply, SupplyItem
from publication.models.validity import ValidityChange, ValidityTerm

__all__ = [
    "CatalogueProposal",
    "Cleanup",
    "CleanupItem",
    "ColumnVersion",
    "Consent",
    "Delivery",
    "EndingProposal",
    "ExportedBundle",
    "FeedSource",
    "IndexCounter",
    "IndexNumber",
    "JointLink",
    "ListingProposal",
    "LiveCheck",
    "Outlet",
    "Placement",
    "PublicCopy",
    "Recipient",
    "RelationDecision",
    "Release",
    "ReleaseQuerySet",
    "RepostTask",
    "Schedule",
    "Supply",
    "SupplyItem",
    "ValidityChange",
    "ValidityTerm",
]
