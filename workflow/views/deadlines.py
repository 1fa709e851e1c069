"""如何计算: how a deadline was counted, for whoever may know of its document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.errors import NotFound
from deadlines.choices import ClockKind
from deadlines.selectors import calendar
from workflow import selectors
from workflow.pages.deadlines import ASKED, deadline_page, of_consultation
from workflow.services.consultations import read_consultation
from workflow.views.base import for_the_office, visit


@require_safe
@for_the_office
def deadline(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """Show each day that was counted; a deadline of another document does not exist here."""
    here = visit(request)
    document = selectors.document_for(here.user, pk, here.day)
    days = calendar(document.lead_office.path)
    if kind == ClockKind.CONSULTATION:
        opened = read_consultation(consultation_id=subject, by=here.user, at=here.at)
        if opened.document.pk != document.pk:
            raise NotFound
        asked = of_consultation(opened, here.at, days)
    elif kind in ASKED:
        asked = ASKED[kind](document, subject, here.at, days)
    else:
        raise NotFound
    return render(request, "workflow/deadline.html", deadline_page(document, asked, days))
