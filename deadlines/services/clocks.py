"""Clocks that stand and go on: the rows, and the deadlines of the document that are counted again because of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit import services as audit
from deadlines.choices import PauseSource
from deadlines.models import Pause
from deadlines.registry import Moved, Recount, all_recounts
from deadlines.selectors import calendar


@dataclass(frozen=True, slots=True)
class Standing:
    """Why the clocks of a document are to stand (the source and its number), from when, at the latest until when."""

    source: PauseSource
    source_id: int
    started_at: datetime
    until: datetime
    basis: str


@transaction.atomic
def pause(*, document_id: int, standing: Standing, at: datetime) -> Pause:
    """Let the document's clocks stand; a pause of the same source that runs is corrected instead."""
    row, _made = Pause.objects.update_or_create(
        source=standing.source,
        source_id=standing.source_id,
        ended_at=None,
        defaults={"started_at": standing.started_at, "until": standing.until},
        create_defaults={
            "document_id": document_id,
            "started_at": standing.started_at,
            "until": standing.until,
            "basis": standing.basis,
        },
    )
    recount_document(document_id=document_id, at=at)
    return row


@transaction.atomic
def resume(*, source: PauseSource, source_id: int, ended_at: datetime, at: datetime) -> None:
    """Let the clocks that stood because of the source go on since the moment; nothing to do when none does."""
    row = Pause.objects.select_for_update().filter(source=source, source_id=source_id, ended_at=None).first()
    if row is None:
        return
    row.ended_at = max(ended_at, row.started_at)
    row.save(update_fields=["ended_at"])
    recount_document(document_id=row.document_id, at=at)


def prolong(*, source: PauseSource, source_id: int, until: datetime) -> None:
    """Set until when at the latest the clocks stand because of the source; whoever calls counts deadlines again."""
    Pause.objects.filter(source=source, source_id=source_id, ended_at=None, started_at__lte=until).update(until=until)


def recount_document(*, document_id: int, at: datetime) -> None:
    """Count the stored, open deadlines of the document again; each that moved is journalled."""
    wanted = Recount(calendar, document_id)
    for again in all_recounts().values():
        journal(again(wanted), at)


def journal(moves: list[Moved], at: datetime) -> int:
    """Write each deadline that moved into the journal of its document; return how many did."""
    moved = [each for each in moves if each.before != each.after]
    for each in moved:
        facts = {
            "kind": each.kind.value,
            "subject": each.subject_id,
            "what": each.label or each.kind.label,
            "before": each.before.isoformat() if each.before else "",
            "after": each.after.isoformat(),
            "calendar": calendar().version,
        }
        audit.record(chain=f"document:{each.document_id}", verb="deadline.moved", facts=facts, by=None, at=at)
    return len(moved)
