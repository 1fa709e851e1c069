"""静态化: after a change of the portal the worker builds the pages that it touched, so that no visitor waits."""

from datetime import datetime
from typing import Any

from django.db import transaction

from outbox import services as outbox
from outbox.registry import handles
from portal import preparing, shelves
from portal.models import PageChange
from portal.services.changes import followed_by

KIND = "publication.prepare_pages"


@followed_by
def put(change: PageChange) -> None:
    """Ask the worker for the pages of the change, where pages are kept at all."""
    if shelves.keeps():
        outbox.put(kind=KIND, key=f"pages:{change.pk}", payload={"change": change.pk})


@handles(KIND)
def prepare(payload: dict[str, Any], at: datetime) -> None:
    """Build the pages after the outbox's own transaction; whatever is lost then is built by who visits it."""
    del at
    number = payload["change"]
    transaction.on_commit(lambda: preparing.prepare_changes(number, number), robust=True)
