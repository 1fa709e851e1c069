"""The audit desk: for the audit administrator alone (R84)."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Role
from audit import selectors
from audit import services as audit
from audit.export import csv_lines
from audit.forms import JournalFilter
from common import clock

PAGE = 50
DIGITS = 18  # of a key


@require_safe
@requires(Role.AUDIT_ADMIN)
def desk(request: HttpRequest) -> HttpResponse:
    """Show the entries that fit the filter, newest first; opening the desk is journalled itself."""
    at = clock.now()
    form = JournalFilter(request.GET)
    criteria = form.criteria(clock.office_date(at))
    before = request.GET.get("before", "")
    mark = int(before) if before.isdecimal() and len(before) <= DIGITS else None
    entries = selectors.older(selectors.matching(criteria), mark, PAGE)
    audit.record_view(chain="system", page="审计台", by=request.user, at=at)  # type: ignore[arg-type]  # signed in
    return render(
        request,
        "audit/desk.html",
        {
            "form": form,
            "criteria": criteria,
            "rows": [(entry, selectors.line_of(entry)) for entry in entries],
            "next_before": entries[-1].pk if len(entries) == PAGE else None,
            "seal": selectors.last_seal(),
        },
    )


@require_POST
@requires(Role.AUDIT_ADMIN)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Send the entries that fit the filter as CSV; the export is journalled."""
    at = clock.now()
    criteria = JournalFilter(request.POST).criteria(clock.office_date(at))
    entries = audit.export(criteria=criteria, by=request.user, at=at)  # type: ignore[arg-type]  # signed in
    name = f"journal-{criteria.since:%Y%m%d}-{criteria.until:%Y%m%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(entries.iterator()), content_type="text/csv; charset=utf-8", headers=headers)
