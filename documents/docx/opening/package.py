"""Safe opening of a .docx: every limit is checked while inflating, nothing outside is asked."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from documents.docx.errors import (
    BrokenXml,
    BrokenZip,
    EmptyFile,
    FileTooLarge,
    MacroFile,
    NoText,
    PasswordProtected,
    UnsafeNames,
    UnsafeXml,
    ZipBomb,
)
from documents.docx.ooxml import CT, RELS, STRICT, Element, w
from documents.docx.opening import legacy, sniff

MB = 1 << 20
LIMIT_MB = 50
MOST_PARTS = 3_000
MOST_UNPACKED = 256 * MB
MOST_XML = 48 * MB
HIGHEST_RATIO = 250
RATIO_FROM = MB
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its kind (last step of the type), and the part or outside address it names."""

    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """The unpacked parts of one file, by name without a leading slash; `main` is the document part.

    `comment` is what the container says after its last part; `origin` an old Word file that this was made from.
    """

    parts: dict[str, bytes]
    comment: bytes = b""
    origin: bytes = b""
    main: str = ""
    _trees: dict[str, Element] = field(default_factory=dict, repr=False)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict, repr=False)

    def xml(self, name: str) -> Element:
        """Return the root of a part, parsed once.

        :raises UnsafeXml: it declares a document type.
        :raises BrokenXml: it is missing or not well-formed.
        """
        if name not in self._trees:
            self._trees[name] = parse(self.parts.get(name, b""))
        return self._trees[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of a part by their ids; of the package itself for ""."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            rels = posixpath.join(folder, "_rels", f"{base}.rels")
            self._relations[name] = self._read_relations(folder, rels) if rels in self.parts else {}
        return self._relations[name]

    def related(self, name: str, kind: str) -> list[str]:
        """Return the parts that a part names by relationships of the kind, such as "header"."""
        relations = self.relations(name).values()
        return [r.target for r in relations if r.kind == kind and not r.external and r.target in self.parts]

    def _read_relations(self, folder: str, rels: str) -> dict[str, Relation]:
        found = {}
        for each in self.xml(rels).iterchildren(f"{{{RELS}}}Relationship"):
            target, external = each.get("Target", ""), each.get("TargetMode") == "External"
            if not external:
                path = unquote(target)
                target = posixpath.normpath(path[1:] if path[:1] == "/" else posixpath.join(folder, path))
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, external)
        return found


def open_package(data: bytes, filename: str) -> Package:
    """Return the unpacked file.

    :raises FileRefused: in one of its forms, for anything that is not a sound, safe .docx.
    """
    _check_size(data)
    sniff.refuse_macro_name(filename)
    modern = legacy.modernised(data, filename)
    if not modern.startswith(sniff.ZIP):
        sniff.refuse(modern, filename)
    package = Package(*unpack_whole(modern), origin=data if modern is not data else b"")
    package.main = _main_part(package, filename)
    body = package.xml(package.main).find(w("body"))
    if body is None or body.find(f".//{w('p')}") is None:
        raise NoText
    return package


def _check_size(data: bytes) -> None:
    if not data:
        raise EmptyFile
    if len(data) > LIMIT_MB * MB:
        raise FileTooLarge(limit=LIMIT_MB)


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip container by name, inflated within the limits.

    :raises BrokenZip, ZipBomb, UnsafeNames, PasswordProtected: as the errors say.
    """
    return unpack_whole(data)[0]


def unpack_whole(data: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return the parts of a zip container, and what it says after the last of them.

    :raises BrokenZip, ZipBomb, UnsafeNames, PasswordProtected: as the errors say.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _inflate_all(archive), archive.comment
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise BrokenZip from None
    except (RuntimeError, KeyError, IndexError, UnicodeError, MemoryError, OverflowError):
        raise BrokenZip from None


def _inflate_all(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise ZipBomb
    _check_names(entries)
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for entry in entries:
        parts[entry.filename] = _inflate(archive, entry, left)
        left -= len(parts[entry.filename])
    return parts


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) != len(names):
        raise UnsafeNames
    for name, original in ((entry.filename, entry.orig_filename) for entry in entries):
        steps = name.split("/")
        if name.startswith("/") or ".." in steps or any(sign in original for sign in ("\\", "\x00", ":")):
            raise UnsafeNames


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise PasswordProtected
    if entry.compress_type not in _METHODS:
        raise BrokenZip
    most = min(left, MOST_XML) if entry.filename.endswith((".xml", ".rels")) else left
    most = min(most, max(RATIO_FROM, entry.compress_size * HIGHEST_RATIO))
    with archive.open(entry) as stream:
        made = stream.read(most + 1)
    if len(made) > most:
        raise ZipBomb
    return made


def parse(data: bytes) -> Element:
    """Return the root element of an XML part, entities never resolved, nothing loaded from outside.

    :raises UnsafeXml: it declares a document type or entities.
    :raises BrokenXml: it is not well-formed UTF-8 or UTF-16, or nested too deeply.
    """
    text = _decoded(data)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnsafeXml
    if b"purl.oclc.org/ooxml" in text:
        for strict, transitional in STRICT.items():
            text = text.replace(strict, transitional)
    try:
        return etree.fromstring(text, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise BrokenXml from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _decoded(data: bytes) -> bytes:
    """Return the part in UTF-8; parts of a package are UTF-8 or UTF-16 and nothing else (ECMA-376-2)."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding).encode()
            except UnicodeError:
                raise BrokenXml from None
    return data.removeprefix(b"\xef\xbb\xbf")


def _main_part(package: Package, filename: str) -> str:
    names = frozenset(package.parts)
    if "[Content_Types].xml" not in names:
        sniff.refuse_container(names, filename)
    types = package.xml("[Content_Types].xml")
    if any("vbaproject" in name.lower() for name in names) or b"macroEnabled" in package.parts["[Content_Types].xml"]:
        raise MacroFile
    mains = [each for each in types.iterchildren(f"{{{CT}}}Override") if _is_main(each.get("ContentType", ""))]
    named = {each.get("PartName", "").lstrip("/") for each in mains}
    pointed = package.related("", "officeDocument")
    main = next((name for name in pointed if name in named), "")
    if not main:
        sniff.refuse_container(names, filename)
    return main


def _is_main(kind: str) -> bool:
    return kind.startswith(_MAIN) and kind.endswith("main+xml")
