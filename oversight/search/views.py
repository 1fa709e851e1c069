"""检索: whatever the person may see, by words and filters, the newest first; the address is the question."""

from typing import Any
from urllib.parse import urlencode

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from psycopg2.errors import QueryCanceled

from documents.models import Document
from oversight.models import StaleDocument
from oversight.search import finding, indexing, showing
from oversight.search.finding import Asked, Asker, Counted
from oversight.search.forms import LABELS, SearchForm
from workflow.views.base import PER_PAGE, for_the_office, visit

AT_ONCE = 50  # changed documents that a question takes up before it is answered
PATIENCE = 8000  # milliseconds for one query; a wider question is answered by a sentence
TOO_WIDE = "这样查的范围太大，没有查完。请换长一些的词，或加上条件再试。"
NOTHING = Counted(0, False, {})


@require_safe
@for_the_office
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, a page at a time, with the filters that narrow it."""
    here = visit(request)
    form = SearchForm(request.GET)
    asked, trouble = form.asked(), form.trouble()
    asker = Asker(here.user, here.identities, here.at, here.today.calendar)
    indexing.refresh(AT_ONCE)
    try:
        counts, listed, rows = _found(asked, asker, form.wanted().get("before"))
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        counts, listed, rows, trouble = NOTHING, [], [], TOO_WIDE
    facets = showing.facets(counts, asked, _addresses(form, asked))
    return render(
        request,
        "oversight/search.html",
        {
            "q": form.cleaned_data.get("q", ""),
            "trouble": trouble,
            "counts": counts,
            "rows": rows,
            "chips": [item | {"name": each["label"]} for each in facets for item in each["items"] if item["active"]],
            "facets": facets,
            "next_url": _addresses(form, asked)(before=listed[PER_PAGE - 1].pk) if len(listed) > PER_PAGE else "",
            "is_later": "before" in form.wanted(),
            "first_url": _addresses(form, asked)(),
            "is_behind": StaleDocument.objects.exists(),
        },
    )


@transaction.atomic
def _found(asked: Asked, asker: Asker, before: int | None) -> tuple[Counted, list[Document], list[dict[str, Any]]]:
    """Return counts, one more document than the page shows, and its rows; no query may take longer than PATIENCE."""
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = %s", [PATIENCE])
    counts = finding.counted(asked, asker)
    listed = finding.page(asked, asker, before, PER_PAGE, counts)
    return counts, listed, showing.rows(listed[:PER_PAGE], asked, asker)


def _addresses(form: SearchForm, asked: Asked) -> Any:
    """Return a function that makes the address of the same question with some values changed."""

    kept = {"q": form.wanted().get("q", ""), **{name: asked.filters.get(name, "") for name in LABELS}}
    page = reverse("oversight:search")

    def address(**changed: Any) -> str:
        pairs = {name: value for name, value in (kept | changed).items() if value not in (None, "")}
        return page + (f"?{urlencode(pairs)}" if pairs else "")

    return address
