"""清单: what a bundle says of itself; signed, so that one signature holds every byte of the file."""

import json
from dataclasses import dataclass
from datetime import datetime

from common.digests import Digest, canonical, of_bytes
from portal.bundles.codec import Unfit, from_json, to_json
from portal.errors import FormatUnknown, SignatureWrong

FORMAT = 1
ALGORITHM = "Ed25519"
MANIFEST, SIGNATURE, README = "manifest.json", "signature.txt", "README.txt"
SIGNED_AS = b"mingfa bundle 1\n"  # a signature of this key on anything else is none on a bundle
MOST_MANIFEST, MOST_SIGNATURE = 64 * 1024 * 1024, 1024  # bytes


@dataclass(frozen=True, slots=True)
class Previous:
    """The bundle that must have been applied before: its serial and the digests of its manifest."""

    serial: int
    sm3: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the bundle, with the digests of its content."""

    name: str
    size: int
    sm3: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item: what kind it is (portal.services.kinds), its key such as the 索引号, its state, where it stands.

    Of a whole table the key is empty, the state says how many rows it has, and the change is that of the bundle.
    """

    member: str
    kind: str
    key: str
    state: str
    change: int
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole list; changes after `since` up to `upto`, the last of them made at `until` (None: tables only).

    `previous` is None when the bundle holds everything and so follows on any state. `key` names the public key.
    """

    format: int
    algorithm: str
    key: str
    site: str
    site_name: str
    serial: int
    previous: Previous | None
    since: int
    upto: int
    until: datetime | None
    items: tuple[Line, ...]
    members: tuple[Member, ...]

    def to_bytes(self) -> bytes:
        """Return the one form in which it is stored and signed."""
        return canonical(to_json(self, _no_files))

    @property
    def digest(self) -> Digest:
        """Return the digests by which the next bundle names this one."""
        return of_bytes(self.to_bytes())


def _no_files(data: bytes) -> str:
    raise TypeError("a manifest holds no bytes")


def _no_bytes(name: str) -> bytes:
    raise TypeError("a manifest holds no bytes")


def member_of(name: str, data: bytes) -> Member:
    """Return the line of the manifest for a file."""
    digest = of_bytes(data)
    return Member(name, len(data), digest.sm3, digest.sha256)


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest that the signed bytes hold.

    :raises FormatUnknown: SignatureWrong: a newer format; not the canonical form.
    """
    try:
        value = json.loads(data)
        found = value.get("format")
        if found != FORMAT:
            raise FormatUnknown(found=found if isinstance(found, int) else "未知", known=FORMAT)
        manifest = from_json(Manifest, value, _no_bytes)
    except (ValueError, AttributeError, RecursionError, Unfit):
        raise FormatUnknown(found="未知", known=FORMAT) from None
    if manifest.to_bytes() != data:
        raise SignatureWrong
    return manifest
