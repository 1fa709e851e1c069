"""交换目录: the package of one release appears whole in a folder that a neighbouring system reads.

Nothing of a name comes from a text: the folder is a plain name below settings.OUTLET_FOLDERS, the package is made of
numbers and codes.
"""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from common.digests import of_bytes, sm3
from publication.errors import NotDelivered
from publication.facts import Receipt
from publication.models import Delivery, Outlet
from publication.outlets.choices import REPEATED, Event, Failure
from publication.outlets.message import KINDS, body_of

DIGESTS = "SHA256SUMS"


def package_name(delivery: Delivery) -> str:
    """Return the name of the package: year and serial of the index number, release, event."""
    index, release = delivery.release.index, delivery.release
    again = f"-{delivery.key.hex[:8]}" if delivery.event in REPEATED else ""
    return f"{index.year}-{index.serial:05d}-r{release.serial}-{delivery.event}{again}"


def send(delivery: Delivery, at: datetime) -> Receipt:
    """Write the package under a temporary name and rename it; one that is there already is the receipt if it is equal.

    Raises NotDelivered (unwritable, differs).
    """
    files = _files(delivery)
    lines = "".join(f"{of_bytes(data).sha256}  {name}\n" for name, data in sorted(files.items()))
    files[DIGESTS] = lines.encode()
    try:
        _put(_folder(delivery.outlet), package_name(delivery), str(delivery.key), files)
    except OSError:
        raise NotDelivered(Failure.UNWRITABLE) from None
    return Receipt(package_name(delivery), sm3(files[DIGESTS]))


def probe(outlet: Outlet, at: datetime) -> Receipt:
    """Write a file into the folder and take it away again. Raises NotDelivered (unwritable)."""
    try:
        trial = _folder(outlet) / ".test"
        _write(trial, b"test")
        trial.unlink()
    except OSError:
        raise NotDelivered(Failure.UNWRITABLE) from None
    return Receipt("可以写入", "")


def _files(delivery: Delivery) -> dict[str, bytes]:
    files = {"metadata.json": body_of(delivery)}
    if delivery.event == Event.RETRACT:
        return files
    copy = delivery.release.copy
    blobs = {kind: getattr(copy, kind) for kind in KINDS}
    return files | {f"document.{kind}": bytes(blob.data) for kind, blob in blobs.items() if blob is not None}


def _folder(outlet: Outlet) -> Path:
    folder = Path(settings.OUTLET_FOLDERS) / outlet.address
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _put(folder: Path, name: str, key: str, files: dict[str, bytes]) -> None:
    target, draft = folder / name, folder / f".part-{key}"
    if target.exists():
        if (target / DIGESTS).read_bytes() != files[DIGESTS]:
            raise NotDelivered(Failure.DIFFERS)
        return
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    for each, data in files.items():
        _write(draft / each, data)
    _sync(draft)
    draft.rename(target)
    _sync(folder)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
