"""如何计算: how a deadline was counted, for whoever may know of its document; 延期: asked for and decided there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from common.errors import DomainError, NotFound
from common.forms import RuledForm
from deadlines.choices import ClockKind
from deadlines.errors import ExtensionWordsMissing
from deadlines.selectors import calendar
from documents.models import Document
from workflow import selectors
from workflow import services as workflow
from workflow.forms.extensions import AskForm, DecideForm
from workflow.pages.deadlines import ASKED, Asked, deadline_page, extensions_shown, of_consultation
from workflow.pages.lights import deadline_url
from workflow.services.consultations import read_consultation
from workflow.views.base import Visit, for_the_office, note_refusal, visit

ACTS = {"ask": "申请延期", "grant": "同意延期", "refuse": "不同意延期"}


@for_the_office
class DeadlineView(View):
    """Each day that was counted; a deadline of another document does not exist here."""

    def get(self, request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
        """Show it."""
        here = visit(request)
        document, asked = self._asked(here, pk, kind, subject)
        return self._page(here, document, asked)

    def post(self, request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
        """Ask for more time, or decide on it; a refusal keeps what was typed."""
        here = visit(request)
        document, asked = self._asked(here, pk, kind, subject)
        act = request.POST.get("act", "")
        if asked.kind is not ClockKind.DESK or act not in ACTS:
            raise NotFound
        form = AskForm(request.POST, unit=asked.unit) if act == "ask" else DecideForm(request.POST)
        if not form.is_valid():
            return self._page(here, document, asked, form, 422)
        try:
            self._act(here, asked, act, form.cleaned_data)()
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act=ACTS[act], by=here.user, at=here.at)
            form.show_refusal(error, "answer" if error.code == ExtensionWordsMissing.code else "")
            return self._page(here, document, asked, form, error.http_status)
        messages.success(request, f"已{ACTS[act]}。")
        return redirect(deadline_url(pk, asked.kind, asked.subject_id))

    def _act(self, here: Visit, asked: Asked, act: str, given: dict[str, Any]) -> Callable[[], Any]:
        who: dict[str, Any] = {"task_id": asked.subject_id, "by": here.user, "at": here.at}
        if act == "ask":
            return lambda: workflow.ask_more_time(amount=given["amount"], reason=given["reason"], **who)
        number = self.request.POST.get("extension", "")
        row = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0  # noqa: PLR2004  # a key
        return lambda: workflow.decide_more_time(extension_id=row, grants=act == "grant", answer=given["answer"], **who)

    def _asked(self, here: Visit, pk: int, kind: str, subject: int) -> tuple[Document, Asked]:
        document = selectors.document_for(here.user, pk, here.day)
        days = calendar(document.lead_office.path)
        if kind in ASKED:
            return document, ASKED[kind](document, subject, here.at, days)
        if kind != ClockKind.CONSULTATION:
            raise NotFound
        opened = read_consultation(consultation_id=subject, by=here.user, at=here.at)
        if opened.document.pk != document.pk:
            raise NotFound
        return document, of_consultation(opened, here.at, days)

    def _page(
        self, here: Visit, document: Document, asked: Asked, refused: RuledForm | None = None, status: int = 200
    ) -> HttpResponse:
        context = deadline_page(document, asked, calendar(document.lead_office.path))
        context |= extensions_shown(document, asked, here.identities, refused, by=here.user, at=here.at)
        return render(self.request, "workflow/deadline.html", context, status=status)
