"""What the public reads: documents, files, interpretations, their counts; and which bundles brought them."""

from portal.models.bundle import AppliedBundle
from portal.models.change import ChangeCounter
from portal.models.count import FacetCount
from portal.models.document import PublishedDocument, PublishedDocumentQuerySet
from portal.models.file import PublishedFile
from portal.models.reading import PublishedReading

__all__ = [
    "AppliedBundle",
    "ChangeCounter",
    "FacetCount",
    "PublishedDocument",
    "PublishedDocumentQuerySet",
    "PublishedFile",
    "PublishedReading",
]
