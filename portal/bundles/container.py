"""The file of a bundle: a ZIP archive of stored members, of which every byte follows from names and contents.

Any program opens it. This one accepts exactly what it would write itself: no compression, no dates, no
attributes, no comments, nothing before, between or after the members. So an altered byte has nowhere to hide,
a member cannot unpack to more than it is, and no foreign parser meets a hostile file.
"""

import os
import re
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from portal.errors import BundleDamaged

NAME = re.compile(r"[A-Za-z0-9_-]{1,20}(?:/[A-Za-z0-9_-]{1,40})?(?:\.[a-z]{1,5})?", re.ASCII)
MOST_BYTES = 2**31 - 1
MOST_MEMBERS = 2**16 - 2  # what an archive without extensions can count
VERSION, FLAGS, STORED = 10, 0, 0
TIME, DATE = 0, 0x21  # 1 January 1980, the oldest date there is
HEAD = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
HEAD_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Entry:
    """One member: its name, the checksum and length of its content, where its head begins."""

    name: str
    crc: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Return where the content begins."""
        return self.offset + HEAD.size + len(self.name)

    @property
    def end(self) -> int:
        """Return where the next member begins."""
        return self.data_offset + self.size

    def head(self) -> bytes:
        """Return the bytes before the content."""
        sizes = (self.crc, self.size, self.size, len(self.name), 0)
        return HEAD.pack(HEAD_SIGN, VERSION, FLAGS, STORED, TIME, DATE, *sizes) + self.name.encode("ascii")

    def central(self) -> bytes:
        """Return the line of the directory at the end of the archive."""
        sizes = (self.crc, self.size, self.size, len(self.name), 0, 0, 0, 0, 0, self.offset)
        stamp = (CENTRAL_SIGN, VERSION, VERSION, FLAGS, STORED, TIME, DATE)
        return CENTRAL.pack(*stamp, *sizes) + self.name.encode("ascii")


def directory(entries: list[Entry]) -> bytes:
    """Return what stands behind the last member."""
    lines = b"".join(each.central() for each in entries)
    start = entries[-1].end if entries else 0
    return lines + END.pack(END_SIGN, 0, 0, len(entries), len(entries), len(lines), start, 0)


class Writer:
    """Writes members one after the other to an open file; `close` adds the directory."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.entries: list[Entry] = []

    @property
    def size(self) -> int:
        """Return how many bytes the members take so far."""
        return self.entries[-1].end if self.entries else 0

    def add(self, name: str, data: bytes) -> None:
        """Append a member.

        :raises ValueError: the name is no name of a member, or the archive would be too large.
        """
        entry = Entry(name, zlib.crc32(data), len(data), self.size)
        if not NAME.fullmatch(name) or entry.end > MOST_BYTES or len(self.entries) >= MOST_MEMBERS:
            raise ValueError(name)
        self.file.write(entry.head() + data)
        self.entries.append(entry)

    def close(self) -> None:
        """Write the directory."""
        self.file.write(directory(self.entries))


class Reader:
    """Reads the members of an open file; making it walks through all heads and the directory.

    :raises BundleDamaged: the file is none that Writer writes; the sentence says near which member.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.length = file.seek(0, os.SEEK_END)
        if self.length > MOST_BYTES:
            raise BundleDamaged(where="文件过大")
        self.entries = self._walk()
        self.named = {each.name: each for each in self.entries}
        self._require_directory()

    def read(self, name: str) -> bytes:
        """Return the content of a member.

        :raises BundleDamaged: it is not what its checksum says, or there is no such member.
        """
        entry = self.named.get(name)
        if entry is None:
            raise BundleDamaged(where=f"缺少 {name}")
        self.file.seek(entry.data_offset)
        data = self.file.read(entry.size)
        if zlib.crc32(data) != entry.crc or len(data) != entry.size:
            raise BundleDamaged(where=f"{name} 的内容有改动或残缺")
        return data

    def _walk(self) -> list[Entry]:
        found: list[Entry] = []
        while (entry := self._entry_at(found)) is not None:
            if len(found) >= MOST_MEMBERS:
                raise BundleDamaged(where="文件过多")
            found.append(entry)
        if len({each.name for each in found}) != len(found):
            raise BundleDamaged(where="有重名的文件")
        return found

    def _entry_at(self, found: list[Entry]) -> Entry | None:
        """Return the member that begins behind those found, None where the directory begins."""
        start, where = (found[-1].end, f"{found[-1].name} 之后") if found else (0, "文件开头")
        self.file.seek(start)
        head = self.file.read(HEAD.size)
        if head[:4] in (CENTRAL_SIGN, END_SIGN):
            return None
        if len(head) < HEAD.size:
            raise BundleDamaged(where=where)
        parts = HEAD.unpack(head)
        name = self.file.read(min(parts[9], 100)).decode("ascii", "replace")
        if not NAME.fullmatch(name):
            raise BundleDamaged(where=where)
        entry = Entry(name, parts[6], parts[8], start)
        if head + name.encode("ascii") != entry.head() or entry.end > self.length:
            raise BundleDamaged(where=f"{name} 的文件头")
        return entry

    def _require_directory(self) -> None:
        wanted = directory(self.entries)
        self.file.seek(self.entries[-1].end if self.entries else 0)
        found = self.file.read(len(wanted) + 1)
        if found != wanted:
            raise BundleDamaged(where=f"末尾的目录{self._first_difference(found)}")

    def _first_difference(self, found: bytes) -> str:
        """Return which member's line of the directory differs, in words."""
        place = 0
        for each in self.entries:
            line = each.central()
            if found[place : place + len(line)] != line:
                return f"中 {each.name} 一项"
            place += len(line)
        return ""
