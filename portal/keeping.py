"""Pages are kept in the cache "portal" until something on the portal changes: then no page is found any more.

The key of a page holds the present generation, which every change replaces once it is committed; so whoever sees
the new generation builds the page from the new rows. After a minute a page is built anew in any case.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date
from redis.exceptions import RedisError

from portal.forms import ListForm
from portal.models import PublishedDocument

View = Callable[..., HttpResponse]
Parts = tuple[int, dict[str, str], bytes]
SECONDS = 60
GENERATION = "portal-generation"
LONGEST = 400  # characters of an address whose page is kept
KEPT = {200, 410}
ASKED = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
CACHED = "public, no-cache"  # kept by caches, but asked again: a retraction is seen at once
UNREACHABLE = (OSError, RedisError)
PARAMETERS = (*ListForm.base_fields, "page", "size")  # that mean something; a page is kept for each of their values
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Generation:
    """The state of the portal: its name, and when it last changed (seconds of the epoch)."""

    name: str
    changed: int


def renew(at: datetime) -> None:
    """Let no kept page be found any more; `at` is when the portal changed. An absent cache is borne."""
    forget()
    _put(GENERATION, Generation(uuid4().hex, int(at.timestamp())), None)


def forget() -> None:
    """Remove kept pages from the disk: of what was retracted or erased nothing may stay there."""
    if isinstance(cache := caches["portal"], FileBasedCache):
        with suppress(OSError):
            cache.clear()


def generation() -> Generation:
    """Return the present generation; when the cache does not know it, a new one with the time of the last change."""
    held = _get(GENERATION)
    if isinstance(held, Generation):
        return held
    newest = PublishedDocument.objects.order_by("-change").values_list("changed_at", flat=True).first()
    made = Generation(uuid4().hex, int((newest or datetime(2019, 5, 15, tzinfo=UTC)).timestamp()))
    _put(GENERATION, made, None)
    return made


def kept(view: View) -> View:
    """Serve the page from the cache while nothing has changed, 304 to whoever has it; add what caches go by."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        present = generation()
        key = key_of(request, present)
        parts = _get(key) if key else None
        if parts is None:
            parts = _built(view(request, *args, **kwargs), present)
            if key and parts[0] in KEPT:
                _put(key, parts, SECONDS)
        return _answer(request, parts, present)

    return wrapper


def known(view: View) -> View:
    """Answer 304 for a file from the cache to whoever has it, while nothing has changed; its bytes are not kept."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = key_of(request, generation())
        held = _get(key) if key and ASKED & request.META.keys() else None
        answer = get_conditional_response(request, *held) if held else None
        if held and isinstance(answer, HttpResponse):
            answer["ETag"], answer["Last-Modified"], answer["Cache-Control"] = held[0], http_date(held[1]), CACHED
            return answer
        response = view(request, *args, **kwargs)
        if key and response.status_code == 200:  # noqa: PLR2004
            _put(key, (response["ETag"], parse_http_date(response["Last-Modified"])), SECONDS)
        return response

    return wrapper


def key_of(request: HttpRequest, present: Generation) -> str:
    """Return the key of the page under this address, empty when the address is too long to be kept."""
    asked = [(name, request.GET[name]) for name in PARAMETERS if request.GET.get(name)]
    address = f"{request.path}?{urlencode(asked, errors='replace')}"
    if len(address) > LONGEST:
        return ""
    return f"page-{present.name}-{hashlib.sha256(address.encode()).hexdigest()}"


def _built(response: HttpResponse, present: Generation) -> Parts:
    headers = dict(response.items())
    if response.status_code in KEPT:
        headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        headers["Last-Modified"] = http_date(present.changed)
    return response.status_code, headers, response.content


def _answer(request: HttpRequest, parts: Parts, present: Generation) -> HttpResponse:
    status, headers, content = parts
    response = HttpResponse(content, status=status, headers=headers)
    if status != 200:  # noqa: PLR2004
        return response
    answer = get_conditional_response(request, headers["ETag"], present.changed, response)
    assert isinstance(answer, HttpResponse)  # noqa: S101
    return answer


def _get(key: str) -> Any:
    try:
        return caches["portal"].get(key)
    except UNREACHABLE:
        logger.warning("portal cache cannot be read")
        return None


def _put(key: str, value: Any, seconds: int | None) -> None:
    try:
        caches["portal"].set(key, value, seconds)
    except UNREACHABLE:
        logger.warning("portal cache cannot be written")
