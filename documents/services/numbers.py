"""登记编号: numbers are given in order, without gaps, once (R50)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.gate import Gate
from documents.choices import Action, Attribute
from documents.errors import NumberAlreadyGiven, SeriesMissing
from documents.models import Document, DocumentNumber, NumberSeries
from documents.services.moves import move, subject_of

YEARLY_REVIEW = timedelta(days=365)  # 条例第18条: each year


@transaction.atomic
def register_number(
    *,
    document: Document,
    series: NumberSeries | None,
    issued_on: date,
    gathered: Mapping[str, Any] | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> DocumentNumber:
    """Give a signed, locked document the next number of the series and year of `issued_on` and issue it.

    Concurrent registrations wait for the series row, so numbers are consecutive; a registration that
    fails gives its number back because the row is not committed. Raises SeriesMissing,
    NumberAlreadyGiven, GateClosed, ActionRefused.
    """
    if series is None:
        raise SeriesMissing
    if document.number_id:
        raise NumberAlreadyGiven(number=document.number_text)
    number = _next_number(document, series, issued_on, by, at)
    document.series, document.number, document.number_text = series, number, str(number)
    document.issued_on = issued_on
    if document.decision and document.decision.attribute != Attribute.PROACTIVE:
        document.next_review_on = office_date(at) + YEARLY_REVIEW
    document.save(update_fields=["series", "number", "number_text", "issued_on", "next_review_on"])
    move(document=document, action=Action.REGISTER, gathered=gathered, by=by, on_behalf_of=on_behalf_of, at=at)
    audit.record(
        chain=f"document:{document.pk}",
        verb="document.number",
        facts={"number": str(number), "issued_on": issued_on.isoformat()},
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    return number


def _next_number(document: Document, series: NumberSeries, issued_on: date, by: User, at: datetime) -> DocumentNumber:
    held = NumberSeries.objects.select_for_update().get(pk=series.pk)
    if not held.is_active:
        raise SeriesMissing
    year = 0 if held.is_order else issued_on.year
    last = held.numbers.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    return DocumentNumber.objects.create(
        series=held, year=year, serial=last + 1, document=document, given_by=by, given_at=at
    )


def renumber_gate(
    *,
    document: Document,
    reason: str = "",
    series: NumberSeries | None = None,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Gate:
    """Return the gate that the page shows for 作废字号: the one that `renumber` asks."""
    subject = subject_of(document, by, on_behalf_of, at)
    subject.gathered["void"] = (reason, series)
    return Gate("renumber", "作废原字号，编定新字号", subject)


@transaction.atomic
def renumber(
    *,
    document: Document,
    series: NumberSeries | None,
    reason: str,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> DocumentNumber:
    """Make the number of an issued, locked document void and give it the next one of the series.

    The void number stays in the register with its reason and is never given again. Whoever calls it has the
    copy typeset and checked again (workflow.services.renumber). Raises GateClosed, SeriesMissing.
    """
    renumber_gate(document=document, reason=reason, series=series, by=by, on_behalf_of=on_behalf_of, at=at).check()
    old = document.number
    assert old is not None and series is not None and document.issued_on is not None  # noqa: S101  # the gate saw to it
    old.void_at, old.void_reason = at, reason.strip()
    old.save(update_fields=["void_at", "void_reason"])
    number = _next_number(document, series, document.issued_on, by, at)
    document.series, document.number, document.number_text = series, number, str(number)
    document.save(update_fields=["series", "number", "number_text"])
    audit.record(
        chain=f"document:{document.pk}",
        verb="document.renumber",
        facts={"void": str(old), "number": str(number), "reason": reason.strip()},
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    return number
