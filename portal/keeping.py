"""Pages are kept in the cache until something that they show changes (portal.generations says which that is)."""

import hashlib
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date

from portal import shelves
from portal.edition import EDITION
from portal.forms import ListForm
from portal.generations import LARGE, Generation, key_of, present

View = Callable[..., HttpResponse]
V = TypeVar("V")
Parts = tuple[int, dict[str, str], bytes]  # status, headers, compressed content
MONTH, DAY, MINUTE = 30 * 86400, 86400, 60
NEVER = Generation("", 0)
LEVEL = 1  # of the compression: a third larger than with the best, in a third of the time
LONGEST = 400  # characters of an address whose page is kept
KEPT = {200, 410}
ASKED = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
CACHED = "public, no-cache"  # kept by caches, but asked again: a retraction is seen at once
PARAMETERS = (*ListForm.base_fields, "page", "size")  # that mean something; a page is kept for each of their values


def kept(view: View) -> View:
    """Serve the page from the cache while nothing on it has changed, 304 to whoever has it; add what caches go by.

    A view with the parameter `index` shows that document, every other one what may change with any document.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        index = kwargs.get("index", "")
        generation, address = present(index), address_of(request, index)
        parts = _get(index, address, generation)
        if parts is None:
            request.generation = generation  # type: ignore[attr-defined]
            parts = _built(view(request, *args, **kwargs), generation)
            if parts[0] in KEPT:
                _put(index, address, generation, parts, _seconds(request, index))
        return _answer(request, parts, generation)

    return wrapper


def part(request: HttpRequest, name: str, build: Callable[[], V]) -> V:
    """Return what several pages of a list have in common, built once for the generation that the page is to bear."""
    generation = getattr(request, "generation", NEVER)
    held = _get("", name, generation)
    if held is None:
        held = build()
        _put("", name, generation, held, DAY)
    return cast(V, held)


def known(view: View) -> View:
    """Answer 304 for a file from the cache to whoever has it, while nothing has changed; its bytes are not kept."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        index = kwargs["index"]
        generation, address = present(index), address_of(request, index)
        held = _get(index, address, generation) if ASKED & request.META.keys() else None
        answer = get_conditional_response(request, *held) if held else None
        if held and isinstance(answer, HttpResponse):
            answer["ETag"], answer["Last-Modified"], answer["Cache-Control"] = held[0], http_date(held[1]), CACHED
            return answer
        response = view(request, *args, **kwargs)
        if response.status_code == 200:  # noqa: PLR2004
            _put(index, address, generation, (response["ETag"], parse_http_date(response["Last-Modified"])), MONTH)
        return response

    return wrapper


def address_of(request: HttpRequest, index: str) -> str:
    """Return the address with what means something in it; the view sees no more of it either."""
    names = ("size",) if index else PARAMETERS
    asked = QueryDict(mutable=True)
    asked.update({name: value for name in names if (value := request.GET.get(name, "").strip())})
    if asked.get("size") != LARGE:
        asked.pop("size", None)
    request.GET = asked  # type: ignore[assignment]  # as every request has, but without the rest
    return f"{request.path}?{urlencode(list(asked.items()), errors='replace')}"


def _seconds(request: HttpRequest, index: str) -> int:
    """Return how long the page is kept: what is found by words is asked in too many ways to be kept for long."""
    return MONTH if index else MINUTE if request.GET.get("q") else DAY


def _built(response: HttpResponse, generation: Generation) -> Parts:
    headers = dict(response.items())
    if response.status_code in KEPT:
        headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        headers["Last-Modified"] = http_date(generation.changed)
    return response.status_code, headers, zlib.compress(response.content, LEVEL)


def _answer(request: HttpRequest, parts: Parts, generation: Generation) -> HttpResponse:
    status, headers, content = parts
    response = HttpResponse(zlib.decompress(content), status=status, headers=headers)
    if status != 200:  # noqa: PLR2004
        return response
    answer = get_conditional_response(request, headers["ETag"], generation.changed, response)
    assert isinstance(answer, HttpResponse)  # noqa: S101
    return answer


def _get(index: str, address: str, generation: Generation) -> Any:
    """Return what is kept of the address, None when nothing is, or of another generation or program."""
    if not generation.name or len(address) > LONGEST:
        return None
    born, value = shelves.get(_shelf(index), key_of(address)) or ("", None)
    return value if born == _mark(generation) else None


def _put(index: str, address: str, generation: Generation, value: Any, seconds: int) -> None:
    if generation.name and len(address) <= LONGEST:
        shelves.put(_shelf(index), {key_of(address): (_mark(generation), value)}, seconds)


def _mark(generation: Generation) -> str:
    return f"{EDITION}-{generation.name}"


def _shelf(index: str) -> str:
    return shelves.DOCUMENTS if index else shelves.LISTS
