"""公开专栏: the statutory pages of the portal are written here by one person and approved by another."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person, requires
from accounts.roles import Role
from accounts.selectors import roles_of
from audit import services as audit
from common import clock
from common.clock import office_date
from common.errors import DomainError, NotFound
from portal import pages as portal
from portal.choices import WRITTEN, ColumnKind, column_label, report_page
from publication import selectors
from publication import services as publication
from publication.choices import ProposalState
from publication.facts import ReportFacts
from publication.forms import ColumnDecisionForm, ColumnForm
from publication.models import ColumnVersion
from publication.report_rules import BASIS, is_report_public_in_time, is_written, report_due, reported_years

SHOWN = 20  # versions that the page lists
RECENT = 6  # annual reports that the list shows at once
EDITORS = frozenset({Role.PUBLISHER, Role.DISCLOSURE_OFFICER})
for_editors = requires(Role.SIGNATORY, *sorted(EDITORS))
DONE = {
    "approve": "已批准，门户页面已更新。",
    "refuse": "已决定不批准，门户页面不变。",
    "withdraw": "已收回，门户页面不变。",
}


@for_editors
@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """List the statutory pages, each with its newest version or the gap, and the annual reports by year."""
    newest, shown = selectors.latest_columns()
    today = office_date(clock.now())

    def row(code: str, **more: Any) -> dict[str, Any]:
        held = {"newest": newest.get(code), "shown": shown.get(code)}
        return {"kind": code, "label": column_label(code), **held, **more}

    reports = [
        row(report_page(year), due=report_due(year, settings.GOVERNMENT_REPORT)) for year in reported_years(today)
    ]
    for each in reports[:1]:
        each["in_time"] = is_report_public_in_time(ReportFacts(today.year - 1, today, settings.GOVERNMENT_REPORT))
    rows = [row(kind.value) for kind in WRITTEN]
    is_filled = any(each["shown"] and not each["shown"].blank for each in reports)
    for each in rows:
        each["is_optional"] = each["kind"] == ColumnKind.ANNUAL and is_filled
    context = {"rows": rows, "reports": reports[:RECENT], "earlier": reports[RECENT:], "basis": BASIS}
    return render(request, "publication/column_list.html", context)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def column(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the editor of one page with its versions; keep a new version, or decide on the one that waits."""
    if not is_written(kind, office_date(clock.now())):
        raise NotFound
    if request.method != "POST":
        return _page(request, kind)
    if "act" in request.POST:
        return _decision(request, kind)
    if not roles_of(person(request).pk) & EDITORS:
        raise NotFound
    form = ColumnForm(request.POST)
    if form.is_valid() and _saved(request, kind, form):
        return HttpResponseRedirect(reverse("publication:column", args=[kind]))
    return _page(request, kind, form, status=422)


def _page(
    request: HttpRequest,
    kind: str,
    form: ColumnForm | None = None,
    decision: ColumnDecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, versions = person(request), list(selectors.column_versions(kind)[:SHOWN])
    newest, held = versions[0] if versions else None, roles_of(user.pk)
    waiting = newest if newest is not None and newest.is_open else None
    known = {"text": newest.text if newest else "", "seen": newest.serial if newest else 0}
    edits = bool(held & EDITORS) and (waiting is None or form is not None)
    context = {
        "form": (form or ColumnForm(initial=known)) if edits else None,
        "decision": decision or ColumnDecisionForm(),
        "label": column_label(kind),
        "kind": kind,
        "versions": versions,
        "waiting": waiting,
        "may_decide": waiting is not None and Role.SIGNATORY in held and waiting.by_id != user.pk,
        "may_withdraw": waiting is not None and waiting.by_id == user.pk,
        "portal_url": portal.column_url(kind if kind in WRITTEN or _is_shown(versions) else ColumnKind.ANNUAL),
    }
    return render(request, "publication/column.html", context, status=status)


def _is_shown(versions: list[ColumnVersion]) -> bool:
    return any(each.text for each in versions if each.state == ProposalState.APPROVED)


def _saved(request: HttpRequest, kind: str, form: ColumnForm) -> bool:
    data, by, at = form.cleaned_data, person(request), clock.now()
    try:
        with transaction.atomic():
            publication.write_column(kind=kind, text=data["text"], seen=data["seen"], by=by, at=at)
    except DomainError as error:
        audit.record_refusal(chain="system", act=f"发布专栏“{column_label(kind)}”", code=error.code, by=by, at=at)
        form.show_refusal(error)
        return False
    messages.success(request, "已保存，待签发人批准；批准前门户页面不变。")
    return True


def _decision(request: HttpRequest, kind: str) -> HttpResponse:
    form = ColumnDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, kind, decision=form, status=422)
    data, by, at = form.cleaned_data, person(request), clock.now()
    who: dict[str, Any] = {"version_id": _version(kind, data["version"]), "by": by, "at": at}
    if data["act"] != "withdraw" and Role.SIGNATORY not in roles_of(by.pk):
        raise NotFound
    try:
        with transaction.atomic():
            _decide(data["act"], data["why"], who)
    except NotFound:
        raise
    except DomainError as error:
        audit.record_refusal(chain="system", act=f"办理专栏“{column_label(kind)}”", code=error.code, by=by, at=at)
        form.show_refusal(error, "why")
        return _page(request, kind, decision=form, status=error.http_status)
    messages.success(request, DONE[data["act"]])
    return HttpResponseRedirect(reverse("publication:column", args=[kind]))


def _version(kind: str, serial: int) -> int:
    found = ColumnVersion.objects.filter(kind=kind, serial=serial).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return int(found)


def _decide(act: str, why: str, who: dict[str, Any]) -> ColumnVersion:
    """Make the one domain call of the pressed button."""
    if act == "refuse":
        return publication.refuse_column(why=why, **who)
    return publication.approve_column(**who) if act == "approve" else publication.withdraw_column(**who)
