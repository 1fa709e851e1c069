"""历史公开登记: rows of older public documents are put on the portal, all of a file or none.

What this office did since wins over the list: a row that was taken down stays down, a changed validity stays, and a
row gives way to the document that was released under its number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from audit import services as audit
from common.clock import office_date
from portal import services as portal
from portal.bundles.documents import read
from portal.choices import Origin, State
from portal.facts import PublicItem
from portal.models import PublishedDocument
from portal.services.bulk import Applied
from publication.historic import reading
from publication.historic.reading import Problem, Reading
from publication.historic.sheet import Row
from publication.listings.selectors import validities_shown
from publication.tombstones import tombstone

NUMBER = ("code_letters", "number_year", "number_serial")
GAVE_WAY, WORDS = "另有正式公开的文本", "本条目所登记的文件已由本机关正式公开，以正式公开的页面为准。"

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
    """Return the documents to import, and a problem for each that the portal has from elsewhere, or had to take down.

    Also a retracted one counts: what was taken down does not come back by a register.
    """
    numbers = {item.number_text for _, item in found.items if item.code_letters}
    others = PublishedDocument.objects.exclude(origin=Origin.REGISTER).filter(number_text__in=numbers)
    shown = dict(others.values_list("number_text", "index"))
    ended, worth = _ended(), validities_shown()
    items, there = [], []
    for line, item in found.items:
        taken_down = next((ended[name] for name in _names(item) if name in ended), "")
        if item.number_text in shown:
            there.append(Problem(line, f"门户上已有此发文字号（索引号 {shown[item.number_text]}），以其为准"))
        elif taken_down:
            there.append(Problem(line, f"此条目已从门户撤下（索引号 {taken_down}）"))
        else:
            items.append(replace(item, **worth.get(item.index, {})))
    return items, there


def _ended() -> dict[str, str]:
    """Return the 索引号 of every row of a register that was taken down, by all that names it."""
    rows = PublishedDocument.objects.filter(origin=Origin.REGISTER, state=State.RETRACTED).defer("text")
    return {name: row.index for row in rows for name in _names(row)}


def _names(row: PublicItem | PublishedDocument) -> list[str]:
    """Return what tells a row from others: its 索引号, and its number or else title and day of publication."""
    told = row.number_text if row.code_letters else f"{row.title}\x1f{row.published_on}"
    return [row.index, told]


def beside_releases() -> list[str]:
    """Return the 索引号 of every row of a register under whose number this office shows a document itself."""
    same = {name: OuterRef(name) for name in NUMBER}
    own = PublishedDocument.objects.filter(origin=Origin.RELEASE, **same)
    rows = PublishedDocument.objects.live().filter(Exists(own), origin=Origin.REGISTER).exclude(code_letters="")
    return list(rows.order_by("pk").values_list("index", flat=True))


def give_way(*, item: PublicItem, at: datetime) -> None:
    """End what a register says of a document that this office shows itself, so that no number stands there twice.

    The address of the row stays and leads to the document; what becomes of the document later does not bring the row
    back (R35).
    """
    if not item.code_letters:
        return
    same = {name: getattr(item, name) for name in NUMBER}
    rows = PublishedDocument.objects.live().filter(origin=Origin.REGISTER, **same)
    for index in list(rows.order_by("pk").values_list("index", flat=True)):
        if (row := read(index)) is not None:
            ended = tombstone(row, kind=GAVE_WAY, words=WORDS, at=at, successor_index=item.index)
            portal.apply(item=ended, at=at)
            facts = {"index": index, "successor": item.index}
            audit.record(chain="system", verb="publication.register_gave_way", facts=facts, by=None, at=at)
