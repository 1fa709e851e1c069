"""What every page shows about the person."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.selectors import principals_of
from common import clock


def acting_for(request: HttpRequest) -> dict[str, Any]:
    """Return `principals`: for whom the person acts today (代办), asked only when a page shows it."""
    return {"principals": SimpleLazyObject(lambda: _principals(request))}


def _principals(request: HttpRequest) -> list[User]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return principals_of(user.pk, clock.office_date(clock.now()))
