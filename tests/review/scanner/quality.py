"""Recall and precision of the scanner over the corpus, kind by kind.

False is a finding that asks for something where nothing was planted; what it says may stay (info) asks nothing.
"""

from collections import Counter
from dataclasses import dataclass

from review.scanner import Finding, Kind, scan
from tests.review.scanner.corpus import FORMS, NEGATIVES, Forms, Negatives, Planted, corpus

CHECKSUM_KINDS = frozenset({Kind.ID_CARD, Kind.STUDENT_NUMBER, Kind.BANK_CARD})


@dataclass(frozen=True, slots=True)
class Quality:
    """How many were planted, found, and claimed without being there."""

    planted: int
    found: int
    false: int

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0


def fits(finding: Finding, planted: Planted) -> bool:
    """Test if the finding is what was planted: the kind, and just its place."""
    start = planted.line.text.find(planted.value)
    return finding.kind == planted.kind and (finding.start, finding.end) == (start, start + len(planted.value))


def measure(rounds: int, forms: Forms = FORMS, negatives: Negatives = NEGATIVES) -> dict[Kind, Quality]:
    """Return the quality of each kind."""
    lines = list(corpus(rounds, forms, negatives))
    found: dict[str, list[Finding]] = {}
    for finding in scan(each.line for each in lines):
        found.setdefault(finding.place, []).append(finding)
    planted, hits, false = Counter[Kind](), Counter[Kind](), Counter[Kind]()
    for each in lines:
        here = found.get(each.line.place, [])
        if each.kind is not None:
            planted[each.kind] += 1
            hits[each.kind] += any(fits(finding, each) for finding in here)
        false.update(finding.kind for finding in here if finding.severity != "info" and not fits(finding, each))
    return {kind: Quality(planted[kind], hits[kind], false[kind]) for kind in Kind}
