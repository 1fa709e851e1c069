"""A person's own password and second factor."""

from base64 import b32encode
from io import BytesIO
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django_otp import login as remember_factor
from django_otp.qr import write_qrcode_image

from accounts import services
from accounts.access import entrance, person, signed_in, verified
from accounts.forms import AnyCodeForm, CodeForm, PasswordForm
from accounts.passwords import must_change
from accounts.rules import OPEN_PAGE
from accounts.selectors import standing_of
from accounts.views.base import ActView, next_page
from common import clock
from common.errors import NotFound
from common.rules import rules_of


@verified
@method_decorator(sensitive_post_parameters(), name="dispatch")
class PasswordView(ActView):
    """Change the own password; a stale or issued one must be changed before anything else."""

    template_name = "accounts/password.html"
    form_class = PasswordForm
    done = "密码已修改。其他浏览器上的登录已全部退出。"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the person, whose present password the form asks."""
        return {**super().get_form_kwargs(), "user": person(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the change is obligatory now."""
        due = must_change(person(self.request), clock.now())
        return super().get_context_data(due=due, issued=person(self.request).must_change_password, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Set the password and keep this session."""
        user = person(self.request)
        services.set_password(user=user, password=cleaned["new"], by=user, at=clock.now())
        update_session_auth_hash(self.request, user)

    def get_success_url(self) -> str:
        """Return the page that was asked for."""
        return next_page(self.request)


@entrance
@method_decorator(never_cache, name="dispatch")
class FactorView(ActView):
    """Enrol an authenticator: picture, secret, first code; afterwards the state of the second factor."""

    template_name = "accounts/factor.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever has enrolled but not shown the factor to showing it."""
        self.standing = standing_of(person(request).pk)
        if self.standing.factor_enrolled and not getattr(request.user, "otp_device", None):
            return redirect("accounts:second_factor_verify")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the waiting device (its secret is for typing), unless enrolled."""
        device = None if self.standing.factor_enrolled else services.begin_factor(user=person(self.request))
        secret = b32encode(device.bin_key).decode() if device else ""
        more = {"device": device, "secret": secret, "rules": rules_of(OPEN_PAGE)}
        return super().get_context_data(standing=self.standing, **more, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Confirm the device and show the recovery codes once."""
        user = person(self.request)
        device, codes = services.confirm_factor(user=user, code=cleaned["code"], by=user, at=clock.now())
        remember_factor(self.request, device)
        return codes_page(self.request, codes)


@entrance
@require_GET
@never_cache
def factor_picture(request: HttpRequest) -> HttpResponse:
    """Return the QR code of the device that waits for its first code, as SVG; 404 when none waits."""
    device = services.pending_factor(user=person(request))
    if device is None:
        raise NotFound
    picture = BytesIO()
    write_qrcode_image(device.config_url, picture)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@entrance
@method_decorator(never_cache, name="dispatch")
class ShowFactorView(ActView):
    """Show the second factor after the password."""

    template_name = "accounts/factor_verify.html"
    form_class = AnyCodeForm
    done = "已通过双因素认证。"

    def act(self, cleaned: dict[str, Any]) -> None:
        """Check the code and remember in the session that it was shown."""
        user = person(self.request)
        device = services.show_factor(user=user, code=cleaned["code"], by=user, at=clock.now())
        remember_factor(self.request, device)

    def get_success_url(self) -> str:
        """Return the page that was asked for."""
        return next_page(self.request)


@signed_in
@require_POST
@never_cache
def remake_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    codes = services.remake_recovery_codes(user=person(request), by=person(request), at=clock.now())
    return codes_page(request, codes)


def codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Return the page that shows the recovery codes; its views are never cached."""
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next_page": next_page(request)})
