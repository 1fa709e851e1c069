"""年度自查: campaigns, their documents, verdicts and confirmations, the report, and the applications of a year."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.errors import NotFound
from common.paging import BoundedPaginator, BoundedValues
from common.sheets import EXCEL
from documents.uploads import oversize
from oversight.models import SelfCheck, SelfCheckItem
from oversight.selfcheck import asked, pages, policies, report, selectors, services
from oversight.selfcheck.forms import AskedForm, ItemFilter, JudgeForm, OpenForm, SendBackForm, YearFilter, first_words
from workflow.views.base import PER_PAGE, Visit, attempt, file_response, visit
from workflow.views.small import FormPageView


def _check(here: Visit, pk: int) -> SelfCheck:
    check = selectors.check_with(pk)
    if check is None or not policies.is_of_the_organ(here.identities[0], check):
        raise NotFound
    return check


def _item(here: Visit, pk: int) -> SelfCheckItem:
    item = selectors.item_with(pk)
    if item is None or not policies.may_see(here.identities, item):
        raise NotFound
    return item


@require_safe
@requires(*policies.READERS)
def listing(request: HttpRequest) -> HttpResponse:
    """Show every self-check of the organ, the newest year first."""
    here = visit(request)
    own = here.identities[0]
    found = selectors.checks_of(services.organ_of(here.user))
    page = BoundedPaginator(found, PER_PAGE, selectors.check_rows).get_page(request.GET.get("page"))
    context = {"page": page, "may_open": policies.may_open(own), "tabs": pages.tabs_of(own, "selfchecks")}
    return render(request, "oversight/selfcheck_list.html", context)


@requires(*policies.OPENERS)
class OpenSelfCheckView(FormPageView):
    """发起年度自查."""

    template, label = "oversight/selfcheck_open.html", "发起年度自查"

    def form(self, *given: Any) -> OpenForm:
        """Return the form."""
        return OpenForm(*given, initial={"year": self.here.day.year})

    def act(self, form: OpenForm) -> tuple[str, str]:
        """Open it."""
        made = services.open_selfcheck(**form.cleaned_data, by=self.here.user, at=self.here.at)
        return "已发起自查，已提醒各单位逐件重新判断。", reverse("oversight:selfcheck", args=[made.pk])

    def chain(self) -> str:
        """Return the chain of self-checks."""
        return "selfcheck"


@require_safe
@requires(*policies.READERS)
def selfcheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one self-check: all its documents for the desk, those of the own office for its makers."""
    here = visit(request)
    check, own = _check(here, pk), here.identities[0]
    everything = policies.may_open(own)
    form = ItemFilter(request.GET, offices=selectors.offices_of(check))
    rows = selectors.filtered(selectors.items_of(check, own, everything), form.wanted())
    page: Page[Any] = BoundedPaginator(rows, PER_PAGE, selectors.item_rows).get_page(request.GET.get("page"))
    page.object_list = [pages.item_row(each, here.identities) for each in page.object_list]
    context = {
        "check": check,
        "page": page,
        "filter_form": form,
        "counts": selectors.counts_of(check) if everything else None,
        "closing": pages.closing_of(check, own),
    }
    return render(request, "oversight/selfcheck_detail.html", context)


@requires(*policies.READERS)
class SelfCheckItemView(FormPageView):
    """One document of a self-check: judged here by its office."""

    template, label = "oversight/selfcheck_item.html", "重新判断"

    def form(self, *given: Any) -> JudgeForm:
        """Return the form, with what was said before."""
        self.item = _item(self.here, self.where["pk"])
        return JudgeForm(*given, on=self.here.day, initial=first_words(self.item))

    def act(self, form: JudgeForm) -> tuple[str, str]:
        """Judge it."""
        if not policies.may_judge(self.here.identities, self.item):
            raise NotFound
        services.judge(item_id=self.item.pk, given=form.given(), by=self.here.user, at=self.here.at)
        return "已重新判断，待政务公开审核员确认。", reverse("oversight:selfcheck", args=[self.item.selfcheck_id])

    def chain(self) -> str:
        """Return the chain of the document."""
        return f"document:{self.item.document_id}"

    def _page(self, form: Any, status: int = 200) -> HttpResponse:
        context = pages.item_page(self.item, self.here, form, SendBackForm(prefix="back"))
        return render(self.request, self.template, context, status=status)


@require_POST
@requires(*policies.READERS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """确认: what is to be public goes on its way at once."""
    here = visit(request)
    item = _item(here, pk)
    if not policies.may_confirm(here.identities, item):
        raise NotFound
    return attempt(
        request,
        lambda: services.confirm(item_id=pk, by=here.user, at=here.at),
        label="确认自查判断",
        done="已确认；转公开的已送保密审查。",
        chain=f"document:{item.document_id}",
        back=reverse("oversight:selfcheck_item", args=[pk]),
    )


@require_POST
@requires(*policies.READERS)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """退回重判, with a reason."""
    here = visit(request)
    item = _item(here, pk)
    if not policies.may_confirm(here.identities, item):
        raise NotFound
    form = SendBackForm(request.POST, prefix="back")
    why = form.cleaned_data["why"] if form.is_valid() else ""
    return attempt(
        request,
        lambda: services.send_back(item_id=pk, why=why, by=here.user, at=here.at),
        label="退回重判",
        done="已退回，请判断人重新判断。",
        chain=f"document:{item.document_id}",
        back=reverse("oversight:selfcheck_item", args=[pk]),
    )


@require_POST
@requires(*policies.OPENERS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """办结自查: the report is frozen."""
    here = visit(request)
    check = _check(here, pk)
    return attempt(
        request,
        lambda: services.close(check_id=pk, by=here.user, at=here.at),
        label="办结自查",
        done="自查已办结，报告已固定，可以下载。",
        chain=f"selfcheck:{check.pk}",
        back=reverse("oversight:selfcheck", args=[pk]),
    )


@require_safe
@requires(*policies.OPENERS)
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the frozen report as a Word file or a workbook."""
    check = _check(visit(request), pk)
    if check.is_open:
        raise NotFound
    name = f"{check.organ.name}{check}报告"
    if kind == "docx":
        return file_response(report.docx_of(check), f"{name}.docx")
    return file_response(report.xlsx_of(check), f"{name}.xlsx", EXCEL)


@requires(*policies.OPENERS)
class AskedView(FormPageView):
    """申请件数: how often what was applied for in a year, by hand or from a workbook."""

    template, label = "oversight/selfcheck_asked.html", "登记申请件数"

    def form(self, *given: Any) -> AskedForm:
        """Return the form."""
        files = [self.request.FILES] if given else []
        return AskedForm(*given, *files, oversize=oversize(self.request), initial={"year": self._year()})

    def act(self, form: AskedForm) -> tuple[str, str]:
        """Write the lines down."""
        given, file = form.cleaned_data, form.cleaned_data["file"]
        lines = asked.read(file.read()) if file else [form.line()]
        count = services.note_asked(year=given["year"], lines=lines, by=self.here.user, at=self.here.at)
        return f"已登记 {count} 条。", f"{reverse('oversight:asked')}?year={given['year']}"

    def context(self) -> dict[str, Any]:
        """Return the applications of the year."""
        rows = selectors.asked_of(services.organ_of(self.here.user), self._year())
        page = BoundedValues(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        tabs = pages.tabs_of(self.here.identities[0], "asked")
        return {"page": page, "year": self._year(), "tabs": tabs, "filter_form": self._filter()}

    def chain(self) -> str:
        """Return the chain of self-checks."""
        return "selfcheck"

    def _filter(self) -> YearFilter:
        asked = self.request.GET if self.request.GET.get("year") else None
        return YearFilter(
            asked, initial={"year": self._year()}, auto_id="shown_%s"
        )  # the form beside it has a year, too

    def _year(self) -> int:
        wanted = YearFilter(self.request.GET).wanted()
        return int(wanted.get("year", self.here.day.year))
