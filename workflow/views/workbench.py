"""The workbench: findings kept, redacted, taken up again; one domain call for each button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from common.errors import DomainError, NotFound
from documents import selectors as documents_of
from review.choices import CONFIDENTIALITY_CHAIN, Outcome, Reach
from review.services import Answer
from workflow import policies, selectors
from workflow import services as workflow
from workflow.forms.findings import KEEP, REDACT, REOPEN, RESTORE, FindingsForm
from workflow.models import DeskTask
from workflow.pages.standing import Bench, bench_of
from workflow.pages.step import Place
from workflow.pages.workbench import CHANGES, SIDES, TEXT, form_of, workbench_page
from workflow.services.findings import Cut
from workflow.views.base import Visit, for_the_office, note_refusal, visit


@for_the_office
class WorkbenchView(View):
    """The text as the public will read it, with its findings; shown to whoever the task asks, to nobody else."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the text and the findings; a closed task leads to its document."""
        here, task = visit(request), self._task(pk)
        place = self._place(here, task)
        if not task.is_open:
            return redirect("workflow:document", pk=task.document_id)
        bench = bench_of(documents_of.whole(task.document_id))
        return self._page(place, bench, form_of(bench))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Dispose of what was chosen; a refusal keeps what was typed and says why."""
        here, task = visit(request), self._task(pk)
        place = self._place(here, task)
        bench = bench_of(documents_of.whole(task.document_id))
        form = form_of(bench, request.POST, request.POST.get("act", ""))
        if not form.is_valid():
            return self._page(place, bench, form, 422)
        try:
            done = self._act(here, pk, form)
        except NotFound:
            raise
        except DomainError as error:
            chain = f"document:{task.document_id}"
            note_refusal(error, chain=chain, act="处理疑点", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(place, bench_of(documents_of.whole(task.document_id)), form, error.http_status)
        messages.success(request, done)
        return redirect("workflow:workbench", pk=pk)

    def _act(self, here: Visit, pk: int, form: FindingsForm) -> str:
        """Make the one domain call of the pressed button; return what was done, in words."""
        cleaned: dict[str, Any] = form.cleaned_data
        who: dict[str, Any] = {
            "task_id": pk,
            "token": self.request.POST.get("token", ""),
            "by": here.user,
            "at": here.at,
        }
        serials = tuple(cleaned["findings"])
        if form.act == KEEP:
            workflow.keep(serials=serials, answer=Answer(Outcome.KEEP, cleaned["reason"], cleaned["text"]), **who)
            return f"已保留 {len(serials)} 处疑点，理由已记入留痕。"
        if form.act == REOPEN:
            workflow.keep(serials=serials, answer=Answer(Outcome.REOPEN), **who)
            return f"{len(serials)} 处疑点须重新处理。"
        if form.act == REDACT:
            cut = Cut(serials, form.passages(), cleaned["ground"], cleaned["reach"] or Reach.HERE)
            count = workflow.redact(cut=cut, **who)
            return f"已作区分处理，公开文本现有 {count} 处删减，并已重新扫描。"
        if form.act == RESTORE:
            count = workflow.restore(numbers=cleaned["withheld"], **who)
            return f"已恢复所选文字，公开文本现有 {count} 处删减，并已重新扫描。"
        return "扫描完成。" if workflow.rescan(**who) else "扫描仍未完成，本件视为未经扫描；请联系系统管理员。"

    def _task(self, pk: int) -> DeskTask:
        task = selectors.desk_task(pk)
        if task.desk not in CONFIDENTIALITY_CHAIN:
            raise NotFound
        return task

    def _place(self, here: Visit, task: DeskTask) -> Place:
        identity = policies.first_fit(here.identities, task)
        if identity is None:
            raise NotFound
        return Place(task, here.user, identity, here.today, here.at)

    def _page(self, place: Place, bench: Bench, form: FindingsForm, status: int = 200) -> HttpResponse:
        asked = self.request.GET.get("view")
        view = SIDES if asked == SIDES and bench.passages else CHANGES if asked == CHANGES else TEXT
        context = workbench_page(place, bench, form, view)
        return render(self.request, "workflow/workbench.html", context, status=status)
