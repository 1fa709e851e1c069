"""月报: the list of frozen reports, one of them, its files, freezing the past month and correcting one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person, requires
from accounts.models import Office, User
from accounts.roles import Role
from common import clock
from common.clock import office_date, office_text
from common.errors import DomainError, NotFound
from common.sheets import EXCEL
from oversight.models import MonthlyReport
from oversight.statistics import paper, services, sheet
from oversight.statistics.forms import CorrectionForm, last_month
from oversight.statistics.periods import month_of
from oversight.statistics.tables import from_json
from workflow.policies import paths_to
from workflow.views.base import attempt, file_response, note_refusal
from workflow.views.lists import paged

for_the_general_office = requires(Role.OFFICE_SECRETARY)
CHAIN = "system"


@require_safe
@for_the_general_office
def reports(request: HttpRequest) -> HttpResponse:
    """Show the frozen reports of the person's organ, the newest month first, all editions."""
    found = MonthlyReport.objects.filter(organ__path=_organ_path(person(request)))
    page = paged(request, found.order_by("-month", "-edition"), _rows)
    month = month_of(last_month(office_date(clock.now())))
    due = not found.filter(month=month.first).exists()
    return render(request, "oversight/reports.html", {"page": page, "due": month.name if due else ""})


def _rows(found: QuerySet[MonthlyReport]) -> QuerySet[MonthlyReport]:
    return found.defer("tables").select_related("made_by")


@require_POST
@for_the_general_office
def freeze(request: HttpRequest) -> HttpResponse:
    """Make the report of the past month now; when it is there already, it stays."""
    user, at = person(request), clock.now()
    organ = Office.objects.get(path=_organ_path(user))
    month = last_month(office_date(at))

    def act() -> None:
        services.freeze_month(organ_id=organ.pk, month=month, by=user, at=at)

    return attempt(request, act, label="生成月报", done=f"{month_of(month).name}月报已生成。", chain=CHAIN)


@require_safe
@for_the_general_office
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Show one report with the way to correct it, when it is the latest of its month."""
    return _page(request, _found(person(request), report_id), CorrectionForm())


@require_POST
@for_the_general_office
def correct(request: HttpRequest, report_id: int) -> HttpResponse:
    """Make the next edition of a report, with its reason."""
    user, at = person(request), clock.now()
    found, form = _found(user, report_id), CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        made = services.correct_report(report=found, reason=form.cleaned_data["reason"], by=user, at=at)
    except DomainError as error:
        note_refusal(error, chain=CHAIN, act="更正月报", by=user, at=at)
        form.show_refusal(error)
        return _page(request, found, form, status=error.http_status)
    messages.success(request, f"已生成第 {made.edition} 版，原版保留。")
    return redirect("oversight:report", made.pk)


@require_safe
@for_the_general_office
def report_file(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """Serve a report as a Word file or as a workbook; both are made of what was frozen."""
    found = _found(person(request), report_id)
    title, kept = _title(found), from_json(found.tables)
    if kind == "xlsx":
        return file_response(sheet.write(_heading(found), kept), f"{title}.xlsx", EXCEL)
    if kind != "docx":
        raise NotFound
    day = office_date(found.made_at)
    data = paper.write(body=found.organ.name, title=title, opening=_heading(found), tables=kept, day=day)
    return file_response(data, f"{title}.docx")


def _page(request: HttpRequest, found: MonthlyReport, form: CorrectionForm, status: int = 200) -> HttpResponse:
    latest = services.latest_edition(found.organ_id, found.month)
    shown = {"report": found, "title": _title(found), "heading": _heading(found), "tables": from_json(found.tables)}
    newer = latest if latest is not None and latest.pk != found.pk else None
    return render(request, "oversight/report.html", shown | {"form": form, "newer": newer}, status=status)


def _found(user: User, report_id: int) -> MonthlyReport:
    mine = MonthlyReport.objects.filter(pk=report_id, organ__path=_organ_path(user))
    found = mine.select_related("organ", "made_by").first()
    if found is None:
        raise NotFound
    return found


def _organ_path(user: User) -> str:
    return paths_to(user.office.path)[0]


def _title(found: MonthlyReport) -> str:
    edition = f"（第{found.edition}版）" if found.edition > 1 else ""
    return f"{found.organ.name}{month_of(found.month).name}公文办理与公开情况月报{edition}"


def _heading(found: MonthlyReport) -> str:
    why = f"更正原因：{found.reason}。" if found.reason else ""
    return f"{_title(found)}，统计口径第{found.definition}版，{office_text(found.made_at)}生成后不再变动。{why}"
