"""What the pages of this app share: one domain call, its refusal in words, and the way on."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView

from accounts.access import person
from accounts.roles import Role
from accounts.selectors import roles_of
from common.errors import DomainError

HOMES = {
    Role.SYSTEM_ADMIN: "accounts:offices",
    Role.SECURITY_ADMIN: "accounts:people",
    Role.AUDIT_ADMIN: settings.AUDIT_HOME,
}


def home_of(user_id: int) -> str:
    """Return the address where the person's work starts: an administrator's own desk, else the to-do list."""
    held = roles_of(user_id)
    name = next((home for role, home in HOMES.items() if role in held), settings.LOGIN_REDIRECT_URL)
    return resolve_url(name)


def next_page(request: HttpRequest) -> str:
    """Return the address in ?next when it is on this site, else the person's home."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return home_of(person(request).pk)


def attempt(request: HttpRequest, act: Callable[[], Any], *, done: str, to: str, **kwargs: Any) -> HttpResponse:
    """Do a small act of a button, say what came of it, and go back to the page."""
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse(to, kwargs=kwargs))


class ActView(FormView[Any]):
    """A form whose `act` makes one domain call; a refusal is shown in the form, typed text stays."""

    done = "已保存。"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse | None:
        """Make the domain call; return a page only where the result must be shown at once."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the act, or show its refusal."""
        try:
            page = self.act(form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form), status=error.http_status)
        if page is not None:
            return page
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong in the form (422)."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
