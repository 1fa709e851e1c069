"""导出公开内容包: what changed on the portal since the last bundle, signed, in files that a carrier takes across."""

import heapq
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from audit import services as audit
from common.clock import office_text
from common.digests import canonical, of_bytes, of_json
from common.errors import file_trouble
from portal.bundles import manifest as manifests
from portal.bundles.codec import to_json
from portal.bundles.container import MOST_BYTES, Writer
from portal.bundles.manifest import Line, Manifest, Member, Previous
from portal.models import ChangeCounter
from portal.services import kinds
from portal.services.kinds import Kind
from publication.errors import BundleNotWritten, BundleSerialUsed, BundleUnknown, ContentTooLarge
from publication.models import ExportedBundle
from publication.signing import Signer

MOST_ITEMS = 1000
ENOUGH_BYTES = 256 * 1024 * 1024  # a bundle that has as many takes no further item


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs, and for which portal: its name and 网站标识码."""

    signer: Signer
    site_name: str
    id_code: str


@dataclass(frozen=True, slots=True)
class Exported:
    """One bundle that was written."""

    path: Path
    row: ExportedBundle


@dataclass(frozen=True, slots=True)
class Begin:
    """Where an export is asked to begin; see export_bundles."""

    since: int | None
    serial: int | None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a bundle begins: its serial, the bundle it follows on (None: it holds everything), after which change."""

    serial: int
    previous: ExportedBundle | None
    since: int


def export_bundles(
    *, folder: Path, sender: Sender, since: int | None = None, serial: int | None = None, at: datetime
) -> Iterator[Exported]:
    """Write what changed since the last bundle and yield each bundle; nothing when nothing changed.

    `since` begins after the bundle of that serial (0: everything); `serial` gives the first bundle a higher
    serial than the next, when this machine forgot some. Each bundle is recorded in a transaction of its own.
    :raises BundleUnknown: BundleSerialUsed: BundleNotWritten: ContentTooLarge: why it cannot.
    """
    while (made := _export_next(folder, sender, Begin(since, serial), at)) is not None:
        yield made
        since, serial = made.row.serial, None


def _export_next(folder: Path, sender: Sender, begin: Begin, at: datetime) -> Exported | None:
    draft = folder / f".mingfa-{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        row = _export_into(draft, sender, begin, at)
        if row is None:
            return None
        path = folder / name_of(sender, row.serial)
        draft.replace(path)
        return Exported(path, row)
    except OSError as error:
        raise BundleNotWritten(path=folder, why=file_trouble(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@transaction.atomic
def _export_into(draft: Path, sender: Sender, begin: Begin, at: datetime) -> ExportedBundle | None:
    """Write and record a bundle; None when there is nothing to write. The lock lets no two have one serial."""
    with connection.cursor() as cursor:
        cursor.execute("lock table publication_exportedbundle in share row exclusive mode")
    start = start_after(begin)
    if (path := draft.with_name(name_of(sender, start.serial))).exists():
        raise BundleNotWritten(path=path, why="已有同名文件")
    with draft.open("wb") as file:
        packing = Packing(Writer(file), start.since)
        packing.take_tables(start)
        packing.take(start.since, ChangeCounter.objects.values_list("last", flat=True).first() or 0)
        if not packing.lines:
            return None
        manifest = packing.close(sender, start)
        file.flush()
        os.fsync(file.fileno())
    return _record(manifest, start, packing.tables, draft.stat().st_size, at)


def start_after(begin: Begin) -> Start:
    """Return where the next bundle begins.

    :raises BundleUnknown: BundleSerialUsed: see export_bundles.
    """
    last = ExportedBundle.objects.order_by("-serial").first()
    number = last.serial if last else 0
    if begin.serial is not None and begin.serial <= number:
        raise BundleSerialUsed(serial=begin.serial, last=number)
    previous = last if begin.since is None else ExportedBundle.objects.filter(serial=begin.since).first()
    if previous is None and begin.since:
        raise BundleUnknown(serial=begin.since)
    return Start(begin.serial or number + 1, previous, previous.upto if previous else 0)


def name_of(sender: Sender, serial: int) -> str:
    """Return the name of a bundle's file."""
    return f"mingfa-{sender.id_code}-{serial:06d}.zip"


class Packing:
    """A bundle while its members are written."""

    def __init__(self, writer: Writer, since: int) -> None:
        self.writer = writer
        self.lines: list[Line] = []
        self.members: list[Member] = []
        self.tables: dict[str, str] = {}
        self.upto = since
        self.until: datetime | None = None

    def take_tables(self, start: Start) -> None:
        """Write each whole table that is not as the bundle before left it; a full bundle clears empty ones, too."""
        before = start.previous.tables if start.previous else {}
        unheard = "" if start.previous is None and start.serial > 1 else digest_of(())
        for table in kinds.TABLES:
            rows = table.rows()
            self.tables[table.name] = digest_of(rows)
            if self.tables[table.name] != before.get(table.name, unheard):
                self._add_line(rows, table.name, "", f"{len(rows)} 行")

    def take(self, since: int, upto: int) -> None:
        """Write the items whose last change lies in the range, in order, as many as a bundle holds."""
        for change, key, changed_at, kind in _changed(since, upto):
            if len(self.lines) >= MOST_ITEMS or self.writer.size >= ENOUGH_BYTES:
                break
            if (value := kind.read(key)) is not None:
                self.add(kind, key, value, change, changed_at)

    def add(self, kind: Kind, key: str, value: Any, change: int, changed_at: datetime) -> None:
        """Write one item and its files."""
        self.upto, self.until = change, changed_at
        self._add_line(value, kind.name, key, kind.state(value))

    def _add_line(self, value: Any, kind: str, key: str, state: str) -> None:
        number, files = len(self.lines) + 1, list[str]()

        def put(data: bytes) -> str:
            files.append(f"files/{number:06d}-{len(files) + 1}.bin")
            self._add(files[-1], data, key)
            return files[-1]

        member = f"items/{number:06d}.json"
        self._add(member, canonical(to_json(value, put)), key or kind)
        self.lines.append(Line(member, kind, key, state, self.upto, tuple(files)))

    def _add(self, name: str, data: bytes, key: str) -> None:
        if self.writer.size + len(data) > MOST_BYTES - ENOUGH_BYTES:
            raise ContentTooLarge(key=key)
        self.writer.add(name, data)
        self.members.append(manifests.member_of(name, data))

    def close(self, sender: Sender, start: Start) -> Manifest:
        """Write what the bundle says of itself, and the signature."""
        self._add(manifests.README, self._readme(sender, start).encode("utf-8-sig"), manifests.README)
        manifest = Manifest(
            format=manifests.FORMAT,
            algorithm=manifests.ALGORITHM,
            key=sender.signer.name,
            site=sender.id_code,
            site_name=sender.site_name,
            serial=start.serial,
            previous=_previous(start.previous),
            since=start.since,
            upto=self.upto,
            until=self.until,
            items=tuple(self.lines),
            members=tuple(self.members),
        )
        data = manifest.to_bytes()
        self.writer.add(manifests.MANIFEST, data)
        self.writer.add(manifests.SIGNATURE, sender.signer.sign(data))
        self.writer.close()
        return manifest

    def _readme(self, sender: Sender, start: Start) -> str:
        after = f"接在第 {start.previous.serial} 号之后" if start.previous else "全量，不接在任何一包之后"
        return WORDS.format(
            site=sender.site_name,
            id_code=sender.id_code,
            serial=start.serial,
            after=after,
            count=len(self.lines),
            until=f"，内容截至 {office_text(self.until)}" if self.until else "",
        )


WORDS = """{site}（网站标识码 {id_code}）
第 {serial} 号公开内容包，{after}；{count} 项{until}。

由明发办公系统导出，只含已经公开的内容。在门户机上导入：
    SITE=portal .venv/bin/python manage.py import_bundle 本文件

清单 manifest.json 列出每个文件的 SM3 和 SHA-256，signature.txt 是对清单的 Ed25519 签名。
改动任何一个字节，门户机都会拒绝导入。请勿解压后重新压缩。
"""


def _changed(since: int, upto: int) -> Iterator[tuple[int, str, datetime, Kind]]:
    """Yield the changes of all kinds in the order of their numbers."""
    yield from heapq.merge(*(_changed_of(kind, since, upto) for kind in kinds.KINDS), key=lambda each: each[0])


def _changed_of(kind: Kind, since: int, upto: int) -> Iterator[tuple[int, str, datetime, Kind]]:
    for each in kind.changed(since, upto):
        yield *each, kind


def digest_of(rows: tuple[Any, ...]) -> str:
    """Return the digest of a whole table, its files among it."""
    return of_json(to_json(rows, lambda data: of_bytes(data).sm3)).sm3


def _previous(bundle: ExportedBundle | None) -> Previous | None:
    return Previous(bundle.serial, bundle.sm3, bundle.sha256) if bundle else None


def _record(manifest: Manifest, start: Start, tables: dict[str, str], size: int, at: datetime) -> ExportedBundle:
    digest = manifest.digest
    row = ExportedBundle.objects.create(
        serial=manifest.serial,
        previous=start.previous,
        sm3=digest.sm3,
        sha256=digest.sha256,
        key=manifest.key,
        since=manifest.since,
        upto=manifest.upto,
        count=len(manifest.items),
        size=size,
        tables=tables,
        exported_at=at,
    )
    facts = {"serial": row.serial, "count": row.count, "sm3": row.sm3, "since": row.since, "upto": row.upto}
    audit.record(chain="system", verb="publication.bundle_exported", facts=facts, by=None, at=at)
    return row
