"""新拟公文、修改草稿、送审: what the drafter does before the desks are asked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from accounts.access import requires
from accounts.roles import Role
from audit import services as audit
from common.errors import DomainError, NotFound
from documents import policies
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from documents.uploads import oversize
from workflow import selectors
from workflow import services as workflow
from workflow.forms.drafts import ONE_ATTRIBUTE, DraftForm, UploadForm
from workflow.forms.files import TakesFiles
from workflow.pages.dossier import Dossier
from workflow.pages.draft import choices_of, draft_page, initial_of
from workflow.pages.where import submitted, where_now
from workflow.services.editing import Edit, Text
from workflow.views.base import Visit, note_refusal, visit


def note_upload(form: TakesFiles, here: Visit) -> None:
    """Journal that an upload was refused: the code only, never a name or a text."""
    if form.refused:
        facts = {"code": form.refused.code}
        audit.record(chain="system", verb="document.upload_refused", facts=facts, by=here.user, at=here.at)


@requires(Role.DRAFTER)
class NewDocumentView(View):
    """新拟公文: the file makes the draft; a refused file leaves nothing behind."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._page(UploadForm(principals=self._principals(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the files in and make the draft, or say why not."""
        here = visit(request)
        form = UploadForm(request.POST, request.FILES, oversize=oversize(request), principals=self._principals(request))
        if not form.is_valid():
            note_upload(form, here)
            return self._page(form, form.status)
        cleaned = form.cleaned_data
        document = documents.create_draft(
            taken=cleaned["file"], attachments=cleaned["attachments"], by=here.user,
            on_behalf_of=form.principal(), at=here.at,
        )  # fmt: skip
        messages.success(request, "已读出公文要素，请核对并提出公开属性。")
        return redirect("workflow:draft", pk=document.pk)

    def _principals(self, request: HttpRequest) -> list[Any]:
        found = visit(request).identities[1:]
        return [identity.person for identity in found if Role.DRAFTER in identity.roles]

    def _page(self, form: UploadForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "cancel_url": reverse("workflow:desk")}
        return render(self.request, "documents/draft_upload.html", context, status=status)


@requires(Role.DRAFTER)
class DraftView(View):
    """修改草稿 and 送审; whoever may not edit the draft does not learn that it is there."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the draft; a document that is being handled already has its own page."""
        here, document = visit(request), documents_of.whole(pk)
        if not policies.may_edit(here.user, document, here.day):
            selectors.document_for(here.user, pk, here.day)
            return redirect("workflow:document", pk=pk)
        return self._page(here, document, self._form(here, document))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save what was typed, and hand it in when asked to."""
        here, document = visit(request), documents_of.whole(pk)
        form = self._form(here, document, request)
        if not form.is_valid():
            if not policies.may_edit(here.user, document, here.day):
                raise NotFound
            note_upload(form, here)
            return self._page(here, document, form, form.status)
        try:
            refusal = workflow.save_draft(
                document_id=pk, token=request.POST.get("token", ""), edit=_edit(form), by=here.user, at=here.at
            )
        except NotFound:
            raise
        except DomainError as error:
            return self._refused(here, pk, form, error, "保存草稿")
        return self._saved(here, pk, form, refusal)

    def _saved(self, here: Visit, pk: int, form: DraftForm, refusal: DomainError | None) -> HttpResponse:
        if refusal or form.begun_without_attribute():
            form.add_error("attribute", str(refusal) if refusal else ONE_ATTRIBUTE)
            messages.info(self.request, "公文要素已保存；公开属性还不完整，未保存。")
            return self._page(here, documents_of.whole(pk), form, 422)
        if "submit" not in self.request.POST:
            messages.success(self.request, "草稿已保存。")
            return redirect("workflow:draft", pk=pk)
        return self._submit(here, pk, form)

    def _submit(self, here: Visit, pk: int, form: DraftForm) -> HttpResponse:
        try:
            note = form.cleaned_data["note"]
            voided = workflow.submit(document_id=pk, note=note, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            messages.info(self.request, "草稿已保存，但还没有送审。")
            return self._refused(here, pk, form, error, "送审")
        messages.success(self.request, submitted(voided) + where_now(pk))
        return redirect("workflow:document", pk=pk)

    def _refused(self, here: Visit, pk: int, form: DraftForm, error: DomainError, act: str) -> HttpResponse:
        note_refusal(error, chain=f"document:{pk}", act=act, by=here.user, at=here.at)
        form.show_refusal(error)
        return self._page(here, documents_of.whole(pk), form, error.http_status)

    def _form(self, here: Visit, document: Document, request: HttpRequest | None = None) -> DraftForm:
        given = (request.POST, request.FILES) if request else ()
        return DraftForm(
            *given,
            choices=choices_of(document, here.day),
            initial=initial_of(document),
            oversize=oversize(request) if request else set(),
        )

    def _page(self, here: Visit, document: Document, form: DraftForm, status: int = 200) -> HttpResponse:
        dossier = Dossier(document, selectors.sight_of(here.user, document, here.day), here.today)
        context = draft_page(document, form, dossier, by=here.user, at=here.at)
        return render(self.request, "documents/draft_form.html", context, status=status)


def _edit(form: DraftForm) -> Edit:
    """Return what the valid form changes; a text only where files were chosen or attachments dropped."""
    cleaned = form.cleaned_data
    keeps = cleaned.get("keep_attachments", True)
    text = None
    if cleaned["file"] or cleaned["attachments"] or not keeps:
        text = Text(cleaned["file"], cleaned["attachments"], keeps, cleaned["note"])
    return Edit(form.elements(), form.proposal(), text)
