"""What every page of the office side shows of notices: the bell."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from notices.selectors import MOST_COUNTED, unread_count


def bell(request: HttpRequest) -> dict[str, Any]:
    """Return `bell` with the unread notices of whoever is signed in, asked only when a page shows it (one query)."""
    return {"bell": SimpleLazyObject(lambda: _bell(request))}


def _bell(request: HttpRequest) -> dict[str, Any] | None:
    user = getattr(request, "user", None)
    return bell_of(unread_count(user)) if isinstance(user, User) else None


def bell_of(unread: int) -> dict[str, Any]:
    """Return what the bell shows: the number, and how it is written."""
    return {"unread": unread, "shown": f"{unread - 1}+" if unread >= MOST_COUNTED else str(unread)}
