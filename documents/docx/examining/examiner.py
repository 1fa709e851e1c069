"""公文体检: what is recognised in a file and what is wrong with its form (R27, R41-R46, R50, R53, R55)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from documents.docx import signs
from documents.docx.examining import form, levels, pages, routing
from documents.docx.examining.findings import Finding
from documents.docx.examining.hidden import LOST, NAMES, SERIOUS, Hidden, listed
from documents.docx.examining.marks import refuse_classified, refuse_classified_name
from documents.docx.model import Block, Draft, Heading
from documents.docx.ooxml import w
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import guarded, read_with_notes

CLEAN, WARNED, BLOCKED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Report:
    """What the examination of one file gives."""

    draft: Draft
    paragraphs: int
    tables: int
    format: tuple[Finding, ...]
    hidden: tuple[Hidden, ...]
    main_part: bytes = field(repr=False)

    @property
    def outcome(self) -> int:
        """Return 0 for clean, 1 for warnings, 2 for what must be mended first: the exit code."""
        severities = {finding.severity for finding in self.format}
        kinds = {each.kind for each in self.hidden}
        if "block" in severities or kinds & LOST:
            return BLOCKED
        return WARNED if "warn" in severities or kinds & SERIOUS else CLEAN

    def as_json(self, suspicions: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
        """Return the report with the stable keys of `manage.py examine --json`, the scanner's findings among them."""
        draft, content = self.draft, self.draft.content
        return {
            "document_number": str(draft.number) if draft.number else None,
            "document_number_as_found": draft.number_as_found or None,
            "title": content.title or None,
            "issuing_bodies": list(draft.issuing_bodies),
            "genre": draft.genre.value if draft.genre else None,
            "addressees": list(signs.split_addressees(content.addressees)),
            "issued_on": draft.issued_on.isoformat() if draft.issued_on else None,
            "closing_note": draft.closing_note or None,
            "disclosure_hint": draft.disclosure_hint or None,
            "headings": [{"level": h.level, "text": h.text} for h in _headings(draft)],
            "paragraphs": self.paragraphs,
            "tables": self.tables,
            "attachments": [{"title": each.title} for each in content.attachments],
            "format": [finding.as_json() for finding in self.format],
            "findings": list(suspicions),
            "hidden": [{"channel": each.kind, "part": each.place} for each in self.hidden],
            "classified": False,
        }


@guarded
def examine(data: bytes, filename: str) -> Report:
    """Return the report on a file.

    :raises ClassifiedContent: it bears a 密级 mark.
    :raises FileRefused: in its other forms.
    """
    refuse_classified_name(filename)
    package = open_package(data, filename)
    refuse_classified(package, filename)
    draft, seen = read_with_notes(package)
    body = package.xml(package.main).find(w("body"))
    paragraphs, tables = (0 if body is None else len(body.findall(w(name))) for name in ("p", "tbl"))
    hidden = listed(package, seen, len(draft.page_lines))
    found = (*findings(draft, hidden), *pages.check(package, draft))
    return Report(draft, paragraphs, tables, found, tuple(hidden), package.parts[package.main])


def findings(draft: Draft, hidden: Iterable[Hidden] = ()) -> Iterator[Finding]:
    """Yield the defects of form of a draft, apart from its printed form."""
    yield from routing.check(draft)
    yield from form.check(draft)
    yield from levels.check(draft.lines)
    for each in hidden:
        if each.kind in LOST:
            place = each.place if each.place.isdecimal() else each.place.removeprefix("body")
            sentence = f"{NAMES[each.kind]}不能带入公开文本，请改用文字、表格或图片。"
            yield Finding(27, "block", place, sentence, "国办发〔2018〕23号")


def _headings(draft: Draft) -> Iterator[Heading]:
    parts: tuple[tuple[Block, ...], ...] = (
        draft.content.blocks,
        *(each.blocks for each in draft.content.attachments),
    )
    yield from (block for part in parts for block in part if isinstance(block, Heading))
