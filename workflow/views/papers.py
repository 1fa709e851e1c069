"""退文单 and the rule book: pages to read and print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from common.clock import office_date
from common.rules import EFFECT_NAMES, Rule, all_rules
from review.choices import Desk, Resume
from review.models import Return
from workflow import rulebook, selectors
from workflow.letters import genre_of, letter_of
from workflow.services.reading import fetch_doubt
from workflow.views.base import file_response, for_the_office, visit


@require_safe
@for_the_office
def return_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a return as a paper, to whoever may read the version that was returned."""
    here = visit(request)
    back = selectors.return_for(here.user, pk, here.day)
    context = {"notice": _notice(back), "document_url": reverse("workflow:document", args=[back.document_id])}
    return render(request, "workflow/return_notice.html", context)


def _notice(back: Return) -> dict[str, Any]:
    document = back.document
    return {
        "serial": f"退{office_date(back.at):%Y}-{back.pk:05d}",
        "at": back.at,
        "from_office": back.by.office.name,
        "from_desk": back.get_from_desk_display(),
        "by": back.by.full_name,
        "by_title": back.by.title,
        "on_behalf_of": back.on_behalf_of.full_name if back.on_behalf_of else "",
        "to_office": document.office.name,
        "to_desk": back.get_to_desk_display() if back.to_desk != Desk.REVISE else "",
        "drafter": document.drafter.full_name,
        "title": document.title,
        "number": document.number_text,
        "version": back.version.serial,
        "reason": back.get_reason_display(),
        "code": back.reason,
        "text": back.text,
        "resume": Resume(back.resume).label,
    }


@require_safe
@for_the_office
def doubt_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the letter that asks whoever is above to determine (R18), as a Word file."""
    here = visit(request)
    opinion = fetch_doubt(opinion_id=pk, by=here.user, at=here.at)
    return file_response(letter_of(opinion), f"提请确定的{genre_of(opinion)}.docx")


@require_safe
@signed_in
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rule book as it is built in: number, sentence, basis, effect, where it is asked."""
    return render(request, "help/rules.html", {"rules": [_rule(each) for each in all_rules()]})


def _rule(each: Rule) -> dict[str, Any]:
    return {
        "number": each.number,
        "sentence": each.sentence,
        "basis": each.basis,
        "effect": each.effect,
        "effect_name": EFFECT_NAMES[each.effect],
        "acts": rulebook.acts_of(each),
    }
