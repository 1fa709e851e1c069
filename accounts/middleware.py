"""Deny by default: a view without a mark of accounts.access is closed, a marked one asks what it says."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts import services
from accounts.access import Access, Level, access_of, person
from accounts.errors import AccessUndeclared
from accounts.facts import SessionFacts
from accounts.passwords import must_change
from accounts.rules import shows_the_second_factor
from accounts.selectors import Standing, standing_of
from common import clock
from common.errors import NotFound
from common.pages import error_page

logger = logging.getLogger(__name__)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
IDLE = "idle"


class AccessMiddleware:
    """Stand before every view; after authentication, OTP, messages and htmx in settings.MIDDLEWARE."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; pages of the office side are kept by no shared cache."""
        response = self.get_response(request)
        if getattr(request, "standing", None) is not None and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return None to let the visitor in, else the page that says why not."""
        access = access_of(view)
        if access is None:
            logger.error("no access mark on view %s.%s", view.__module__, view_name(view))
            return error_page(request, AccessUndeclared())
        if access.level is Level.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        request.standing = standing_of(request.user.pk)  # type: ignore[attr-defined]  # for views and templates
        return held_up(request, access, request.standing)  # type: ignore[attr-defined]


def view_name(view: Callable[..., Any]) -> str:
    """Return the name of a function view, or of the class behind as_view()."""
    named = getattr(view, "view_class", view)
    return str(getattr(named, "__name__", type(view).__name__))


def held_up(request: HttpRequest, access: Access, standing: Standing) -> HttpResponse | None:
    """Return where a signed-in person must go first, or the page that does not exist for them, or None."""
    if access.level >= Level.VERIFIED and not shows_the_second_factor(facts_of(request, standing)):
        page = "accounts:second_factor_verify" if standing.factor_enrolled else "accounts:second_factor"
        return to_page(request, page)
    at = clock.now()
    if access.level >= Level.SIGNED_IN and must_change(person(request), at):
        return to_page(request, "accounts:password")
    if access.roles and not access.roles & standing.roles:
        page = request.resolver_match.view_name if request.resolver_match else request.path
        services.note_refusal(page=page, by=person(request), at=at)
        return error_page(request, NotFound())
    return None


def facts_of(request: HttpRequest, standing: Standing) -> SessionFacts:
    """Return what R86 judges about the request's person."""
    shown = bool(getattr(request.user, "otp_device", None))
    return SessionFacts(standing.factor_demanded, standing.factor_enrolled, shown)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page, with the way back, and say so when the session timed out."""
    reason = {IDLE: "1"} if timed_out(request) else {}
    return to_page(request, settings.LOGIN_URL, reason)


def to_page(request: HttpRequest, name: str, query: dict[str, str] | None = None) -> HttpResponse:
    """Redirect to the named page with the way back as ?next; a part of a page sends the whole page there."""
    back = {REDIRECT_FIELD_NAME: page} if (page := page_of(request)) else {}
    query = {**back, **(query or {})}
    url = resolve_url(name) + (f"?{urlencode(query)}" if query else "")
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)  # type: ignore[attr-defined]


def page_of(request: HttpRequest) -> str:
    """Return the address of the page that the visitor sees; for a POST the page it was sent from."""
    if request.method in SAFE_METHODS and not request.htmx:  # type: ignore[attr-defined]
        return request.get_full_path()
    source = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(source, {request.get_host()}):
        return ""
    parts = urlsplit(source)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def timed_out(request: HttpRequest) -> bool:
    """Test if the browser shows a session that is not stored any more (one ended just now is no such)."""
    shown = settings.SESSION_COOKIE_NAME in request.COOKIES
    return shown and request.session.is_empty() and not request.session.modified
