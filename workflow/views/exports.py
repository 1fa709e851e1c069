"""Board and register as CSV or Excel, filtered as on the page; sent piece by piece, never whole in memory."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import NotFound
from common.sheets import CSV, EXCEL
from workflow import boards, registered, selectors
from workflow import services as workflow
from workflow.forms.lists import BoardFilter, RegisterFilter
from workflow.pages import exports as pages
from workflow.views.base import Visit, visit

CHUNK = 500
TYPED = frozenset({"q", "holder"})
Headings = tuple[tuple[str, int], ...]


@require_safe
@requires(Role.OFFICE_SECRETARY)
def board(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the filtered board out; journalled."""
    here = visit(request)
    wanted = BoardFilter(request.GET, offices=boards.offices_of(here.user)).wanted()
    found = boards.on_board(selectors.overseen(here.user), wanted, boards.lights_at(here.at, here.today.calendar))
    lines = pages.board_lines(selectors.rows(found).iterator(chunk_size=CHUNK), here.today)
    return _file(request, here, form, name="督办看板", headings=pages.BOARD, lines=lines)


@require_safe
@requires(Role.OFFICE_SECRETARY, Role.SIGNATORY)
def register(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the filtered register out; journalled."""
    here = visit(request)
    numbers = registered.numbers(here.user, RegisterFilter(request.GET).wanted()).queryset()
    lines = pages.register_lines(numbers.iterator(chunk_size=CHUNK))
    return _file(request, here, form, name="发文登记簿", headings=pages.REGISTER, lines=lines)


def _file(
    request: HttpRequest, here: Visit, form: str, *, name: str, headings: Headings, lines: Iterator[Any]
) -> HttpResponseBase:
    if form not in {"csv", "xlsx"}:
        raise NotFound
    workflow.note_export(what=name, form=form, query=_conditions(request), by=here.user, at=here.at)
    filename = f"{name}{here.day.isoformat()}.{form}"
    response: StreamingHttpResponse
    if form == "xlsx":
        response = FileResponse(pages.as_xlsx(name, headings, lines), content_type=EXCEL)
    else:
        response = StreamingHttpResponse(pages.as_csv(headings, lines), content_type=CSV)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _conditions(request: HttpRequest) -> str:
    """Return the filter as the journal keeps it: that something was searched for, not what was typed."""
    query = request.GET.copy()
    for name in TYPED & query.keys():
        query[name] = "*"
    return query.urlencode(safe="*")
