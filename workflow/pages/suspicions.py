"""自查: what the scanner finds in a draft, shown to its drafter before it is handed in."""

from dataclasses import dataclass
from datetime import date

from documents.docx import content as contents
from documents.models import Version
from review.choices import Severity
from review.dictionary.selectors import current_dictionary
from review.errors import ScanFailed
from review.scanner import Finding, places, scan
from workflow.pages.standing import LOOKS


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A finding as a row of the page; the value itself stays in the text."""

    look: str
    severity: str
    label: str
    masked: str
    place: str
    basis: str
    advice: str


def suspicions_of(version: Version | None, day: date) -> list[Suspicion] | None:
    """Return the suspicions in the version by the day's dictionary, the gravest first; None when the scan failed."""
    if version is None or version.erased_at:
        return []
    lines = places.lines_of(contents.from_json(version.content))
    try:
        found = scan(lines, current_dictionary(day))
    except ScanFailed:
        return None
    return [_row(each) for each in sorted(found, key=lambda each: Severity.values.index(each.severity))]


def _row(finding: Finding) -> Suspicion:
    severity, where = Severity(finding.severity), places.words(finding.place)
    return Suspicion(
        LOOKS[severity], severity.label, finding.label, finding.masked, where, finding.basis, finding.advice
    )
