"""自查: what the scanner finds in a draft, shown to its drafter before it is handed in."""

from dataclasses import dataclass

from documents.docx import content as contents
from documents.models import Version
from review.scanner import Finding, places, scan

SEVERITIES = {"block": ("bad", "须处理"), "warn": ("warn", "请核对"), "info": ("plain", "可公开")}


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


def suspicions_of(version: Version | None) -> list[Suspicion]:
    """Return the suspicions in the version, the gravest first, then in reading order."""
    if version is None or version.erased_at:
        return []
    found = scan(places.lines_of(contents.from_json(version.content)))
    return [_row(each) for each in sorted(found, key=lambda each: list(SEVERITIES).index(each.severity))]


def _row(finding: Finding) -> Suspicion:
    look, severity = SEVERITIES[finding.severity]
    kind = finding.kind
    return Suspicion(look, severity, kind.label, finding.masked, places.words(finding.place), kind.basis, kind.advice)
