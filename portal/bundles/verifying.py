"""A received bundle: nothing of it is believed before its signature holds, nothing read without its digest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from common.errors import file_trouble
from portal.bundles import keys
from portal.bundles.container import Reader
from portal.bundles.manifest import (
    MANIFEST,
    MOST_MANIFEST,
    MOST_SIGNATURE,
    SIGNATURE,
    Manifest,
    Member,
    member_of,
    read_manifest,
)
from portal.errors import BundleDamaged, BundleUnreadable, MemberAltered, MembersDiffer, OtherSite


@dataclass(frozen=True, slots=True)
class Bundle:
    """An open bundle whose signature and list of members hold."""

    manifest: Manifest
    reader: Reader
    members: dict[str, Member]

    def read(self, name: str) -> bytes:
        """Return the content of a member.

        :raises MemberAltered: it is not what the manifest's digests say.
        """
        wanted = self.members.get(name)
        if wanted is None:
            raise MembersDiffer(what="缺少", member=name)
        data = self.reader.read(name)
        if member_of(name, data) != wanted:
            raise MemberAltered(member=name)
        return data

    def check(self) -> None:
        """Read every member once.

        :raises MemberAltered: see read.
        """
        for name in self.members:
            self.read(name)


@contextmanager
def opened(path: Path, trusted: tuple[bytes, ...], site: str) -> Iterator[Bundle]:
    """Open a bundle for this site (its 网站标识码) and check all of it but what stands in the database.

    :raises BundleUnreadable: BundleDamaged: SignatureWrong: FormatUnknown: OtherSite: MembersDiffer:
        MemberAltered: what is wrong with it.
    """
    try:
        with path.open("rb") as file:
            bundle = _bundle(Reader(file), trusted, site)
            bundle.check()
            yield bundle
    except OSError as error:
        raise BundleUnreadable(why=file_trouble(error)) from error


def _bundle(reader: Reader, trusted: tuple[bytes, ...], site: str) -> Bundle:
    for name, most in ((MANIFEST, MOST_MANIFEST), (SIGNATURE, MOST_SIGNATURE)):  # read before anybody vouches for them
        if name in reader.named and reader.named[name].size > most:
            raise BundleDamaged(where=f"{name} 过大")
    data = reader.read(MANIFEST)
    keys.require_signed(data, reader.read(SIGNATURE), trusted)
    manifest = read_manifest(data)
    if manifest.site != site:
        raise OtherSite(found=manifest.site, own=site)
    _require_members([each.name for each in manifest.members], [each.name for each in reader.entries])
    return Bundle(manifest, reader, {each.name: each for each in manifest.members})


def _require_members(listed: list[str], found: list[str]) -> None:
    wanted = [*listed, MANIFEST, SIGNATURE]
    if extra := sorted({*found} - {*wanted}):
        raise MembersDiffer(what="多出", member=extra[0])
    if missing := sorted({*wanted} - {*found}):
        raise MembersDiffer(what="缺少", member=missing[0])
    if misplaced := [there for there, here in zip(found, wanted, strict=True) if there != here]:
        raise MembersDiffer(what="次序不对的是", member=misplaced[0])
