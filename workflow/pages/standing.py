"""How the findings of a document's public text stand, for the pages of the confidentiality desks."""

from dataclasses import dataclass

from documents.docx.redaction import Redaction
from documents.models import Document
from documents.services.redacting import passages_of
from review import findings as findings_of
from review.choices import CONFIDENTIALITY_CHAIN, Severity
from review.findings import FindingStanding
from review.models import Scan

LOOKS = {Severity.BLOCK: "bad", Severity.WARN: "warn", Severity.INFO: "plain"}


@dataclass(frozen=True, slots=True)
class Bench:
    """The public text of one document with how its findings stand."""

    document: Document
    scan: Scan | None
    found: list[FindingStanding]
    passages: tuple[Redaction, ...]


def bench_of(document: Document) -> Bench:
    """Return what lies on the workbench (at most five queries)."""
    scan = findings_of.latest_scan(document)
    return Bench(document, scan, findings_of.standing(scan), passages_of(document.redacted))


def counts_of(bench: Bench) -> dict[str, int]:
    """Return how many findings there are, wait for an answer, lack a second reviewer, and how many passages go."""
    return {
        "found": sum(each.finding.severity != Severity.INFO for each in bench.found),
        "open": sum(each.is_open for each in bench.found),
        "lacking": sum(each.lacks_second for each in bench.found),
        "withheld": len(bench.passages),
    }


def topics_at(desk: str, document: Document) -> list[str]:
    """Return what the checklist of a confidentiality desk asks besides; nothing at other desks (one query)."""
    scan = findings_of.latest_scan(document) if desk in CONFIDENTIALITY_CHAIN else None
    return scan.topics if scan else []
