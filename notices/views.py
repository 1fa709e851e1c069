"""提醒: the list, the bell, and the ways from a notice to its thing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person, signed_in
from accounts.models import User
from common import clock
from common.clock import office_date
from common.paging import BoundedValues
from notices import selectors
from notices import services as notices
from notices.choices import Group
from notices.context import bell_of
from notices.house import house
from notices.kinds import KINDS
from notices.models import Notice

PER_PAGE = 25
NOTHING_NEW = 204
DIGITS = 18


@require_safe
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """Show the person's notices, unread first."""
    user, group = person(request), _group(request.GET.get("group", ""))
    page: Page[Any] = BoundedValues(selectors.notices_of(user, group), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = _rows(list(page.object_list), user)
    shown = {"page": page, "group": group, "tabs": _tabs(group), "unread": [row["pk"] for row in page if row["unread"]]}
    return render(request, "notices/list.html", shown)


def _group(given: str) -> str:
    return given if given in Group.values else ""


def _tabs(chosen: str) -> list[dict[str, Any]]:
    tabs = [("", "全部"), *((str(value), str(label)) for value, label in Group.choices)]
    return [
        {"label": label, "url": f"?group={value}" if value else "?", "active": value == chosen, "count": None}
        for value, label in tabs
    ]


def _rows(found: list[Notice], user: User) -> list[dict[str, Any]]:
    """Return the notices as rows, with the titles that the person may read today (one query)."""
    documents = {each.about for each in found if each.about is not None}
    titles = house.titles(user, documents, office_date(clock.now())) if documents else {}
    return [_row(each, titles) for each in found]


def _row(notice: Notice, titles: dict[int, str]) -> dict[str, Any]:
    kind, title = KINDS.get(notice.kind), titles.get(notice.about or 0, "")
    may_go = notice.about is None or notice.about in titles
    return {
        "pk": notice.pk,
        "word": kind.word if kind else notice.kind,
        "colour": notice.colour,
        "title": title,
        "text": notice.text,
        "typed": notice.typed,
        "at": notice.at,
        "unread": notice.read_at is None,
        "url": reverse("notices:open", args=[notice.pk]) if notice.url and may_go else "",
    }


@require_safe
@signed_in
def bell(request: HttpRequest) -> HttpResponse:
    """Return the bell when its number is not the one that the page shows; nothing (204) when it is.

    A page that asks by itself is no sign of a person at work: the session goes on to time out.
    """
    shown = bell_of(selectors.unread_count(person(request)))
    if request.GET.get("seen") == str(shown["unread"]):
        answer = HttpResponse(status=NOTHING_NEW)
    else:
        answer = render(request, "notices/_bell.html", {"bell": shown})
    del request.session  # its middleware then neither saves it nor renews the cookie
    return answer


@require_safe
@signed_in
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = notices.open_notice(notice_id=pk, by=person(request), at=clock.now())
    inside = url_has_allowed_host_and_scheme(notice.url, None)
    return HttpResponseRedirect(notice.url if notice.url and inside else reverse("notices:list"))


@require_POST
@signed_in
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark the notices that the form names as read, and go back to the list as it was."""
    sent = [int(each) for each in request.POST.getlist("notice")[:PER_PAGE] if _is_number(each)]
    done = notices.mark_read(notice_ids=sent, by=person(request), at=clock.now())
    if len(sent) > 1:
        messages.success(request, f"已将 {done} 条提醒标为已读。")
    group = _group(request.POST.get("group", ""))
    return redirect(reverse("notices:list") + (f"?{urlencode({'group': group})}" if group else ""))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS
