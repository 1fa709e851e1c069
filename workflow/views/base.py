"""What the pages of this app share: who asks and when, refusals in the journal, small acts and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from accounts.access import person, requires
from accounts.middleware import page_of
from accounts.models import User
from accounts.roles import BUSINESS_ROLES
from audit import services as audit
from common import clock
from common.clock import office_date
from common.errors import DomainError, NotFound
from common.gate import GateClosed
from deadlines.selectors import calendar
from workflow.asking import identities_of
from workflow.pages.rows import Today
from workflow.policies import Identity

for_the_office = requires(*sorted(BUSINESS_ROLES))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Visit:
    """Who opened the page, at which moment, in whose names that person may act."""

    user: User
    at: datetime
    identities: list[Identity]

    @property
    def day(self) -> date:
        """Return the office day."""
        return office_date(self.at)

    @property
    def today(self) -> Today:
        """Return the day with the calendar by which lists count."""
        return Today(self.at, calendar(self.user.office.path))


def visit(request: HttpRequest) -> Visit:
    """Return who asks, and when."""
    return Visit(person(request), clock.now(), identities_of(request))


def note_refusal(error: DomainError, *, chain: str, act: str, by: User, at: datetime) -> None:
    """Journal that an act was refused; call it after the refused transaction was rolled back."""
    rules = [each.number for each in error.unmet] if isinstance(error, GateClosed) else []
    audit.record_refusal(chain=chain, act=act, code=error.code, rules=rules, by=by, at=at)


def attempt(
    request: HttpRequest, act: Callable[[], Any], *, label: str, done: str, chain: str, back: str = ""
) -> HttpResponse:
    """Do a small act of a button, say what came of it, and go back; what does not exist stays a 404."""
    try:
        act()
    except NotFound:
        raise
    except DomainError as error:
        note_refusal(error, chain=chain, act=label, by=person(request), at=clock.now())
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back or page_of(request) or reverse("workflow:desk"))


def file_response(data: bytes, filename: str, kind: str = WORD) -> HttpResponse:
    """Return a file to be saved, a Word file unless said otherwise, kept by no cache."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
