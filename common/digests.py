"""SM3 (GB/T 32905) and SHA-256 side by side, over bytes and over canonical JSON."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Digest:
    """Two digests of the same bytes, each as 64 lower-case hexadecimal characters."""

    sm3: str
    sha256: str


def sm3(data: bytes) -> str:
    """Return the SM3 digest as 64 hexadecimal characters."""
    return hashlib.new("sm3", data).hexdigest()


def of_bytes(data: bytes) -> Digest:
    """Return both digests of the bytes."""
    return Digest(sm3=sm3(data), sha256=hashlib.sha256(data).hexdigest())


def canonical(value: Any) -> bytes:
    """Return one and the same bytes for equal JSON values: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def of_json(value: Any) -> Digest:
    """Return both digests of the canonical form of a JSON value."""
    return of_bytes(canonical(value))
