"""Typed text is watched like files: a form that bears a 密级 mark goes no further (保守国家秘密法 31(3), R12).

What a reader would not see does not come in either: control characters (pasted from other programs; no
Word file can hold them) and marks that turn the direction of writing, which let a title read as another.
"""

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from common.errors import DomainError
from common.pages import error_page
from documents.docx.examining.marktext import has_mark, is_misused_in
from documents.errors import ClassifiedText, StarMisused
from documents.facts import MarkFacts
from documents.rules import bears_no_level, star_is_kept_for_state_secrets

LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """Return the text without what no reader sees; odd line ends become plain ones."""
    return INVISIBLE.sub("", LINE_ENDS.sub("\n", text))


class Typed(QueryDict):
    """What was sent, with only its visible text; `marked` says why fields came in emptied, by their names."""

    marked: Mapping[str, str] = MappingProxyType({})

    def __deepcopy__(self, memo: MutableMapping[int, Any]) -> "Typed":
        """Return a copy that still knows what was marked."""
        kept: Typed = super().__deepcopy__(memo)
        kept.marked = self.marked
        return kept


def only_visible(sent: QueryDict) -> Typed:
    """Return what was sent with only its visible text, and without the fields that bear a mark."""
    kept, marked = Typed(mutable=True), {}
    for name, values in sent.lists():
        seen = [visible(each) for each in values]
        if why := refusal_of([name, *seen]):
            marked["" if has_mark(name) else name] = str(why)
            continue
        kept.setlist(name, seen)
    kept.marked, kept._mutable = marked, False
    return kept


def refusal_of(texts: Iterable[str]) -> DomainError | None:
    """Return why texts may not come in (R12, R13); None when they bear no mark."""
    marked = [text for text in texts if has_mark(text)]
    misused = bool(marked) and all(map(is_misused_in, marked))
    facts = MarkFacts(marked=bool(marked) and not misused, misused=misused)
    if not star_is_kept_for_state_secrets(facts):
        return StarMisused()
    return None if bears_no_level(facts) else ClassifiedText()


class ClassifiedTextMiddleware:
    """Keep typed text that bears a mark from every view, the journal and the log.

    A view with `keeps_typed = True` shows its form again (common.forms.RuledForm refuses it): what was typed
    elsewhere stays, the marked field is empty. Any other view is not reached.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the test is made when the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer 422 without echoing anything, or let the view go on."""
        if request.method != "POST":
            return None
        typed = only_visible(request.POST)
        request.POST = typed  # type: ignore[assignment]  # Django's stubs know a narrower class
        if not typed.marked or getattr(getattr(view, "view_class", None), "keeps_typed", False):
            return None
        misused = set(typed.marked.values()) == {str(StarMisused())}
        return error_page(request, StarMisused() if misused else ClassifiedText())
