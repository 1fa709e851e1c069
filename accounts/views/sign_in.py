"""Coming in and going out."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.access import person, public
from accounts.forms import SignInForm
from accounts.middleware import IDLE
from accounts.views.base import home_of


@public
class SignInView(LoginView):
    """Sign in, and go on to the page that was asked for."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Return where the person's work starts."""
        return home_of(person(self.request).pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the minutes after which an idle session ended, when one did."""
        idle = settings.SESSION_COOKIE_AGE // 60 if IDLE in self.request.GET else 0
        return super().get_context_data(idle_minutes=idle, **kwargs)


@public
@method_decorator(never_cache, name="dispatch")
class SignOutView(LogoutView):
    """Sign out (POST only); the browser is told to forget the pages it keeps."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session and go to the sign-in page."""
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response
