"""Lock-out after failed sign-ins (django-axes): how long it still lasts, and the page that says so."""

from datetime import datetime, timedelta
from math import ceil

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.forms import SignInForm
from common import clock


def client_username(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Return the user name for which failures are counted: trimmed, lower case (AXES_USERNAME_CALLABLE)."""
    given = (credentials or {}).get("username") or request.POST.get("username", "")
    return given.strip().lower()[:255]


def locked_until(username: str, at: datetime) -> datetime | None:
    """Return when the lock on the user name ends, or None; the person need not exist."""
    cool_off: timedelta = get_cool_off()
    attempts = AccessAttempt.objects.filter(username=username, attempt_time__gt=at - cool_off)
    failures = 0
    for attempt in attempts.order_by("-attempt_time"):
        failures += attempt.failures_since_start
        if failures >= settings.AXES_FAILURE_LIMIT:
            until: datetime = attempt.attempt_time + cool_off
            return until
    return None


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """Return the sign-in page with the lock sentence, the same whether the account exists or not (429)."""
    at = clock.now()
    username = client_username(request, credentials)
    until = locked_until(username, at) or at + get_cool_off()
    minutes = ceil((until - at).total_seconds() / 60)
    form = SignInForm(request, initial={"username": username})
    context = {"form": form, "locked_minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "accounts/sign_in.html", context, status=429)
