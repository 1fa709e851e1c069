"""What a check of form says: rule, severity, place, sentence, clause, and if the typesetter mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from documents.docx.model import Draft
from documents.docx.text import bare

Severity = Literal["block", "warn", "info"]
HANDLING = "党政机关公文处理工作条例"
STANDARD = "GB/T 9704—2012"
_MOST = 8  # lines of a title
MENDED = "登记排版时自动改正。"


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of form: number of the rule, severity, place ("" for the whole file), sentence, clause.

    `mended`: typesetting sets it right without touching the meaning, so nobody need do anything.
    """

    rule: int
    severity: Severity
    paragraph: str
    sentence: str
    basis: str
    mended: bool = False

    @property
    def message(self) -> str:
        """Return the sentence with the clause and, where it is so, that it mends itself."""
        return f"{self.sentence}{MENDED if self.mended else ''}（{self.basis}）"

    def as_json(self) -> dict[str, Any]:
        """Return the finding with the stable keys of `manage.py examine --json`."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "paragraph": int(self.paragraph) if self.paragraph.isdecimal() else self.paragraph or None,
            "message": self.message,
        }


def place_of(draft: Draft, text: str) -> str:
    """Return where the text begins among the lines of the file, "" when it is not found."""
    wanted = bare(text)
    return next((line.place for line in draft.lines if wanted and bare(line.text).startswith(wanted)), "")


def place_within(draft: Draft, text: str) -> str:
    """Return the first place of a line that holds the text, "" when none does."""
    wanted = bare(text)
    return next((line.place for line in draft.lines if wanted and wanted in bare(line.text)), "")


def title_place(draft: Draft) -> str:
    """Return where the title begins."""
    title = bare(draft.content.title)
    begins = [at for at, line in enumerate(draft.lines) if len(line.text) > 1 and title.startswith(bare(line.text))]
    whole = (at for at in begins if "".join(bare(line.text) for line in draft.lines[at : at + _MOST]).startswith(title))
    found = next(whole, next(iter(begins), None))
    return "" if found is None else draft.lines[found].place


def text_places(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield place and text of the lines of the main text."""
    wanted = {bare(text) for text in _main_lines(draft)}
    yield from ((line.place, line.text) for line in draft.lines if bare(line.text) in wanted)


def _main_lines(draft: Draft) -> Iterator[str]:
    for block in draft.content.blocks:
        text = getattr(block, "text", "")
        if text:
            yield text + getattr(block, "rest", "")
