"""转载任务 and 转载来源: what higher bodies published, with the 24-hour clock, and what is done about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person, requires
from accounts.roles import Role
from audit import services as audit
from audit.selectors import timeline
from common import clock
from common.errors import DomainError, NotFound
from common.forms import RuledForm
from common.paging import BoundedPaginator
from deadlines.lights import HourLight
from publication.models import RepostTask
from publication.reposting import hours, publishing, selectors, services
from publication.reposting.choices import RepostState
from publication.reposting.explaining import deadline_page
from publication.reposting.forms import DeclineForm, KeepForm, PublishForm, SourceForm

PER_PAGE = 25
TABS = (
    ("waiting", "待办理"),
    ("drifted", "来源有变动"),
    (RepostState.PUBLISHED, "已转载"),
    (RepostState.DECLINED, "不转载"),
    (RepostState.WITHDRAWN, "已撤下"),
)
TAKE, DECLINE, PUBLISH, KEEP = "take", "decline", "publish", "keep"
DONE = {
    TAKE: "已取回，请核对文本与要素。",
    DECLINE: "已登记为不转载。",
    PUBLISH: "已转载到公开门户。",
    KEEP: "已登记：保留现有文本。",
}
for_reposting = requires(Role.PUBLISHER, Role.OFFICE_SECRETARY)


@require_safe
@for_reposting
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the tasks of a tab, the soonest due first."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in dict(TABS) else "waiting"
    at, counts = clock.now(), selectors.counts()
    pages = BoundedPaginator(selectors.tasks(tab), PER_PAGE, selectors.task_rows)
    page: Page[Any] = pages.get_page(request.GET.get("page"))
    page.object_list = [{"task": each, "light": _light(each, at)} for each in page.object_list]
    tabs = [
        {"label": label, "url": f"?tab={name}", "active": name == tab, "count": counts.get(name)}
        for name, label in TABS
    ]  # fmt: skip
    return render(request, "publication/repost_list.html", {"tab": tab, "tabs": tabs, "page": page})


def _light(task: RepostTask, at: Any) -> HourLight | None:
    return hours.light_of(task.due_at, at) if task.is_waiting and not task.index else None


@for_reposting
class RepostView(View):
    """One task: its source, what was fetched, the findings, and what may be done now."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the task."""
        return self._page(selectors.task_of(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what was asked; a refusal keeps what was typed and says why."""
        task, act = selectors.task_of(pk), request.POST.get("act", "")
        if act not in _acts(task):
            messages.warning(request, "此件已由他人办理，请看现在的状态。")
            return redirect("publication:repost", pk=pk)
        form = _form(act, task, request.POST)
        if not form.is_valid():
            return self._page(task, act, form)
        try:
            self._do(act, task, form)
        except NotFound:
            raise
        except DomainError as error:
            audit.record_refusal(
                chain=f"repost:{pk}", act=LABELS[act], code=error.code, by=person(request), at=clock.now()
            )
            form.show_refusal(error)
            return self._page(selectors.task_of(pk), act, form)
        messages.success(request, DONE[act])
        return redirect("publication:repost", pk=pk)

    def _do(self, act: str, task: RepostTask, form: Form) -> None:
        by, at = person(self.request), clock.now()
        if act == TAKE:
            services.take(task=task, by=by, at=at)
        elif act == PUBLISH:
            assert isinstance(form, PublishForm)  # noqa: S101
            publishing.publish(task_id=task.pk, wanted=form.wanted(), by=by, at=at)
        else:
            WITH_A_REASON[act](task_id=task.pk, reason=form.cleaned_data["reason"], by=by, at=at)

    def _page(self, task: RepostTask, act: str = "", refused: RuledForm | None = None) -> HttpResponse:
        context = {
            "task": task,
            "light": _light(task, clock.now()),
            "acts": [_shown(each, task, refused if each == act else None) for each in _acts(task)],
            "body_html": mark_safe(task.page),  # noqa: S308  # cleaned by nh3 when it was taken
            "gate": publishing.gate(task) if task.state == RepostState.TAKEN else None,
            "listing": selectors.listing_of(task),
            "timeline": timeline(f"repost:{task.pk}"),
        }
        return render(self.request, "publication/repost.html", context, status=422 if refused else 200)


@require_safe
@for_reposting
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the 24 hours of a task are counted."""
    context = deadline_page(selectors.task_of(pk), clock.now())
    return render(request, "publication/repost_deadline.html", context)


WITH_A_REASON: dict[str, Callable[..., RepostTask]] = {
    DECLINE: services.decline,
    KEEP: publishing.keep,
}
FORMS: dict[str, type[RuledForm]] = {DECLINE: DeclineForm, KEEP: KeepForm, TAKE: RuledForm}
LABELS = {TAKE: "取回来源文件", PUBLISH: "转载到门户", DECLINE: "不转载", KEEP: "保留现有文本"}


def _acts(task: RepostTask) -> list[str]:
    """Return what may be done with the task now, the usual first."""
    if task.state == RepostState.OPEN:
        return [TAKE, DECLINE]
    if task.state == RepostState.TAKEN:
        return [PUBLISH, TAKE] if task.index else [PUBLISH, DECLINE, TAKE]
    return [TAKE, KEEP] if task.state == RepostState.PUBLISHED and task.drift else []


def _form(act: str, task: RepostTask, data: Any = None) -> RuledForm:
    return PublishForm(data, task=task, prefix=act) if act == PUBLISH else FORMS[act](data, prefix=act)


def _shown(act: str, task: RepostTask, refused: RuledForm | None) -> dict[str, Any]:
    again = act == TAKE and task.state != RepostState.OPEN
    label = "重新取回来源文件" if again else LABELS[act]
    return {"act": act, "label": label, "form": refused or _form(act, task), "refused": refused is not None}


@for_reposting
class SourcesView(View):
    """The feeds that are polled, and a form for another one."""

    keeps_typed = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the feeds."""
        return self._page(SourceForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add a feed; a refusal keeps what was typed."""
        form = SourceForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        by, at = person(request), clock.now()
        try:
            services.add_source(**form.cleaned_data, by=by, at=at)
        except DomainError as error:
            audit.record_refusal(chain="system", act="增列转载来源", code=error.code, by=by, at=at)
            form.show_refusal(error, "url")
            return self._page(form, 422)
        messages.success(request, "已增列，稍后开始查询。")
        return redirect("publication:feeds")

    def _page(self, form: SourceForm, status: int = 200) -> HttpResponse:
        context = {"sources": selectors.sources(), "form": form}
        return render(self.request, "publication/feeds.html", context, status=status)


@require_POST
@for_reposting
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop or resume polling a feed."""
    source = services.switch_source(source_id=pk, by=person(request), at=clock.now())
    messages.success(request, f"已{'启用' if source.is_active else '停用'}“{source.name}”。")
    return redirect("publication:feeds")
