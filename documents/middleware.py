"""Typed text is watched like files: a form that bears a 密级 mark goes no further (保守国家秘密法 31(3), R12)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from common.pages import error_page
from documents.docx.marktext import has_mark
from documents.errors import ClassifiedText


class ClassifiedTextMiddleware:
    """Refuse a POST of which any typed text bears a mark, before a view, the journal or the log sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the test is made when the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer 422 without echoing anything, or let the view go on."""
        if request.method != "POST":
            return None
        typed = (text for name in request.POST for text in request.POST.getlist(name))
        return error_page(request, ClassifiedText()) if any(map(has_mark, typed)) else None
