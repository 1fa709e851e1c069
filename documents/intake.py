"""Taking a Word file in: refused or read, before anything of it is stored (R12)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from documents.docx import content as contents
from documents.docx.examining import hidden, marks
from documents.docx.model import Content, Draft
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import read
from documents.traits import traits_of


@dataclass(frozen=True, slots=True)
class Intake:
    """What one .docx brought: content, the hints that it bears, its pictures, what it hides, its bytes."""

    data: bytes
    filename: str
    draft: Draft
    hidden: tuple[Mapping[str, Any], ...]

    @property
    def content(self) -> Content:
        """Return the canonical content."""
        return contents.content_of(self.draft)

    def hints(self) -> dict[str, Any]:
        """Return what the file bears that registration will give anew, as JSON."""
        draft = self.draft
        return {
            "number": str(draft.number) if draft.number else draft.number_as_found,
            "code_letters": draft.number.code_letters if draft.number else "",
            "issued_on": draft.issued_on.isoformat() if draft.issued_on else "",
            "closing_note": draft.closing_note,
            "attribute": draft.disclosure_hint if draft.disclosure_hint != "partial" else "",
            "issuing_bodies": list(draft.issuing_bodies),
            "copies_to": list(draft.copies_to),
            "urgency": draft.urgency,
            "genre": draft.genre.value if draft.genre else "",
        }


def take_in(data: bytes, filename: str) -> Intake:
    """Open, examine and read an upload; raise a DomainError (DOC-3xx) that says in Chinese what is wrong.

    A file with a classified mark is refused here (保守国家秘密法 31(3)); nothing of it was stored or
    logged. What is hidden in the file is listed by kind and place, without its text.
    """
    package = open_package(data, filename)
    marks.refuse_classified(package, filename)
    draft = read(package)
    found = tuple(asdict(each) for each in hidden.hidden_content(package))
    return Intake(data, filename, draft, found)


def traits(content: Content) -> dict[str, Any]:
    """Return what the rules want to know of the text."""
    return dict(traits_of([line for line in content.lines() if line != content.title]))
