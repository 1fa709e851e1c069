"""有效性 changed from a page: the document's row is locked before the change's."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.errors import NotFound
from documents import selectors as documents
from publication.models import ValidityChange
from publication.services import validity
from publication.services.validity import ChangeWish


@transaction.atomic
def propose_validity(*, document_id: int, wish: ChangeWish, by: User, at: datetime) -> ValidityChange:
    """Propose a change. Raises NotFound and what publication.services.validity.propose_change raises."""
    return validity.propose_change(document=documents.locked(document_id), wish=wish, by=by, at=at)


@transaction.atomic
def approve_validity(*, change_id: int, why: str, by: User, at: datetime) -> ValidityChange:
    """Approve a change; words are not needed. Raises NotFound, ChangeClosed, GateClosed."""
    document_id = _document_of(change_id)
    document = documents.locked(document_id)
    return validity.approve_change(change=_held(change_id), document=document, by=by, at=at)


@transaction.atomic
def refuse_validity(*, change_id: int, why: str, by: User, at: datetime) -> ValidityChange:
    """Refuse a change, in words. Raises NotFound, ChangeClosed, RefusalNeedsWords."""
    documents.locked(_document_of(change_id))
    return validity.refuse_change(change=_held(change_id), why=why, by=by, at=at)


def _document_of(change_id: int) -> int:
    found = ValidityChange.objects.filter(pk=change_id).values_list("document_id", flat=True).first()
    if found is None:
        raise NotFound
    return int(found)


def _held(change_id: int) -> ValidityChange:
    return ValidityChange.objects.select_for_update(of=("self",)).select_related("document").get(pk=change_id)
