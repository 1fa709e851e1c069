"""关联文件: the publisher confirms what a public text says that it does to other documents."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import person, requires
from accounts.roles import Role
from accounts.selectors import ancestor_ids
from audit import services as audit
from common import clock
from common.errors import DomainError, NotFound
from documents import selectors as documents
from documents.models import Document
from portal import pages as portal
from publication import selectors
from publication import services as publication
from publication.forms import RelationForm


@requires(Role.PUBLISHER)
@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show the relations that the text states, each with its decision; take a decision."""
    document = _visible(request, document_id)
    if request.method == "POST":
        return _decide(request, document)
    decided = selectors.relation_decisions(document.pk)
    release = selectors.live_release(document.pk)
    rows = [{"relation": each, "decision": decided.get(each.key)} for each in selectors.relations_stated(document)]
    portal_url = portal.document_url(release.index.text) if release else ""
    context = {"document": document, "rows": rows, "release": release, "portal_url": portal_url}
    return render(request, "publication/relations.html", context)


def _decide(request: HttpRequest, document: Document) -> HttpResponse:
    form = RelationForm(request.POST)
    if not form.is_valid():
        messages.error(request, "没有收到完整的内容，请再办理一次。")
        return _back(document)
    confirmed, by, at = form.cleaned_data["verdict"] == "confirm", person(request), clock.now()
    try:
        with transaction.atomic():
            publication.decide_relation(document=document, key=form.key, confirmed=confirmed, by=by, at=at)
        messages.success(request, "已确认，门户页面已更新。" if confirmed else "已标为不采用，门户不显示。")
    except DomainError as error:
        audit.record_refusal(chain=f"document:{document.pk}", act="确认文件关联", code=error.code, by=by, at=at)
        messages.error(request, str(error))
    return _back(document)


def _back(document: Document) -> HttpResponse:
    return HttpResponseRedirect(reverse("publication:relations", args=[document.pk]))


def _visible(request: HttpRequest, document_id: int) -> Document:
    user, today = person(request), clock.office_date(clock.now())
    known = documents.visible_to(user, today).filter(lead_office__in=ancestor_ids(user.office))
    if not known.filter(pk=document_id).exists():
        raise NotFound  # also for a publisher of another organ who was asked for a co-sign
    return documents.whole(document_id)
