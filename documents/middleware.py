"""Typed text is watched like files: a form that bears a 密级 mark goes no further (保守国家秘密法 31(3), R12).

What a reader would not see does not come in either: control characters (pasted from other programs; no
Word file can hold them) and marks that turn the direction of writing, which let a title read as another.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from common.pages import error_page
from documents.docx.examining.marktext import has_mark
from documents.errors import ClassifiedText

LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """Return the text without what no reader sees; odd line ends become plain ones."""
    return INVISIBLE.sub("", LINE_ENDS.sub("\n", text))


def only_visible(sent: QueryDict) -> QueryDict:
    """Return what was sent with only its visible text."""
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        kept.setlist(name, [visible(each) for each in values])
    kept._mutable = False
    return kept


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
        request.POST = only_visible(request.POST)  # type: ignore[assignment]  # Django's stubs know a narrower class
        typed = (text for name in request.POST for text in request.POST.getlist(name))
        return error_page(request, ClassifiedText()) if any(map(has_mark, typed)) else None
