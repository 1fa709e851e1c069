"""The one door through which a document's status changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django_fsm import TransitionNotAllowed

from accounts.models import User
from audit import services as audit
from common.gate import Gate
from documents.choices import Action
from documents.errors import ActionRefused
from documents.facts import Subject
from documents.models import Document


def subject_of(document: Document, by: User | None, on_behalf_of: User | None, at: datetime) -> Subject:
    """Return what the gates are asked about."""
    return Subject(document, by.pk if by else None, on_behalf_of.pk if on_behalf_of else None, at)


def move(
    *,
    document: Document,
    action: Action,
    gathered: Mapping[str, Any] | None = None,
    by: User | None,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Document:
    """Change the status by one action and write it into the journal.

    `document` must have been loaded by `documents.selectors.locked` in this transaction; `gathered` is what
    the gate of the same act has gathered since. `by` is None when the system acts. Raises GateClosed with
    every unmet rule, ActionRefused when the status does not allow the action.
    """
    assert connection.in_atomic_block  # noqa: S101
    before = document.status
    if not _allows(document, action):
        raise ActionRefused(status=document.get_status_display(), action=action.label)
    subject = subject_of(document, by, on_behalf_of, at)
    subject.gathered.update(gathered or {}, desk=action.value)
    Gate(action.value, action.label, subject).check()
    _fire(document, action)
    document.changed_at = at
    document.save(update_fields=["status", "changed_at"])
    audit.record(
        chain=f"document:{document.pk}",
        verb=f"document.{action.value}",
        facts={"before": before, "after": document.status},
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    return document


def _allows(document: Document, action: Action) -> bool:
    transitions = document.get_all_status_transitions()  # type: ignore[attr-defined]  # added by FSMField
    return any(t.name == action.value and t.source in {document.status, "*"} for t in transitions)


def _fire(document: Document, action: Action) -> None:
    try:
        getattr(document, action.value)()
    except TransitionNotAllowed as error:
        raise ActionRefused(status=document.get_status_display(), action=action.label) from error
