"""The keys that the portal trusts: Ed25519 public keys as 64 hexadecimal characters each."""

import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from portal.bundles.manifest import SIGNED_AS
from portal.errors import NoPublicKey, SignatureWrong

KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
SIGNATURE_TEXT = re.compile(rb"[0-9a-f]{128}\n")


def name_of(key: bytes) -> str:
    """Return the short name of a public key, for people to compare."""
    return hashlib.sha256(key).hexdigest()[:16]


def keys_of(text: str) -> tuple[bytes, ...]:
    """Return the public keys of a setting: one or more, divided by commas or white space.

    :raises NoPublicKey: there is none, or one is no key.
    """
    found = re.split(r"[\s,]+", text.strip().lower())
    if not all(KEY.fullmatch(each) for each in found):
        raise NoPublicKey
    return tuple(map(bytes.fromhex, found))


def require_signed(manifest: bytes, signature: bytes, keys: tuple[bytes, ...]) -> None:
    """Return when one of the keys signed these bytes.

    :raises SignatureWrong: none did.
    """
    if not SIGNATURE_TEXT.fullmatch(signature):
        raise SignatureWrong
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(
                bytes.fromhex(signature[:128].decode()), SIGNED_AS + manifest
            )
        except InvalidSignature:
            continue
        return
    raise SignatureWrong
