"""公开专栏: the statutory pages of the portal are written here."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person, requires
from accounts.roles import Role
from audit import services as audit
from common import clock
from common.errors import DomainError, NotFound
from portal import pages as portal
from portal.choices import WRITTEN, ColumnKind
from publication import selectors
from publication import services as publication
from publication.forms import ColumnForm

SHOWN = 20  # versions that the page lists
for_editors = requires(Role.PUBLISHER, Role.DISCLOSURE_OFFICER)


@for_editors
@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """List the statutory pages, each with its newest version or the gap."""
    rows = [
        {"kind": kind.value, "label": kind.label, "newest": selectors.column_versions(kind).first()} for kind in WRITTEN
    ]
    return render(request, "publication/column_list.html", {"rows": rows})


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def column(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the editor of one page with its versions; keep and show a new version."""
    if kind not in WRITTEN:
        raise NotFound
    versions = list(selectors.column_versions(kind)[:SHOWN])
    newest = versions[0] if versions else None
    known = {"text": newest.text if newest else "", "seen": newest.serial if newest else 0}
    form = ColumnForm(request.POST) if request.method == "POST" else ColumnForm(initial=known)
    if request.method == "POST" and form.is_valid() and _saved(request, kind, form):
        return HttpResponseRedirect(reverse("publication:column", args=[kind]))
    context = {"form": form, "label": ColumnKind(kind).label, "kind": kind, "versions": versions}
    context |= {"portal_url": portal.column_url(kind)}
    return render(request, "publication/column.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, kind: str, form: ColumnForm) -> bool:
    data, by, at = form.cleaned_data, person(request), clock.now()
    try:
        with transaction.atomic():
            publication.write_column(kind=kind, text=data["text"], seen=data["seen"], by=by, at=at)
    except DomainError as error:
        audit.record_refusal(chain="system", act=f"发布专栏“{ColumnKind(kind).label}”", code=error.code, by=by, at=at)
        form.show_refusal(error)
        return False
    messages.success(request, "已保存并公布。")
    return True
