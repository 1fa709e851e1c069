"""The document and what belongs to it; nothing here changes a status (see documents.services.move)."""

from documents.models.catalogue import CatalogueItem
from documents.models.decision import DisclosureDecision, NegativeListEntry
from documents.models.document import Document, DocumentQuerySet
from documents.models.number import DocumentNumber, NumberSeries
from documents.models.redacted import RedactedText, Redaction
from documents.models.signoff import SignOff
from documents.models.version import Attachment, Blob, Version

__all__ = [
    "Attachment",
    "Blob",
    "CatalogueItem",
    "DisclosureDecision",
    "Document",
    "DocumentNumber",
    "DocumentQuerySet",
    "NegativeListEntry",
    "NumberSeries",
    "RedactedText",
    "Redaction",
    "SignOff",
    "Version",
]
