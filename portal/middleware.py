"""The portal knows nobody: what a browser says about itself is dropped before any session is looked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class NoCookies:
    """Stand before the session middleware: requests for the portal bring no cookie, answers set none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; on the office side nothing is changed."""
        if not request.path_info.startswith(reverse("portal:home")):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        return response
