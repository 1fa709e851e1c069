"""历史公开登记: rows of older public documents are put on the portal, all of a file or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from audit import services as audit
from common.clock import office_date
from portal import services as portal
from portal.choices import Origin
from portal.facts import PublicItem
from portal.models import PublishedDocument
from portal.services.bulk import Applied
from publication.historic import reading
from publication.historic.reading import Problem, Reading
from publication.historic.sheet import Row

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: the rows on the portal, and what is to be said of others, by line."""

    applied: Applied
    problems: list[Problem]

    @property
    def left_out(self) -> list[Problem]:
        """Return the lines that are not on the portal."""
        return [each for each in self.problems if each.left_out]


@transaction.atomic
def import_register(
    *, rows: Sequence[Row], body: str, by: audit.Person | None, at: datetime, progress: Progress = lambda _done: None
) -> Imported:
    """Put the rows of a file on the portal; asked again with the same rows, change nothing.

    `body` issues what neither title nor number assigns to somebody; `progress` hears how many more are done.
    """
    found = reading.read(rows, body=body, pattern=settings.REGISTER_INDEX_PATTERN, today=office_date(at))
    items, there = _apart(found)
    progress(len(rows) - len(items))
    applied = portal.apply_register(items=items, at=at, progress=progress)
    problems = sorted([*found.problems, *there], key=lambda each: each.line)
    if applied.new or applied.changed:
        facts = {
            "new": applied.new, "changed": applied.changed, "same": applied.same,
            "left_out": sum(each.left_out for each in problems), "rows": len(rows),
        }  # fmt: skip
        audit.record(chain="system", verb="publication.register_imported", facts=facts, by=by, at=at)
    return Imported(applied, problems)


def _apart(found: Reading) -> tuple[list[PublicItem], list[Problem]]:
    """Return the documents to import, and a problem for each whose number the portal has from elsewhere.

    Also a retracted one counts: what was taken down does not come back by a register.
    """
    numbers = {item.number_text for _, item in found.items if item.code_letters}
    others = PublishedDocument.objects.exclude(origin=Origin.REGISTER).filter(number_text__in=numbers)
    shown = dict(others.values_list("number_text", "index"))
    items = [item for _, item in found.items if item.number_text not in shown]
    there = [
        Problem(line, f"门户上已有此发文字号（索引号 {shown[item.number_text]}），以其为准")
        for line, item in found.items
        if item.number_text in shown
    ]
    return items, there
