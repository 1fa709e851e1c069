"""What the pages of a draft's interpretation share: who may, and one act on the locked draft."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from accounts.access import person
from accounts.models import User
from audit import services as audit
from common import clock
from common.errors import DomainError, NotFound
from documents import policies
from documents.models import Document
from documents.selectors import locked

MOST_DIGITS = 9  # below 2^31


def require_right(request: HttpRequest, document: Document) -> User:
    """Return who asks, when that person may edit the draft; the page does not exist for others."""
    user = person(request)
    if not policies.may_plan(user, document, clock.office_date(clock.now())):
        raise NotFound
    return user


def on_draft(request: HttpRequest, document_id: int, label: str, act: Callable[..., Any], **given: Any) -> Any:
    """Do one act of the interpretation services on the draft; a refusal is journalled under the label, and raised."""
    try:
        return _on_locked(request, document_id, act, **given)
    except NotFound:
        raise
    except DomainError as error:
        chain, user = f"document:{document_id}", person(request)
        audit.record_refusal(chain=chain, act=label, code=error.code, by=user, at=clock.now())
        raise


@transaction.atomic
def _on_locked(request: HttpRequest, document_id: int, act: Callable[..., Any], **given: Any) -> Any:
    """Do the act on the locked draft, in the names of whoever acts."""
    document, at = locked(document_id), clock.now()
    user = require_right(request, document)
    principal = policies.acts_for(user, document.drafter_id, clock.office_date(at))
    return act(document=document, by=user, on_behalf_of=principal, at=at, **given)


def serial_in(request: HttpRequest, name: str) -> int:
    """Return a number that a form sent, 0 for whatever is none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < MOST_DIGITS else 0
