"""What the public reads: documents, their files and interpretations, and how many there are of each kind."""

from portal.models.change import ChangeCounter
from portal.models.count import FacetCount
from portal.models.document import PublishedDocument, PublishedDocumentQuerySet
from portal.models.file import PublishedFile
from portal.models.reading import PublishedReading

__all__ = [
    "ChangeCounter",
    "FacetCount",
    "PublishedDocument",
    "PublishedDocumentQuerySet",
    "PublishedFile",
    "PublishedReading",
]
