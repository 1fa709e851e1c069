"""解读安排: the later phases of published plans, their materials, and the steps of each on its road."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from common.paging import BoundedPaginator
from documents import selectors as documents_of
from documents.models import Document
from documents.uploads import oversize
from interpretation.choices import FIRST_PHASE, Step
from interpretation.errors import PictureUnreadable
from interpretation.forms import MaterialForm, material_form
from interpretation.models import Material
from interpretation.selectors import (
    later_material,
    may_be_rewritten,
    next_step,
    people_of,
    public_material,
    steps_of,
)
from interpretation.services.materials import LARGEST, MB
from interpretation.views.materials import picture_response
from publication.selectors import live_release
from review.plan_scan import scan_material
from workflow import policies
from workflow import services as workflow
from workflow.forms.readings import WalkForm
from workflow.pages.listings import reading_ending, standing_of
from workflow.pages.readings import schedule_rows, waiting_rows
from workflow.readings import WALKERS, may_see, on_the_road, scheduled, scheduled_rows
from workflow.views.base import Visit, note_refusal, visit

PER_PAGE = 20
for_walkers = requires(*sorted(WALKERS))


@require_safe
@for_walkers
def readings(request: HttpRequest) -> HttpResponse:
    """Show the later phases with their lights, and the materials that wait for the person."""
    here = visit(request)
    page = BoundedPaginator(scheduled(here.identities), PER_PAGE, scheduled_rows).get_page(request.GET.get("page"))
    rows = schedule_rows(list(page.object_list), here.today)
    own = _own(here)
    for row in rows:
        row["may_write"] = row["drafter_id"] in own and not row["is_done"]
    context = {
        "page": page,
        "rows": rows,
        "waiting": waiting_rows(on_the_road(here.identities), here.user, here.identities),
    }
    return render(request, "workflow/readings.html", context)


def _own(here: Visit) -> set[int]:
    return {each.person.pk for each in here.identities if Role.DRAFTER in each.roles}


@requires(Role.DRAFTER)
class EditReadingView(View):
    """Write a material for a later phase; number 0 is a new one. Only the drafter knows that the page is there."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int, phase: int, number: int) -> HttpResponse:
        """Show the last version, or an empty form."""
        document, material = self._found(visit(request), pk, number)
        return self._page(document, phase, material, material_form(material.data() if material else None))

    def post(self, request: HttpRequest, pk: int, phase: int, number: int) -> HttpResponse:
        """Save the next version; a refusal keeps what was typed."""
        here = visit(request)
        document, material = self._found(here, pk, number)
        form = MaterialForm(request.POST, request.FILES)
        if "picture" in oversize(request):
            form.add_error("picture", str(PictureUnreadable(limit=LARGEST // MB)))
        if not form.is_valid():
            return self._page(document, phase, material, form, 422)
        data = form.data_for(number, phase, material.data() if material else None)
        try:
            saved = workflow.save_reading(document_id=pk, data=data, picture=form.uploaded(), by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act="保存解读材料", by=here.user, at=here.at)
            form.add_error("picture" if error.code == PictureUnreadable.code else None, str(error))
            return self._page(document, phase, material, form, error.http_status)
        messages.success(request, f"已保存{saved}，请核对后送审。")
        return redirect("workflow:reading", pk=pk, number=saved.number)

    def _found(self, here: Visit, pk: int, number: int) -> tuple[Document, Material | None]:
        document = documents_of.whole(pk)
        material = later_material(pk, number) if number else None
        if policies.reading_as(here.identities, document, Step.SUBMITTED) is None or (number and material is None):
            raise NotFound
        return document, material

    def _page(
        self, document: Document, phase: int, material: Material | None, form: MaterialForm, status: int = 200
    ) -> HttpResponse:
        release = live_release(document.pk)
        phases = release.plan.later_phases() if release and release.plan else ()
        if not FIRST_PHASE < phase <= FIRST_PHASE + len(phases):
            raise NotFound
        about = {"number": phase, "name": phases[phase - FIRST_PHASE - 1].name}
        data = material.data() if material else None
        context = {"document": document, "material": data, "form": form, "seen": 0, "phase": about}
        return render(self.request, "interpretation/material_form.html", context, status=status)


@for_walkers
class ReadingView(View):
    """A later material as the public will read it, with its road; for its drafter and the officers of its organ."""

    keeps_typed = True

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show it, and the step that the person may take."""
        here = visit(request)
        document, material = _found(here, pk, number)
        return self._page(here, document, material, WalkForm(initial={"sm3": material.sm3}))

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Take a step; a refusal keeps what was typed and says why."""
        here, form = visit(request), WalkForm(request.POST)
        document, material = _found(here, pk, number)
        if not form.is_valid() or not form.cleaned_data["act"]:
            return self._page(here, document, material, form, 422)
        typed, kind = form.cleaned_data, Step(form.cleaned_data["act"])
        walked = workflow.Walked(kind, typed["sm3"], typed["text"], typed["seen"])
        try:
            workflow.walk(document_id=pk, number=number, walked=walked, by=here.user, at=here.at)
        except NotFound:
            raise
        except DomainError as error:
            note_refusal(error, chain=f"document:{pk}", act=f"解读材料{kind.label}", by=here.user, at=here.at)
            form.show_refusal(error)
            return self._page(here, *_found(here, pk, number), form, error.http_status)
        messages.success(request, f"已办理“{kind.label}”。")
        return redirect("workflow:readings")

    def _page(
        self, here: Visit, document: Document, material: Material, form: WalkForm, status: int = 200
    ) -> HttpResponse:
        steps = steps_of(material)
        coming = next_step(steps)
        fits = coming is not None and policies.reading_as(here.identities, document, coming) is not None
        acts = fits and (coming == Step.SUBMITTED or here.user.pk not in people_of(material))
        context = {
            "document": document,
            "material": public_material(material),
            "stored": material,
            "steps": steps,
            "standing": standing_of(material, steps),
            "coming": coming if acts else None,
            "may_return": acts and coming != Step.SUBMITTED,
            "may_edit": self._may_edit(here, document, steps),
            **reading_ending(material, here.identities),
            "scan": scan_material(material.data(), here.day),
            "form": form,
        }
        return render(self.request, "workflow/reading.html", context, status=status)

    def _may_edit(self, here: Visit, document: Document, steps: Any) -> bool:
        drafts = policies.reading_as(here.identities, document, Step.SUBMITTED) is not None
        return drafts and may_be_rewritten(steps)


@require_safe
@for_walkers
def reading_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Send the picture of a later material."""
    _document, material = _found(visit(request), pk, number)
    return picture_response(public_material(material))


def _found(here: Visit, pk: int, number: int) -> tuple[Document, Material]:
    document, material = documents_of.whole(pk), later_material(pk, number)
    if material is None or not may_see(here.identities, document):
        raise NotFound
    return document, material
