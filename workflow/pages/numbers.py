"""The page on which a number is made void (templates/workflow/renumber.html)."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document, DocumentNumber
from workflow import tokens
from workflow.forms.acts import RenumberForm
from workflow.pages.where import where_now


def renumber_form(document: Document, data: Any = None) -> RenumberForm:
    """Return the form with the series in use, each with the number that it would give next."""
    year = document.issued_on.year if document.issued_on else 0
    return RenumberForm(
        data,
        series=documents_of.active_series(),
        following=documents_of.next_numbers(year),
        initial={"series": document.series},
    )


def series_rows(year: int) -> list[dict[str, Any]]:
    """Return each series with `last`, its last number of the year as it is written, "" for none (one query)."""
    return [
        {"series": each, "settled": each.settled, "last": _written(each, year) if each.last else ""}
        for each in documents_of.series_kept(year)
    ]


def _written(series: Any, year: int) -> str:
    return str(DocumentNumber(series=series, year=year, serial=series.last))


def renumber_page(document: Document, form: RenumberForm, user: User, at: Any) -> dict[str, Any]:
    """Return the context of the page; its gate asks for what was typed so far."""
    given = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    reason, series = given.get("reason", ""), given.get("series") or document.series
    gate = documents.renumber_gate(document=document, reason=reason, series=series, by=user, at=at)
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
        "form": form,
        "gate": gate,
        "mends": all(unmet.field for unmet in gate.unmet),
        "token": tokens.document_token(document),
        "where": where_now(document.pk),
        "void_numbers": documents_of.void_numbers_of(document.pk),
    }
