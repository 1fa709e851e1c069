"""停发事项: what is not tried by itself any more, messages and effects; the system administrator sends it again.

Nothing of what was to be said is shown here, and whose message it is by office alone.
"""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person, requires
from accounts.roles import Role
from accounts.views.base import attempt
from common import clock
from common.paging import BoundedPaginator
from notices import selectors
from notices import services as notices
from notices.kinds import KINDS
from outbox import selectors as outbox
from outbox.models import Entry
from outbox.registry import word_of
from outbox.services import redeliver as release

PER_PAGE = 25
MOST = 100  # effects that are shown; there are few, or something is wrong with all of them


@requires(Role.SYSTEM_ADMIN)
@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    """List both, the newest first."""
    pages = BoundedPaginator(selectors.stopped(), PER_PAGE, selectors.with_kinds)
    page: Page[Any] = pages.get_page(request.GET.get("page"))
    page.object_list = [_message_row(each) for each in page.object_list]
    effects = [_effect_row(each) for each in outbox.stuck()[:MOST]]
    return render(request, "notices/stopped.html", {"page": page, "effects": effects})


def _message_row(message: Any) -> dict[str, Any]:
    kinds = [KINDS[each].word if each in KINDS else each for each in message.kinds]
    return {"message": message, "kinds": "、".join(kinds), "office": message.person.office.label}


def _effect_row(entry: Entry) -> dict[str, Any]:
    return {"entry": entry, "word": word_of(entry.kind)}


@requires(Role.SYSTEM_ADMIN)
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a message be tried anew."""

    def act() -> None:
        notices.send_again(message_id=pk, by=person(request), at=clock.now())

    return attempt(request, act, done=f"外发提醒 {pk} 已重新列入发送，一分钟内发出。", to="notices:stopped")


@requires(Role.SYSTEM_ADMIN)
@require_POST
def redeliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an effect be tried anew."""

    def act() -> None:
        release(entry_id=pk, by=person(request), at=clock.now())

    return attempt(request, act, done=f"后台事项 {pk} 已重新投递。", to="notices:stopped")
