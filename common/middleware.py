"""The edge: every request has a number, and a foreseen refusal becomes a page with its code and sentence."""

import logging
import secrets
import traceback
from collections.abc import Callable
from pathlib import Path

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from common.errors import Busy, DomainError, NotFound
from common.pages import WrongMethod, error_page

logger = logging.getLogger(__name__)
HELD = {"55P03", "40P01", "40001"}  # PostgreSQL: lock not available, deadlock detected, serialization failure
PLACES = 6  # frames that the log names

_translations: dict[type[Exception], type[DomainError]] = {Http404: NotFound}


def translates(foreign: type[Exception], error: type[DomainError]) -> None:
    """Register the refusal that a library's exception means, such as a lock not free (AppConfig.ready)."""
    _translations[foreign] = error


def refusal_of(exception: Exception) -> DomainError | None:
    """Return the foreseen refusal that the exception is or means, or None."""
    if isinstance(exception, DomainError):
        return exception
    if isinstance(exception, OperationalError) and getattr(exception.__cause__, "pgcode", None) in HELD:
        return Busy()
    found = next((error for foreign, error in _translations.items() if isinstance(exception, foreign)), None)
    return found() if found else None


def place_of(exception: BaseException) -> str:
    """Return where the exception arose, innermost first: files and lines only, never its message or a value."""
    frames = traceback.extract_tb(exception.__traceback__)[-PLACES:]
    return " < ".join(f"{'/'.join(Path(each.filename).parts[-2:])}:{each.lineno}" for each in reversed(frames))


class RefusalMiddleware:
    """Give each request a number (header X-Request-Number) and turn refusals of views into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; the answer carries its number."""
        request.number = secrets.token_hex(4)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method != "OPTIONS":
            response.content = error_page(request, WrongMethod()).content
            response["Content-Length"] = len(response.content)  # CommonMiddleware has set that of the empty body
        response["X-Request-Number"] = request.number  # type: ignore[attr-defined]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page of a refusal; anything unforeseen goes on to the log and the page 500."""
        error = refusal_of(exception)
        if error is None:
            number, name = request.number, type(exception).__name__  # type: ignore[attr-defined]
            logger.error("request %s ended in %s at %s", number, name, place_of(exception))
            return None
        logger.info("request %s refused: %s", request.number, error.code)  # type: ignore[attr-defined]
        return error_page(request, error)
