"""Bundles made without a database, so that every byte of them can be tried."""

import io
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from common.digests import canonical
from portal.bundles.container import Reader, Writer
from portal.bundles.manifest import MANIFEST, SIGNATURE, read_manifest
from portal.bundles.verifying import opened
from portal.facts import PublicReading
from portal.services import apply_bundle
from portal.services.kinds import kind_of
from publication.models import ExportedBundle
from publication.services.bundles import Packing, Sender, Start
from publication.signing import Signer
from tests.portal.test_services import NOON, TOMBSTONE, file_of, item_of

SITE = settings.SITE["id_code"]
SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STRANGER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
TRUSTED = (SIGNER.public,)
READING = PublicReading(
    1, "答记者问", "图解", "基础教育司", NOON, "<p>问</p>", "问", picture=b"\x89PNG", picture_type="image/png"
)


def bundle_of(*items, serial=1, previous=None, signer=SIGNER, site=SITE) -> bytes:
    """Return a bundle of the items; `previous` is the bytes of the bundle that it follows on."""
    file = io.BytesIO()
    packing = Packing(Writer(file), 0)
    for number, item in enumerate(items, 1):
        packing.add(kind_of("document"), item.index, item, 100 * serial + number, NOON)
    packing.close(Sender(signer, "门户", site), Start(serial, exported(previous), 0))
    return file.getvalue()


def exported(bundle: bytes | None) -> ExportedBundle | None:
    if bundle is None:
        return None
    manifest = manifest_of(bundle)
    return ExportedBundle(serial=manifest.serial, sm3=manifest.digest.sm3, sha256=manifest.digest.sha256)


def manifest_of(bundle: bytes):
    return read_manifest(members_of(bundle)[MANIFEST])


def members_of(bundle: bytes) -> dict[str, bytes]:
    reader = Reader(io.BytesIO(bundle))
    return {each.name: reader.read(each.name) for each in reader.entries}


def packed(members: dict[str, bytes]) -> bytes:
    """Return an archive of any members, without the key: what somebody on the way could make."""
    file = io.BytesIO()
    writer = Writer(file)
    for name, data in members.items():
        writer.add(name, data)
    writer.close()
    return file.getvalue()


def signed_again(bundle: bytes, **changes) -> bytes:
    """Return the bundle with another manifest under a genuine signature."""
    members = members_of(bundle)
    members[MANIFEST] = canonical(json.loads(members[MANIFEST]) | changes)
    members[SIGNATURE] = SIGNER.sign(members[MANIFEST])
    return packed(members)


def verified(place: Path, bundle: bytes):
    """Check a bundle as `import_bundle --check` does and return its manifest."""
    (place / "bundle.zip").write_bytes(bundle)
    with opened(place / "bundle.zip", TRUSTED, SITE) as found:
        return found.manifest


def taken(place: Path, bundle: bytes):
    """Import a bundle."""
    (place / "bundle.zip").write_bytes(bundle)
    with opened(place / "bundle.zip", TRUSTED, SITE) as found:
        return apply_bundle(bundle=found, at=NOON)


__all__ = ["NOON", "READING", "TOMBSTONE", "file_of", "item_of"]
