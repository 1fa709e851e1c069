"""How machines are answered: without a cookie, with an ETag of the last change, to pages of any site (CORS)."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import condition, require_safe

from common.access import public
from portal.machine import selectors

EDITION = "1"  # of the forms themselves: raise it when what is written changes while the content does not
SECONDS = 60  # that a cache answers by itself: so long a feed may still show what was taken down
View = Callable[..., HttpResponseBase]


def state(request: HttpRequest, *_: Any, **__: Any) -> str:
    """Return the ETag of everything on the portal: it changes with every change (one query)."""
    site = hashlib.sha256(repr(sorted(settings.SITE.items())).encode()).hexdigest()[:8]
    return f'W/"{EDITION}-{site}-{selectors.last_change()}"'


def answering(etag: Callable[..., str]) -> Callable[[View], View]:
    """Return a decorator that lets anybody read the view by GET or HEAD; who has the present state gets a 304."""

    def decorated(view: View) -> View:
        conditional = condition(etag_func=etag)(view)

        @public
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return opened(conditional(request, *args, **kwargs))

        return answer

    return decorated


for_machines = answering(state)


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer as caches may keep it and pages of other sites may read it."""
    response.headers.setdefault("Cache-Control", f"public, max-age={SECONDS}")
    response["Access-Control-Allow-Origin"] = "*"
    return response
