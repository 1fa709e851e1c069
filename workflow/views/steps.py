"""One desk at work: the page, the decision, the return; one domain call for each act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from common.clock import office_text
from common.errors import DomainError, NotFound
from common.pages import error_page
from documents import selectors as documents_of
from documents.models import Document
from documents.uploads import oversize
from publication.errors import ScheduleNotAhead
from review.choices import Desk, Resume, Verdict
from review.errors import TextMissing, VerdictUnknown
from workflow import policies, selectors
from workflow import services as workflow
from workflow.announcing import task_url
from workflow.errors import HeldByOther, RightLost, Stale, TaskClosed
from workflow.forms.steps import CLASSIFY, RETURN, StepForm
from workflow.models import DeskTask
from workflow.pages.step import Place, form_of, step_page
from workflow.pages.where import where_now
from workflow.services.acts import Act
from workflow.services.returns import Back
from workflow.views.base import Visit, for_the_office, note_refusal, visit
from workflow.views.drafts import note_upload

ACTED_FIRST = (TaskClosed, Stale, HeldByOther)
LATEST = 3  # acts that are named to whoever came second
FIELDS = {TextMissing.code: "text", VerdictUnknown.code: "verdict", ScheduleNotAhead.code: "release_at"}


@for_the_office
class StepView(View):
    """The page of a task: shown to whoever it asks, to nobody else."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the desk; a closed task leads to its document, a draft to its own page."""
        here, task = visit(request), selectors.desk_task(pk)
        place = self._place(here, task)
        if isinstance(place, HttpResponse):
            return place
        if task.desk == Desk.REVISE:
            return redirect("workflow:draft", pk=task.document_id)
        if not task.is_open:
            messages.info(request, str(workflow.closed(task)))
            return redirect("workflow:document", pk=task.document_id)
        document = documents_of.whole(task.document_id)
        return self._page(place, document, form_of(place, document))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide or give back; a refusal keeps what was typed and says why."""
        here, task = visit(request), selectors.desk_task(pk)
        place = self._place(here, task)
        if isinstance(place, HttpResponse):
            return place
        document = documents_of.whole(task.document_id)
        act = request.POST.get("act", "")
        form = form_of(place, document, request.POST, request.FILES, act=act, oversize=oversize(request))
        if not form.is_valid():
            note_upload(form, here)
            return self._page(place, document, form, form.status)
        try:
            done = self._act(here, pk, form)
        except RightLost as error:
            return self._right_lost(here, task, error)
        except NotFound:
            raise
        except DomainError as error:
            return self._refused(here, place, form, error)
        messages.success(request, f"{done}{where_now(task.document_id)}")
        return redirect(self._next(here))

    def _place(self, here: Visit, task: DeskTask) -> Place | HttpResponse:
        """Return the task as the person sees it, or the page that says that the right was lost."""
        identity = policies.first_fit(here.identities, task)
        if identity is not None:
            return Place(task, here.user, identity, here.today, here.at)
        if task.owner_id == here.user.pk and task.is_open:
            return self._right_lost(here, task, RightLost())
        raise NotFound

    def _act(self, here: Visit, pk: int, form: StepForm) -> str:
        """Make the one domain call of the pressed button; return what was done, in words."""
        token, cleaned = self.request.POST.get("token", ""), form.cleaned_data
        label = Desk(form.desk).label
        if form.act == RETURN and form.return_fields():
            to_desk = Desk(cleaned["to_desk"])
            resume = Resume(cleaned["resume"] or Resume.DIRECT)
            back = Back(to_desk, cleaned["return_reason"], cleaned["return_text"], resume)
            workflow.give_back(task_id=pk, token=token, back=back, by=here.user, at=here.at)
            return f"已由“{label}”退回至“{to_desk.label}”。"
        timing = form.timing()
        act = Act(form.given(), series=cleaned.get("series"), issued_on=cleaned.get("issued_on"), timing=timing)
        workflow.decide(task_id=pk, token=token, act=act, by=here.user, at=here.at)
        if form.act == CLASSIFY:
            return "已认定应当定密，本系统内的正文、附件与意见已清除。请按规定改用涉密渠道办理。"
        if form.desk == Desk.CONFIDENTIALITY_LEADER and act.given.verdict == Verdict.CANNOT_DETERMINE:
            return "已记录“无法确定”；请下载函件送有关主管部门或保密行政管理部门，收到答复登记后再作裁定。"
        return f"已定时公开：{office_text(timing.release_at)}。" if timing else f"已完成“{label}”。"

    def _refused(self, here: Visit, place: Place, form: StepForm, error: DomainError) -> HttpResponse:
        task = selectors.desk_task(place.task.pk)
        chain = f"document:{task.document_id}"
        note_refusal(error, chain=chain, act=str(task.get_desk_display()), by=here.user, at=here.at)
        form.show_refusal(error, FIELDS.get(error.code, ""))
        stale = None
        if isinstance(error, ACTED_FIRST):
            stale = {"sentence": str(error), "entries": selectors.latest_changes(task.document_id, LATEST)}
        now = Place(task, place.user, place.identity, place.today, place.at)
        return self._page(now, documents_of.whole(task.document_id), form, error.http_status, stale)

    def _right_lost(self, here: Visit, task: DeskTask, error: RightLost) -> HttpResponse:
        """Put the task back into its queue and say that the right is gone (style trap 9)."""
        chain = f"document:{task.document_id}"
        note_refusal(error, chain=chain, act=str(task.get_desk_display()), by=here.user, at=here.at)
        workflow.release_claim(task_id=task.pk, by=here.user, at=here.at)
        return error_page(self.request, error)

    def _page(
        self, place: Place, document: Document, form: StepForm, status: int = 200, stale: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = step_page(place, document, form, stale=stale)
        others = selectors.to_do(place.user, policies.identities(place.user, place.today.day)).exclude(pk=place.task.pk)
        following = others.first()
        context["next_url"] = task_url(following) if following else ""
        return render(self.request, "workflow/step.html", context, status=status)

    def _next(self, here: Visit) -> str:
        """Return the address of the next to-do, else the list."""
        following = selectors.to_do(here.user, here.identities).first()
        return task_url(following) if following else reverse("workflow:desk")
