"""静态化: after a change of the portal the worker builds the pages that it touched, so that no visitor waits.

After an erasure it removes from the caches whatever lists said of the content.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from outbox import services as outbox
from outbox.registry import handles
from portal import preparing, shelves
from portal.models import PageChange
from portal.services.changes import followed_by

KIND = "publication.prepare_pages"
FORGET = "publication.forget_lists"
AGAIN = timedelta(minutes=10)  # after which no visitor's page that was begun before the erasure is still being built


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


def put_forgetting(document_id: int, at: datetime) -> None:
    """Ask the worker to remove every kept list, with all that any of them said of the document (R12).

    No generation serves them any more, but Redis would hold them for another day.
    """
    if shelves.keeps():
        for moment in (None, at + AGAIN):
            key = f"erased:{document_id}:{at.isoformat()}:{'again' if moment else 'once'}"
            outbox.put(kind=FORGET, key=key, payload={"document": document_id}, not_before=moment)


@handles(FORGET, "清除后删去门户保存的列表")
def forget(payload: dict[str, Any], at: datetime) -> None:
    """Remove the lists; while Redis does not answer, this fails and is tried again."""
    del payload, at
    shelves.empty(shelves.LISTS)
