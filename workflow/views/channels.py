"""渠道与回执: how one document reached each outlet, what its live page showed last, and the manners by hand (R40)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from publication.outlets.selectors import delivery_of
from publication.services import deliveries, placements
from workflow import policies, selectors
from workflow.forms.outlets import PlacementForm, PlacementNoteForm
from workflow.pages.channels import channels_page
from workflow.views.base import Visit, attempt, for_the_office, note_refusal, visit


def _back(pk: int) -> str:
    return reverse("workflow:channels", args=[pk])


@require_safe
@for_the_office
def channels(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every delivery of the document with its state, attempts and receipt."""
    here = visit(request)
    document = selectors.document_for(here.user, pk, here.day)
    context = channels_page(document, here.identities)
    return render(request, "workflow/channels.html", context)


def _published_by(request: HttpRequest, pk: int) -> tuple[Visit, Document]:
    here = visit(request)
    document = selectors.document_for(here.user, pk, here.day)
    if policies.publishing_as(here.identities, document) is None:
        raise NotFound
    return here, document


@require_POST
@requires(Role.PUBLISHER)
def resend(request: HttpRequest, pk: int, delivery: int) -> HttpResponse:
    """重发 what failed."""
    here, document = _published_by(request, pk)
    held = delivery_of(document.pk, delivery)
    if held is None:
        raise NotFound
    return attempt(
        request,
        lambda: deliveries.resend(delivery_id=held.pk, by=here.user, at=here.at),
        label="重发",
        done=f"已交办向“{held.outlet}”重发，回执键不变；稍后刷新可见结果。",
        chain=f"document:{pk}",
        back=_back(pk),
    )


@require_POST
@requires(Role.PUBLISHER)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """登记登载方式."""
    here, document = _published_by(request, pk)
    form = PlacementForm(request.POST)
    if not form.is_valid():
        return _again(request, document, here, {"plan_form": form})
    return attempt(
        request,
        lambda: placements.plan_placement(
            document=document, channel=form.cleaned_data["channel"], by=here.user, at=here.at
        ),
        label="登记登载方式",
        done="已登记；登载后请补记日期和登载处。",
        chain=f"document:{pk}",
        back=_back(pk),
    )


@require_POST
@requires(Role.PUBLISHER)
def note(request: HttpRequest, pk: int, placement: int) -> HttpResponse:
    """登记登载回执; a refusal keeps what was typed."""
    here, document = _published_by(request, pk)
    form = PlacementNoteForm(request.POST, prefix=f"p{placement}")
    if not form.is_valid():
        return _again(request, document, here, {"note_forms": {placement: form}})
    try:
        placements.note_placement(
            document=document, placement_id=placement, **form.cleaned_data, by=here.user, at=here.at
        )
    except DomainError as error:
        note_refusal(error, chain=f"document:{pk}", act="登记登载回执", by=here.user, at=here.at)
        form.show_refusal(error, "appeared_on")
        return _again(request, document, here, {"note_forms": {placement: form}}, error.http_status)
    messages.success(request, "已登记登载回执。")
    return redirect(_back(pk))


def _again(
    request: HttpRequest, document: Document, here: Visit, typed: dict[str, Any], status: int = 422
) -> HttpResponse:
    context = channels_page(document, here.identities, **typed)
    return render(request, "workflow/channels.html", context, status=status)
