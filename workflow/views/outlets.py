"""发布渠道: the system administrator adds, changes, tests and switches outlets; nobody sees a secret twice."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Role
from common.errors import NotFound
from publication.models import Outlet
from publication.outlets.choices import OutletKind
from publication.outlets.selectors import outlet_of, outlets
from publication.services import deliveries
from workflow.forms.acts import ConfirmForm
from workflow.forms.outlets import OutletForm
from workflow.views.base import attempt, visit
from workflow.views.small import FormPageView


def _outlet(pk: int) -> Outlet:
    outlet = outlet_of(pk)
    if outlet is None:
        raise NotFound
    return outlet


@require_safe
@requires(Role.SYSTEM_ADMIN)
def listing(request: HttpRequest) -> HttpResponse:
    """Show every outlet, those in use first."""
    shown = {"outlets": outlets(), "mail": settings.EMAIL_HOST, "folders": settings.OUTLET_FOLDERS}
    return render(request, "workflow/outlet_list.html", shown)


@requires(Role.SYSTEM_ADMIN)
class AddOutletView(FormPageView):
    """增设渠道."""

    template, label = "workflow/outlet_form.html", "增设发布渠道"

    def form(self, *given: Any) -> OutletForm:
        """Return the form."""
        return OutletForm(*given, outlet=None, plain_http=settings.OUTLET_PLAIN_HTTP)

    def act(self, form: OutletForm) -> tuple[str, str]:
        """Add it; a web hook shows its secret once."""
        made = deliveries.add_outlet(wish=form.wish(), by=self.here.user, at=self.here.at)
        if made.kind == OutletKind.WEBHOOK:
            return "已增设；请把密钥交给对方，再测试。", _shown_once(self.request, made)
        return "已增设；请先测试。", reverse("workflow:outlets")

    def chain(self) -> str:
        """Return the chain of the outlets."""
        return "outlets"


@requires(Role.SYSTEM_ADMIN)
class ChangeOutletView(AddOutletView):
    """修改渠道; the kind stays, the portal is not changed."""

    label = "修改发布渠道"

    def form(self, *given: Any) -> OutletForm:
        """Return the form with what is stored."""
        outlet = _outlet(self.where["pk"])
        initial = OutletForm.initial_of(outlet)
        return OutletForm(*given, outlet=outlet, plain_http=settings.OUTLET_PLAIN_HTTP, initial=initial)

    def act(self, form: OutletForm) -> tuple[str, str]:
        """Change it."""
        outlet = _outlet(self.where["pk"])
        deliveries.change_outlet(outlet=outlet, wish=form.wish(), by=self.here.user, at=self.here.at)
        return "已保存；地址有改动的，请重新测试。", reverse("workflow:outlets")

    def context(self) -> dict[str, Any]:
        """Return the outlet as it is."""
        outlet = _outlet(self.where["pk"])
        return {"outlet": outlet, "renew_form": _renewal() if outlet.kind == OutletKind.WEBHOOK else None}


def _renewal(*given: Any) -> ConfirmForm:
    return ConfirmForm(*given, prefix="renew", label="确认更换；原密钥随即失效")


SHOW_ONCE = "outlet_secret_to_show"


def _shown_once(request: HttpRequest, outlet: Outlet) -> str:
    """Let the next page show the secret; the session holds the outlet's number, never the secret."""
    request.session[SHOW_ONCE] = outlet.pk
    return reverse("workflow:outlet_secret", args=[outlet.pk])


@never_cache
@require_safe
@requires(Role.SYSTEM_ADMIN)
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the secret of a web hook this once, right after it was made."""
    if request.session.pop(SHOW_ONCE, None) != pk:
        return redirect("workflow:outlets")
    return render(request, "workflow/outlet_secret.html", {"outlet": _outlet(pk)})


@require_POST
@requires(Role.SYSTEM_ADMIN)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """更换密钥: the old one is void at once."""
    here, outlet = visit(request), _outlet(pk)
    if outlet.kind != OutletKind.WEBHOOK:
        raise NotFound
    if not _renewal(request.POST).is_valid():
        messages.error(request, "请先勾选“确认更换”。")
        return redirect("workflow:outlet_edit", pk=pk)
    back = _shown_once(request, outlet)
    return attempt(
        request,
        lambda: deliveries.renew_secret(outlet=outlet, by=here.user, at=here.at),
        label="更换渠道密钥",
        done="已更换密钥，原密钥随即失效。",
        chain="outlets",
        back=back,
    )


@require_POST
@requires(Role.SYSTEM_ADMIN)
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """测试: send a message that says that it is one."""
    here, outlet = visit(request), _outlet(pk)
    return attempt(
        request,
        lambda: deliveries.probe_outlet(outlet=outlet, by=here.user, at=here.at),
        label="测试发布渠道",
        done=f"“{outlet.name}”测试成功。",
        chain="outlets",
        back=reverse("workflow:outlets"),
    )


@require_POST
@requires(Role.SYSTEM_ADMIN)
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """启用, 停用."""
    here, outlet, on = visit(request), _outlet(pk), request.POST.get("on") == "1"
    return attempt(
        request,
        lambda: deliveries.switch_outlet(outlet=outlet, on=on, by=here.user, at=here.at),
        label="启用发布渠道" if on else "停用发布渠道",
        done=f"已{'启用' if on else '停用'}“{outlet.name}”。",
        chain="outlets",
        back=reverse("workflow:outlets"),
    )
