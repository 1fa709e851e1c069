"""How machines are answered: without a cookie, with an ETag of the last change, to pages of any site (CORS)."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import condition, require_safe

from common.access import public
from portal.keeping import kept
from portal.machine import selectors

EDITION = "1"  # of the forms themselves: raise it when what is written changes while the content does not
SECONDS = 60  # that a cache answers by itself: so long a feed may still show what was taken down
View = Callable[..., HttpResponseBase]


def state(request: HttpRequest, *_: Any, **__: Any) -> str:
    """Return the ETag of everything on the portal: it changes with every change (one query)."""
    site = hashlib.sha256(repr((settings.PORTAL_URL, sorted(settings.SITE.items()))).encode()).hexdigest()[:8]
    return f'W/"{EDITION}-{site}-{selectors.last_change()}"'


def opened_to_all(view: View) -> View:
    """Let anybody read the view by GET or HEAD, also from the pages of other sites."""

    @public
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return opened(view(request, *args, **kwargs))

    return answer


def for_machines(view: Callable[..., HttpResponse]) -> View:
    """Open a view whose answer is kept until something on the portal changes: served without a query, a 304 too."""
    return opened_to_all(kept(view))


def streamed(etag: Callable[..., str]) -> Callable[[View], View]:
    """Return a decorator that opens a view too large to be kept; who has the present state gets a 304."""

    def decorated(view: View) -> View:
        return opened_to_all(condition(etag_func=etag)(view))

    return decorated


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer as caches may keep it and pages of other sites may read it."""
    response.headers.setdefault("Cache-Control", f"public, max-age={SECONDS}")
    response["Access-Control-Allow-Origin"] = "*"
    return response
