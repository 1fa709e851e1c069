"""Reads: one document for reading or for change, and which documents a person may know of."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from common.errors import NotFound
from common.prepared import Prepared, Slot
from documents.choices import Status
from documents.models import (
    CatalogueItem,
    Document,
    DocumentNumber,
    NegativeListEntry,
    NumberSeries,
    RedactedText,
    Version,
)

Scope = Callable[[User, date], Q]
_scopes: list[Scope] = []


def scopes_documents(scope: Scope) -> Scope:
    """Register the function below it: it returns the condition under which a person may know of a document.

    The app that knows who is asked (workflow) registers; whoever lists documents asks `visible_to`.
    """
    _scopes.append(scope)
    return scope


def visible_to(user: User, on: date) -> QuerySet[Document]:
    """Return the documents whose existence the person may know on the office day; none when nobody says so."""
    known = Q(pk__in=[])
    for scope in _scopes:
        known |= scope(user, on)
    return Document.objects.filter(known)


_whole = Prepared(lambda: Document.objects.whole().filter(pk=Slot("document")))
_locked = Prepared(lambda: Document.objects.for_an_act().select_for_update(of=("self",)).filter(pk=Slot("document")))


def locked(document_id: int) -> Document:
    """Return the document with its row locked for this transaction; raise NotFound."""
    document = _locked.first(document=document_id)
    if document is None:
        raise NotFound
    return document


def whole(document_id: int) -> Document:
    """Return the document with what the rules ask loaded; raise NotFound."""
    document = _whole.first(document=document_id)
    if document is None:
        raise NotFound
    return document


def public_text_of(document: Document, sm3: str) -> Version | RedactedText | None:
    """Return the version or redacted text of the document with this content digest, the newest; None: there is none."""
    redacted = RedactedText.objects.filter(document=document, content_sm3=sm3).order_by("-pk").first()
    return redacted or Version.objects.filter(document=document, content_sm3=sm3).order_by("-pk").first()


def editable_by(user: User) -> QuerySet[Document]:
    """Return the drafts that the person may edit: the drafter's own (see policies.may_edit)."""
    return Document.objects.filter(drafter=user, status=Status.DRAFT)


def active_series() -> QuerySet[NumberSeries]:
    """Return the number series in use, by code letters."""
    return NumberSeries.objects.filter(is_active=True).order_by("code")


def series_kept(year: int) -> QuerySet[Any]:
    """Return all number series, those in use first, by code letters (one query).

    Each has `last`, its last serial in the year (of orders: of all years), 0 for none, and `settled`: it gave a number.
    """
    given = DocumentNumber.objects.filter(series=OuterRef("pk"))
    last = given.filter(year__in=[0, year]).order_by("-year", "-serial").values("serial")[:1]
    rows = NumberSeries.objects.annotate(last=Coalesce(Subquery(last), 0), settled=Exists(given))
    return rows.order_by("-is_active", "code")


def next_numbers(year: int) -> dict[int, str]:
    """Return the number that each series in use would give next in the year, by the series' id (one query)."""
    given = DocumentNumber.objects.filter(series=OuterRef("pk"), year__in=[0, year])  # 0: orders, which bear no year
    last = given.order_by("-year", "-serial").values("serial")[:1]
    rows = active_series().annotate(last=Coalesce(Subquery(last), 0))
    return {
        row.pk: str(DocumentNumber(series=row, year=0 if row.is_order else year, serial=row.last + 1)) for row in rows
    }


def void_numbers_of(document_id: int) -> list[DocumentNumber]:
    """Return the numbers of the document that became void, oldest first (one query)."""
    rows = DocumentNumber.objects.filter(document_id=document_id, void_at__isnull=False)
    return list(rows.select_related("series").order_by("pk"))


def catalogue_items(cited: int | None = None) -> QuerySet[CatalogueItem]:
    """Return the rows in use of the catalogue of what is published proactively, by code, and the one that is cited."""
    return CatalogueItem.objects.filter(Q(is_active=True) | Q(pk=cited)).order_by("code")


def negative_list(on: date) -> QuerySet[NegativeListEntry]:
    """Return the entries in force on the office day, by code."""
    open_or_later = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return NegativeListEntry.objects.filter(open_or_later, valid_from__lte=on).order_by("code")
