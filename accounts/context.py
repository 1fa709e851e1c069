"""What every page shows about the person."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.access import principals


def acting_for(request: HttpRequest) -> dict[str, Any]:
    """Return `principals`: for whom the person acts today (代办), asked only when a page shows it."""
    return {"principals": SimpleLazyObject(lambda: principals(request))}
