"""工作日历: its years, the days of regions, and entering a notice: pasted, previewed, confirmed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, signed_in
from accounts.roles import Role
from accounts.selectors import roles_of
from common.errors import DomainError
from deadlines import selectors
from deadlines import services as deadlines
from deadlines.notice import Years, read
from deadlines.services import Preview
from workflow.forms.calendar import NoticeForm, RegionalForm
from workflow.pages.calendar import clocks_shown, desks_shown, preview_shown
from workflow.views.base import Visit, attempt, note_refusal, visit
from workflow.views.small import FormPageView

ENTER = "录入放假安排"


@require_safe
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """Show every year with its status, and what regions have off otherwise."""
    here = visit(request)
    context = {
        "years": selectors.years(),
        "regional": selectors.regional_holidays(),
        "version": selectors.version(),
        "hours": settings.OFFICE_HOURS,
        "clocks": clocks_shown(),
        "desks": desks_shown(),
        "may_enter": Role.SYSTEM_ADMIN in roles_of(here.user.pk),
    }
    return render(request, "workflow/calendar.html", context)


@requires(Role.SYSTEM_ADMIN)
class EnterNoticeView(View):
    """录入放假安排: nothing is entered before the preview of exactly this text was confirmed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the empty form."""
        return self._page(NoticeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Preview what the text would change, or enter what was previewed; a refusal keeps what was typed."""
        here, form = visit(request), NoticeForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            years = read(form.cleaned_data["text"])
            seen = form.seen_version() if request.POST.get("act") == "enter" else None
            if seen is not None:
                return self._enter(here, years, seen)
            found = deadlines.preview(years)
        except DomainError as error:
            note_refusal(error, chain="system", act=ENTER, by=here.user, at=here.at)
            form.show_refusal(error, "text")
            return self._page(form, status=error.http_status)
        kept = NoticeForm(initial={"text": form.cleaned_data["text"], "seen": form.mark(found.version)})
        return self._page(kept, found, years)

    def _enter(self, here: Visit, years: Years, seen: int) -> HttpResponse:
        deadlines.confirm(years=years, seen=seen, by=here.user, at=here.at)
        named = "、".join(str(year) for year in sorted(years))
        messages.success(self.request, f"已录入{named}年放假安排，未办结事项的时限正在按新日历重新计算。")
        return redirect("workflow:calendar")

    def _page(
        self, form: NoticeForm, found: Preview | None = None, years: Years | None = None, status: int = 200
    ) -> HttpResponse:
        shown = preview_shown(found, years) if found and years else None
        return render(self.request, "workflow/calendar_enter.html", {"form": form, "preview": shown}, status=status)


@requires(Role.SYSTEM_ADMIN)
class AddRegionalView(FormPageView):
    """录入地区节假日."""

    template, label = "workflow/regional_new.html", "录入地区节假日"

    def form(self, *given: Any) -> RegionalForm:
        """Return the form."""
        return RegionalForm(*given)

    def act(self, form: RegionalForm) -> tuple[str, str]:
        """Enter the days."""
        office = form.cleaned_data["office"]
        deadlines.add_regional(office=office, span=form.span(), by=self.here.user, at=self.here.at)
        return f"已录入，适用于{office.name}及其下属机构。", reverse("workflow:calendar")


@require_POST
@requires(Role.SYSTEM_ADMIN)
def end_regional(request: HttpRequest, pk: int) -> HttpResponse:
    """停用地区节假日."""
    here = visit(request)
    return attempt(
        request,
        lambda: deadlines.end_regional(row_id=pk, by=here.user, at=here.at),
        label="停用地区节假日",
        done="已停用，时限正在重新计算。",
        chain="system",
        back=reverse("workflow:calendar"),
    )
