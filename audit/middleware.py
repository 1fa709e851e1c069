"""The number of the act: every entry made while a request is answered bears the same one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit import acts


class ActMiddleware:
    """Open one act for each request; stands before everything that writes the journal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside an act whose number is also `request.act_id`."""
        with acts.act() as number:
            request.act_id = number  # type: ignore[attr-defined]  # for views and templates
            return self.get_response(request)
