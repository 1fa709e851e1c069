"""Reads: one document for reading or for change, and which documents a person may know of."""

from django.db.models import QuerySet

from accounts.models import User
from common.errors import NotFound
from documents.choices import Status
from documents.models import Document, NegativeListEntry, NumberSeries



def locked(document_id: int) -> Document:
    """Return the document with its row locked for this transaction; raise NotFound."""
    try:
        return Document.objects.whole().select_for_update(of=("self",)).get(pk=document_id)
    except Document.DoesNotExist as error:
        raise NotFound from error


def whole(document_id: int) -> Document:
    """Return the document with what the rules ask loaded; raise NotFound."""
    try:
        return Document.objects.whole().get(pk=document_id)
    except Document.DoesNotExist as error:
        raise NotFound from error


def own_documents(user: User) -> QuerySet[Document]:
    """Return the documents that the person drafted."""
    return Document.objects.filter(drafter=user)


def editable_by(user: User) -> QuerySet[Document]:
    """Return the drafts that the person may edit: the drafter's own (see policies.may_edit)."""
    return Document.objects.filter(drafter=user, status=Status.DRAFT)


def active_series() -> QuerySet[NumberSeries]:
    """Return the number series in use, by code letters."""
    return NumberSeries.objects.filter(is_active=True).order_by("code")


def negative_list() -> QuerySet[NegativeListEntry]:
    """Return the entries without an end of validity, by code."""
    return NegativeListEntry.objects.filter(valid_to__isnull=True).order_by("code")
