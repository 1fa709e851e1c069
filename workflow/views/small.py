"""What pages with one form share: shown, judged, one domain call, and a refusal that keeps what was typed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from common.errors import DomainError, NotFound
from common.forms import RuledForm
from workflow.views.base import Visit, note_refusal, visit


class FormPageView(View):
    """One form; the subclass makes it, does the act, and says what its page shows."""

    template = ""
    label = ""

    def get(self, request: HttpRequest, **where: Any) -> HttpResponse:
        """Show the form."""
        self.here, self.where = visit(request), where
        return self._page(self.form())

    def post(self, request: HttpRequest, **where: Any) -> HttpResponse:
        """Do the act; a refusal keeps what was typed and says why."""
        self.here, self.where = visit(request), where
        form = self.form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            done, back = self.act(form)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=self.chain(), act=self.label, by=self.here.user, at=self.here.at)
            form.show_refusal(error)
            return self._page(form, error.http_status)
        messages.success(request, done)
        return redirect(back)

    here: Visit

    def form(self, *given: Any) -> RuledForm:
        """Return the form, with what was sent when something was."""
        raise NotImplementedError

    def act(self, form: Any) -> tuple[str, str]:
        """Make the one domain call; return what was done, and where to go."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """Return what the page shows beside the form."""
        return {}

    def chain(self) -> str:
        """Return the chain of the journal that a refusal goes to."""
        return "system"

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        return render(self.request, self.template, {"form": form, **self.context()}, status=status)
