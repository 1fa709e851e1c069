"""What a row of a list shows, loaded for the rows of one page (common.paging)."""

from django.db.models import QuerySet

from documents.models import Document, DocumentNumber


def document_rows(found: QuerySet[Document]) -> QuerySet[Document]:
    """Return the documents with what a row of 我起草的 shows."""
    return found.select_related("office", "drafter")


def register_rows(found: QuerySet[DocumentNumber]) -> QuerySet[DocumentNumber]:
    """Return the numbers with what a row of the register shows."""
    related = ("series", "document__office", "document__decision", "document__signoff__signed_by")
    return found.select_related(*related, "document__signoff__signed_for")
