"""Signing in and out, as Django and django-axes announce it; only the user name is kept."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from audit import services as audit
from common import clock

CHAIN = "accounts"
NAME_LIMIT = 60


def _facts(request: HttpRequest | None, username: str = "") -> dict[str, str]:
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    kept = "".join(each for each in username if each.isprintable())[:NAME_LIMIT]
    return {"username": kept, "address": address[:NAME_LIMIT]}


def _note(verb: str, facts: dict[str, str], by: Any = None) -> None:
    audit.record(chain=CHAIN, verb=verb, facts=facts, by=by, at=clock.now())


@receiver(user_logged_in, dispatch_uid="audit.signed_in")
def note_sign_in(request: HttpRequest | None, user: Any, **_: object) -> None:
    """Journal that the person signed in."""
    _note("session.started", _facts(request, user.get_username()), user)


@receiver(user_logged_out, dispatch_uid="audit.signed_out")
def note_sign_out(request: HttpRequest | None, user: Any, **_: object) -> None:
    """Journal that the person signed out; a session that nobody owned leaves no entry."""
    if user is not None and user.is_authenticated:
        _note("session.ended", _facts(request, user.get_username()), user)


@receiver(user_login_failed, dispatch_uid="audit.refused")
def note_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_: object) -> None:
    """Journal that somebody failed to sign in under the user name."""
    _note("session.refused", _facts(request, str(credentials.get("username", ""))))


@receiver(user_locked_out, dispatch_uid="audit.locked")
def note_lock(request: HttpRequest | None, username: str, **_: object) -> None:
    """Journal that the user name was locked after too many failures."""
    _note("session.locked", _facts(request, username or ""))
