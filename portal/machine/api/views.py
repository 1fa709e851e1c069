"""The interface behind HTTP: GET, HEAD and OPTIONS, 304 by ETag, pages of any site may read it (CORS)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import condition

from common.access import public
from portal import pages
from portal.machine.api.describing import described
from portal.machine.api.docs import HEADING, docs_context
from portal.machine.api.problems import problem
from portal.machine.serving import for_machines, opened, state
from portal.views import page

METHODS = "GET, HEAD, OPTIONS"
View = Callable[..., HttpResponseBase]


def served(view: View) -> View:
    """Let anybody read the operation; every refusal is a problem+json."""
    conditional = condition(etag_func=state)(view)

    @public
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in {"GET", "HEAD"}:
            return opened(_not_allowed())
        asked, request.method = request.method, "GET"  # an operation knows GET; the server leaves out the body
        response = conditional(request, *args, **kwargs)
        request.method = asked
        return opened(response)

    return answer


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Allow-Origin"], response["Access-Control-Max-Age"] = "*", "86400"
    return response


def _not_allowed() -> HttpResponse:
    response = problem(405, "本接口只能读取（GET）。")
    response["Allow"] = METHODS
    return response


@served
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that the interface has no such address."""
    return problem(404, "接口没有这个地址，请查看接口说明。")


@served
def description(request: HttpRequest) -> HttpResponse:
    """Serve the OpenAPI description."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@for_machines
def docs(request: HttpRequest) -> HttpResponse:
    """Show what can be subscribed to, taken and asked, to people."""
    return page(request, "api", pages.tags_of(HEADING), section="", **docs_context())
