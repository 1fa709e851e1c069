"""The materials of a draft's plan: one page to write one, buttons to move, take out and generate, and the preview."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import DomainError, NotFound
from documents.models import Document
from documents.selectors import whole
from documents.uploads import oversize
from interpretation import selectors, services
from interpretation.choices import FIRST_PHASE, Form
from interpretation.errors import PictureUnreadable
from interpretation.facts import MaterialData
from interpretation.forms import MaterialForm, material_form
from interpretation.services.materials import LARGEST, MB
from interpretation.views.base import on_draft, require_right, serial_in

SANDBOX = "default-src 'none'; sandbox"


@requires(Role.DRAFTER)
class EditMaterialView(View):
    """Show and save one material of the plan; number 0 is a new one."""

    keeps_typed = True

    def get(self, request: HttpRequest, document_id: int, number: int) -> HttpResponse:
        """Show the last version, or an empty form."""
        document = whole(document_id)
        require_right(request, document)
        material = _material(document_id, number)
        plan = selectors.current_plan(document_id)
        return self._page(document, material, material_form(material), seen=plan.serial if plan else 0)

    def post(self, request: HttpRequest, document_id: int, number: int) -> HttpResponse:
        """Save; a refused form keeps what was typed."""
        document, seen = whole(document_id), serial_in(request, "seen")
        require_right(request, document)
        material, form = _material(document_id, number), MaterialForm(request.POST, request.FILES)
        if "picture" in oversize(request):
            form.add_error("picture", str(PictureUnreadable(limit=LARGEST // MB)))
        if not form.is_valid():
            return self._page(document, material, form, seen=seen, status=422)
        try:
            saved = self._store(document_id, number, material, form, seen)
        except NotFound:
            raise
        except DomainError as error:
            field = "picture" if error.code == PictureUnreadable.code else None
            form.add_error(field, str(error))
            return self._page(document, material, form, seen=seen, status=error.http_status)
        messages.success(request, f"已保存解读材料；现为{saved}。")
        return redirect("interpretation:plan", document_id=document_id)

    def _store(
        self, document_id: int, number: int, material: MaterialData | None, form: MaterialForm, seen: int
    ) -> Any:
        data = form.data_for(number, FIRST_PHASE, material)
        given = {"data": data, "picture": form.uploaded(), "seen": seen}
        return on_draft(self.request, document_id, "保存解读材料", services.put_material, **given)

    def _page(
        self, document: Document, material: MaterialData | None, form: MaterialForm, *, seen: int, status: int = 200
    ) -> HttpResponse:
        context = {"document": document, "material": material, "form": form, "seen": seen}
        return render(self.request, "interpretation/material_form.html", context, status=status)


def _material(document_id: int, number: int) -> MaterialData | None:
    if number == 0:
        return None
    plan = selectors.current_plan(document_id)
    found = next((each for each in plan.data().materials if each.number == number), None) if plan else None
    if found is None:
        raise NotFound
    return found


def _act(request: HttpRequest, document_id: int, label: str, act: Any, done: str, **given: Any) -> HttpResponse:
    require_right(request, whole(document_id))
    try:
        on_draft(request, document_id, label, act, **given)
    except NotFound:
        raise
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("interpretation:plan", document_id=document_id)


@require_POST
@requires(Role.DRAFTER)
def remove(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Take a material out of the plan."""
    return _act(request, document_id, "移出解读材料", services.remove_material, "已从方案中移出该材料。", number=number)


@require_POST
@requires(Role.DRAFTER)
def move(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Move a material one place up or down."""
    up = request.POST.get("to") == "up"
    return _act(request, document_id, "调整解读材料", services.arrange, "已调整次序。", number=number, up=up)


@require_POST
@requires(Role.DRAFTER)
def generate(request: HttpRequest, document_id: int) -> HttpResponse:
    """Put a generated starting point into the plan: a Q&A, or a one-page picture."""
    form = Form.GRAPHIC if request.POST.get("form") == Form.GRAPHIC else Form.QUESTIONS
    done = f"已据正文生成{form.label}初稿，请修改后保存。"
    return _act(request, document_id, "生成解读材料", services.generate, done, form=form)


@require_safe
@requires(Role.DRAFTER)
def preview(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show the materials as the public will see them."""
    document = whole(document_id)
    require_right(request, document)
    plan = selectors.current_plan(document_id)
    shown = [
        {"material": selectors.public_material(each, place), "number": each.number, "is_generated": each.is_generated}
        for place, each in enumerate(selectors.with_pictures(plan) if plan else [], start=1)
    ]
    return render(request, "interpretation/preview.html", {"document": document, "materials": shown})


@require_safe
@requires(Role.DRAFTER)
def picture(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Show the picture of a material of the draft: uploaded, or drawn from its text."""
    require_right(request, whole(document_id))
    plan = selectors.current_plan(document_id)
    found = selectors.with_pictures(plan, material__number=number) if plan else []
    if not found:
        raise NotFound
    return picture_response(selectors.public_material(found[0]))


def picture_response(material: Any) -> HttpResponse:
    """Return a picture, kept by no cache; an SVG can do nothing but be looked at. Raises NotFound where none is."""
    if material.picture is None:
        raise NotFound
    response = HttpResponse(material.picture, content_type=material.picture_type)
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
