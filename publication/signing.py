"""The key that signs bundles for the portal: Ed25519, in one file that only its owner may read."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.bundles.keys import name_of
from portal.bundles.manifest import SIGNED_AS
from publication.errors import SigningKeyExists, SigningKeyExposed, SigningKeyMissing, SigningKeyUnreadable

OWNER_ONLY = 0o600
OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with a private key that it shows to nobody."""

    _key: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"Signer({self.name})"

    @property
    def public(self) -> bytes:
        """Return the public key, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    @property
    def name(self) -> str:
        """Return the short name of the key."""
        return name_of(self.public)

    def sign(self, manifest: bytes) -> bytes:
        """Return the member that signs the manifest."""
        return self._key.sign(SIGNED_AS + manifest).hex().encode() + b"\n"


def load(path: Path) -> Signer:
    """Return the signer of the key file.

    :raises SigningKeyMissing: SigningKeyExposed: SigningKeyUnreadable: why there is none.
    """
    try:
        if path.stat().st_mode & OTHERS:
            raise SigningKeyExposed(path=path)
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise SigningKeyMissing(path=path) from None
    except (OSError, ValueError, TypeError):
        raise SigningKeyUnreadable(path=path) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyUnreadable(path=path)
    return Signer(key)


def make(path: Path) -> Signer:
    """Make a key pair: the private key in the file (owner only), the public one beside it with the ending .pub.

    :raises SigningKeyExists: there is a key already.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
            file.write(pem)
    except FileExistsError:
        raise SigningKeyExists(path=path) from None
    signer = Signer(key)
    public_file(path).write_text(signer.public.hex() + "\n", encoding="ascii")
    return signer


def public_file(path: Path) -> Path:
    """Return where the public key of the key file stands."""
    return path.with_suffix(".pub")
