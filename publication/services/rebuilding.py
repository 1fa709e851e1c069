"""核对公开门户: every row of the portal is compared with the release it stands for, and mended where it differs.

Missing, differing and unfounded rows come from upgrades, restored backups and raw SQL; nothing else makes them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from audit import services as audit
from portal import services as portal
from portal.bundles.documents import read
from portal.choices import Origin, column_label
from portal.facts import PublicItem
from portal.models import PublishedDocument
from publication.choices import Fault
from publication.models import IndexNumber, Release
from publication.selectors import documents_not_shown, newest_release
from publication.services.columns import columns_amiss, show_column
from publication.services.historic import NUMBER, beside_releases, give_way
from publication.services.showing import show_again, shown_as
from publication.tombstones import tombstone

UNFOUNDED_WORDS = "本页面没有对应的公开发布记录，已经撤下。"


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, where (索引号 or page of the statutory column), and what mends it."""

    fault: Fault
    index: str
    mend: Callable[[datetime], object]
    is_column: bool = False

    @property
    def where(self) -> str:
        """Return where the fault is, in words."""
        return f"专栏“{column_label(self.index)}”" if self.is_column else f"索引号 {self.index}"


def faults(at: datetime, *, missing_only: bool = False) -> Iterator[Found]:
    """Yield every fault of the portal; nothing is changed before `mend` is called.

    `missing_only` leaves out what needs a look at every document.
    """
    texts = dict(IndexNumber.objects.filter(document__in=documents_not_shown()).values_list("document_id", "text"))
    for document_id, text in texts.items():
        yield Found(Fault.MISSING, text, _showing(document_id))
    for index in beside_releases():
        yield Found(Fault.REPEATED, index, _giving_way(index))
    if missing_only:
        return
    for fault, code in columns_amiss():
        yield Found(fault, code, _column(code), is_column=True)
    for index in _unfounded():
        yield Found(Fault.UNFOUNDED, index, _taking_down(index))
    shown = Exists(PublishedDocument.objects.filter(index=OuterRef("text")))
    rows = IndexNumber.objects.filter(shown, releases__isnull=False).order_by("year", "serial").distinct()
    for document_id, text in rows.values_list("document_id", "text").iterator(chunk_size=500):
        if _differs(document_id, text, at) and _differs(document_id, text, at):  # it may have been changed just then
            yield Found(Fault.DIFFERS, text, _showing(document_id))


def _differs(document_id: int, index: str, at: datetime) -> bool:
    release, held = newest_release(document_id), read(index)
    return release is None or held is None or _in_order(shown_as(release, at)) != _in_order(held)


def _in_order(item: PublicItem) -> PublicItem:
    files = tuple(sorted(item.files, key=lambda each: each.kind))
    relations = tuple(sorted(item.relations, key=lambda each: (each.kind, each.number_text, each.title)))
    return replace(item, files=files, relations=relations)


def _unfounded() -> list[str]:
    released = Release.objects.filter(index__text=OuterRef("index"))
    rows = PublishedDocument.objects.live().filter(~Exists(released), origin=Origin.RELEASE)
    return list(rows.order_by("pk").values_list("index", flat=True))


def _showing(document_id: int) -> Callable[[datetime], object]:
    return lambda at: show_again(document_id, at)


def _column(code: str) -> Callable[[datetime], object]:
    return lambda at: show_column(kind=code, at=at)


def _giving_way(index: str) -> Callable[[datetime], object]:
    def mend(at: datetime) -> None:
        row = PublishedDocument.objects.get(index=index)
        same = {name: getattr(row, name) for name in NUMBER}
        own = PublishedDocument.objects.filter(origin=Origin.RELEASE, **same).order_by("pk").first()
        if own is not None and (item := read(own.index)) is not None:
            give_way(item=item, at=at)

    return mend


def _taking_down(index: str) -> Callable[[datetime], object]:
    def mend(at: datetime) -> None:
        if (item := read(index)) is not None:
            portal.apply(item=tombstone(item, kind="其他", words=UNFOUNDED_WORDS, at=at), at=at)

    return mend


@transaction.atomic
def mend(found: Found, at: datetime) -> None:
    """Mend one fault and note it in the journal."""
    found.mend(at)
    verb, what = ("column_mended", "column") if found.is_column else ("portal_mended", "index")
    facts = {what: found.index, "fault": found.fault.value}
    audit.record(chain="system", verb=f"publication.{verb}", facts=facts, by=None, at=at)
