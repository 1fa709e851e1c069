"""检索: whatever the person may see, by words and filters, the newest first; the address is the question."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from oversight.models import StaleDocument
from oversight.search import finding, indexing, showing
from oversight.search.finding import Asked, Asker
from oversight.search.forms import LABELS, SearchForm
from workflow.views.base import PER_PAGE, for_the_office, visit

AT_ONCE = 50  # changed documents that a question takes up before it is answered


@require_safe
@for_the_office
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, a page at a time, with the filters that narrow it."""
    here = visit(request)
    form = SearchForm(request.GET)
    asked, trouble = form.asked(), form.trouble()
    asker = Asker(here.user, here.identities, here.day, here.today.calendar)
    indexing.refresh(AT_ONCE)
    counts = finding.counted(asked, asker)
    listed = finding.page(asked, asker, form.wanted().get("before"), PER_PAGE)
    facets = showing.facets(counts, asked, _addresses(form, asked))
    return render(
        request,
        "oversight/search.html",
        {
            "q": "" if trouble else form.cleaned_data.get("q", ""),
            "trouble": trouble,
            "counts": counts,
            "rows": showing.rows(listed[:PER_PAGE], asked, asker),
            "chips": [item | {"name": each["label"]} for each in facets for item in each["items"] if item["active"]],
            "facets": facets,
            "next_url": _addresses(form, asked)(before=listed[PER_PAGE - 1].pk) if len(listed) > PER_PAGE else "",
            "is_later": "before" in form.wanted(),
            "first_url": _addresses(form, asked)(),
            "is_behind": StaleDocument.objects.exists(),
        },
    )


def _addresses(form: SearchForm, asked: Asked) -> Any:
    """Return a function that makes the address of the same question with some values changed."""

    def address(**changed: Any) -> str:
        kept = {"q": form.wanted().get("q", ""), **{name: asked.filters.get(name, "") for name in LABELS}}
        pairs = {name: value for name, value in (kept | changed).items() if value not in (None, "")}
        return reverse("oversight:search") + (f"?{urlencode(pairs)}" if pairs else "")

    return address
