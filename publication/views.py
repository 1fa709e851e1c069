"""The office side of a release: what the public will get, byte for byte, before it gets it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.models import User
from common import clock
from common.errors import NotFound
from common.gate import Gate
from documents import selectors as documents
from documents.choices import Action
from documents.models import Document
from documents.services.moves import subject_of
from portal.views import TYPES
from publication import preview as shown
from publication import selectors
from publication.errors import NothingTypeset
from publication.models import PublicCopy


@signed_in
@require_safe
def preview(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show the newest copy as the portal will show it, with what the final check found.

    Raises NotFound for documents that the person may not know of, NothingTypeset before typesetting.
    """
    document, person = _visible(request, document_id)
    copy = selectors.latest_copy(document)
    if copy is None:
        raise NothingTypeset
    context = {**_record(document), **_files(document, copy), "gate": _gate(document, person)}
    return render(request, "publication/release_preview.html", {**context, "document": document})


@signed_in
@require_safe
def preview_file(request: HttpRequest, document_id: int, serial: int, kind: str) -> HttpResponse:
    """Serve a file of a stored copy, exactly the bytes that the portal serves after the release."""
    document, _ = _visible(request, document_id)
    copies = PublicCopy.objects.select_related(kind)
    copy = get_object_or_404(copies, document=document, serial=serial, erased_at__isnull=True)
    blob = getattr(copy, kind)
    if blob is None:
        raise NotFound
    response = HttpResponse(bytes(blob.data), content_type=TYPES[kind])
    name = f"{document.number_text}.{kind}"
    response["Content-Disposition"] = content_disposition_header(kind == "docx", name) or ""
    return response


def _visible(request: HttpRequest, document_id: int) -> tuple[Document, User]:
    person = request.user
    assert isinstance(person, User)  # noqa: S101  # the access mark sees to it
    today = clock.office_date(clock.now())
    if not documents.visible_to(person, today).filter(pk=document_id).exists():
        raise NotFound
    return documents.whole(document_id), person


def _record(document: Document) -> dict[str, Any]:
    """Return the catalogue columns as a release made now would carry them; number and time come with it."""
    release = selectors.live_release(document.pk)
    if release is not None:
        return {"record": shown.record_of(release), "published": True}
    return {"record": shown.record_before(selectors.present_catalogue(document)), "published": False}


def _files(document: Document, copy: PublicCopy) -> dict[str, Any]:
    urls = {kind: reverse("publication:file", args=[document.pk, copy.serial, kind]) for kind in TYPES}
    listed = shown.downloads_of(copy, urls)
    return {
        "body_html": shown.body_of(copy),
        "downloads": listed,
        "files": [{**each, "name": each["label"]} for each in listed],
        "checks": [shown.check_of(copy), shown.pdf_check_of(copy)],
        "attribute": document.decision.attribute if document.decision else "",
    }


def _gate(document: Document, person: User) -> Gate:
    return Gate("release", Action.PUBLISH.label, subject_of(document, person, None, clock.now()))
