"""成批上门户: the rows of a register, thousands in one transaction, with what `apply` guarantees for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.choices import Origin
from portal.errors import OriginDiffers
from portal.facts import PublicItem
from portal.models import PublishedDocument
from portal.services.changes import note_everything
from portal.services.entries import put_entries
from portal.services.items import COLUMNS, columns_of, next_change

BATCH = 500


@dataclass(frozen=True, slots=True)
class Applied:
    """How many rows are new, how many changed, how many were so already."""

    new: int
    changed: int
    same: int


@transaction.atomic
def apply_register(
    *, items: Sequence[PublicItem], at: datetime, progress: Callable[[int], object] = lambda _done: None
) -> Applied:
    """Make the portal show these rows of a register (no files, no interpretations), each under its own index number.

    What is so already keeps its row and the number of its last change; `progress` hears how many more are done.
    All or nothing. Raises OriginDiffers.
    """
    next_change(0)  # first: whoever changes the portal waits here
    new: list[PublishedDocument] = []
    changed: list[PublishedDocument] = []
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        held = {row.index: row for row in PublishedDocument.objects.filter(index__in=[item.index for item in batch])}
        for item in batch:
            _sort(item, held.get(item.index), new, changed)
    progress(len(items) - len(new) - len(changed))
    _write(new, changed, at, progress)
    return Applied(len(new), len(changed), len(items) - len(new) - len(changed))


def _sort(
    item: PublicItem,
    held: PublishedDocument | None,
    new: list[PublishedDocument],
    changed: list[PublishedDocument],
) -> None:
    """Put the row that shows the item among the new or the changed ones, unless it is so already."""
    columns = columns_of(item)
    origin = Origin(held.origin if held else item.origin)
    if item.origin != Origin.REGISTER or origin != Origin.REGISTER:
        raise OriginDiffers(index=item.index, origin=origin.label)
    if held is None:
        new.append(PublishedDocument(index=item.index, **columns))
    elif any(getattr(held, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(held, name, value)
        changed.append(held)


def _write(
    new: list[PublishedDocument],
    changed: list[PublishedDocument],
    at: datetime,
    progress: Callable[[int], object],
) -> None:
    first = next_change(len(new) + len(changed))
    for number, row in enumerate([*new, *changed], first):
        row.change, row.changed_at = number, at
    for start in range(0, len(new), BATCH):
        batch = PublishedDocument.objects.bulk_create(new[start : start + BATCH])
        put_entries(batch)
        progress(len(batch))
    for start in range(0, len(changed), BATCH):
        batch = changed[start : start + BATCH]
        PublishedDocument.objects.bulk_update(batch, [*COLUMNS, "change", "changed_at"])
        put_entries(batch)
        progress(len(batch))
    if new or changed:
        note_everything(at=at)
