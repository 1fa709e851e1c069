"""What every page of the portal needs, also one that no view of it made (SITE=portal)."""

from typing import Any

from django.http import HttpRequest

from portal import pages
from portal.tags import HOME


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return site, page tags and section; a view's own values stand before these."""
    return {"site": pages.site(), "tags": pages.tags_of(HOME), "section": ""}
