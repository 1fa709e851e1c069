"""The page of a document, its files, and what drafter and General Office do from there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common.errors import NotFound
from documents.docx.pictures import is_png
from review.models import Cosign
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.acts import ConfirmForm, OfficeForm, StopReopeningForm, WithdrawForm
from workflow.pages.comparison import INLINE, SIDE, comparison_page
from workflow.pages.document import document_page
from workflow.pages.where import where_now
from workflow.services import reading
from workflow.views.base import attempt, file_response, for_the_office, visit


def _page(document_id: int) -> str:
    return reverse("workflow:document", args=[document_id])


@require_safe
@for_the_office
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one document as the person may read it."""
    here = visit(request)
    opened = reading.open_document(document_id=pk, by=here.user, at=here.at)
    context = document_page(opened, here.identities, here.today, at=here.at)
    return render(request, "documents/document_detail.html", context)


@require_safe
@for_the_office
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed between two versions that the person may read, side by side or in one text."""
    here = visit(request)
    old, new = (_serial(request.GET.get(name, "")) for name in ("old", "new"))
    compared = reading.compare_versions(document_id=pk, old=old, new=new, by=here.user, at=here.at)
    view = INLINE if request.GET.get("view") == INLINE else SIDE
    context = comparison_page(compared, view=view, whole=request.GET.get("all") == "1")
    return render(request, "documents/document_compare.html", context)


def _serial(text: str) -> int | None:
    """Return the serial number in an address: None when there is none, 0 (no version has it) when it is none."""
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004  # no serial is longer


@require_safe
@for_the_office
def download(request: HttpRequest, pk: int, serial: int) -> HttpResponse:
    """Send the original Word file of a version."""
    here = visit(request)
    version = reading.fetch_version(document_id=pk, serial=serial, by=here.user, at=here.at)
    assert version.blob is not None  # noqa: S101  # fetch_version saw to it
    return file_response(bytes(version.blob.data), version.filename)


@require_safe
@for_the_office
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the Word file that is printed for the addressees."""
    here = visit(request)
    name, data = reading.fetch_printed(document_id=pk, by=here.user, at=here.at)
    return file_response(data, name)


@require_safe
@for_the_office
def attachment(request: HttpRequest, pk: int, serial: int, number: int) -> HttpResponse:
    """Send the original Word file of an attachment."""
    here = visit(request)
    found = reading.fetch_attachment(document_id=pk, serial=serial, number=number, by=here.user, at=here.at)
    assert found.blob is not None  # noqa: S101  # fetch_attachment saw to it
    return file_response(bytes(found.blob.data), found.filename)


@require_safe
@for_the_office
def picture(request: HttpRequest, pk: int, serial: int, sha256: str) -> HttpResponse:
    """Send a picture of a version, for its page; the address names the bytes, so they never change."""
    here = visit(request)
    data = reading.fetch_picture(document_id=pk, serial=serial, sha256=sha256, by=here.user, at=here.at)
    response = HttpResponse(data, content_type="image/png" if is_png(data) else "image/jpeg")
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response


@require_safe
@for_the_office
def opinion_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a paper attached to an opinion."""
    here = visit(request)
    found = reading.fetch_opinion_file(file_id=pk, by=here.user, at=here.at)
    assert found.blob is not None  # noqa: S101  # fetch_opinion_file saw to it
    return file_response(bytes(found.blob.data), found.filename)


@require_POST
@for_the_office
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回, with a reason."""
    here = visit(request)
    selectors.document_for(here.user, pk, here.day)
    form = WithdrawForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        messages.error(request, "撤回须写明原因（最多 500 字）。")
        return redirect("workflow:document", pk=pk)
    return attempt(
        request,
        lambda: workflow.withdraw(document_id=pk, reason=form.cleaned_data["return_text"], by=here.user, at=here.at),
        label="撤回",
        done="已撤回，公文现为草稿，可以修改后再送审。",
        chain=f"document:{pk}",
        back=_page(pk),
    )


@require_POST
@for_the_office
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """作废, after a tick."""
    here = visit(request)
    selectors.document_for(here.user, pk, here.day)
    if not ConfirmForm(request.POST, prefix="discard", label="确认").is_valid():
        messages.error(request, "请先勾选“确认作废”。")
        return redirect("workflow:document", pk=pk)
    return attempt(
        request,
        lambda: workflow.discard(document_id=pk, by=here.user, at=here.at),
        label="作废",
        done="草稿已作废。",
        chain=f"document:{pk}",
        back=_page(pk),
    )


@require_POST
@for_the_office
def stop_reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """终止转为公开, with a reason."""
    here = visit(request)
    selectors.document_for(here.user, pk, here.day)
    form = StopReopeningForm(request.POST, prefix="keep")
    if not form.is_valid():
        messages.error(request, "终止转为公开须写明原因（最多 300 字）。")
        return redirect("workflow:document", pk=pk)
    return attempt(
        request,
        lambda: workflow.stop_reopening(document_id=pk, reason=form.cleaned_data["reason"], by=here.user, at=here.at),
        label="终止转为公开",
        done="已终止转为公开，公文仍为已归存，公开属性不变。",
        chain=f"document:{pk}",
        back=_page(pk),
    )


@require_POST
@for_the_office
def cosign_add(request: HttpRequest, pk: int) -> HttpResponse:
    """加签."""
    here = visit(request)
    found = selectors.document_for(here.user, pk, here.day)
    organ = policies.paths_to(found.lead_office.path)[0]
    form = OfficeForm(request.POST, organ=organ, leave_out=set(), prefix="cosign")
    if not form.is_valid():
        messages.error(request, "请先选择会签单位。")
        return redirect("workflow:document", pk=pk)
    office = form.cleaned_data["office"]
    return attempt(
        request,
        lambda: workflow.add_signer(document_id=pk, office=office, by=here.user, at=here.at),
        label="加签",
        done=f"已请{office.name}会签。",
        chain=f"document:{pk}",
        back=_page(pk),
    )


@require_POST
@for_the_office
def cosign_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """减签."""
    here = visit(request)
    row = Cosign.objects.select_related("round", "office").filter(pk=pk).first()
    if row is None:
        raise NotFound
    selectors.document_for(here.user, row.round.document_id, here.day)
    return attempt(
        request,
        lambda: workflow.withdraw_signer(cosign_id=pk, by=here.user, at=here.at),
        label="减签",
        done=f"已撤销{row.office.name}的会签。{where_now(row.round.document_id)}",
        chain=f"document:{row.round.document_id}",
        back=_page(row.round.document_id),
    )
