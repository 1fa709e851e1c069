"""What the public reads: documents, files, interpretations, their counts; and which bundles brought them."""

from portal.models.bundle import AppliedBundle
from portal.models.change import ChangeCounter, PageChange
from portal.models.column import ColumnPage
from portal.models.count import FacetCount
from portal.models.dataset import PublishedDataset
from portal.models.document import PublishedDocument, PublishedDocumentQuerySet
from portal.models.entry import MonthCount, SearchEntry
from portal.models.file import PublishedFile
from portal.models.reading import EndedReading, PublishedReading
from portal.models.relation import PublishedRelation

__all__ = [
    "AppliedBundle",
    "ChangeCounter",
    "ColumnPage",
    "EndedReading",
    "FacetCount",
    "MonthCount",
    "PageChange",
    "PublishedDataset",
    "PublishedDocument",
    "PublishedDocumentQuerySet",
    "PublishedFile",
    "PublishedReading",
    "PublishedRelation",
    "SearchEntry",
]
