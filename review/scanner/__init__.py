"""疑点扫描: personal information, work-secret marks and terms of the negative list (R13, R26; 国办发〔2018〕23号).

    scan(lines, dictionary) -> list[Finding]   the one call; pure, no database, no log
    Dictionary, Term, refusal_of               the terms a scan takes along
    places.lines_of(content)                   the lines of a content; places.words(place) for the page

`plain` gives the text its plain form, `engine` lets hyperscan say in one pass where patterns and terms may stand;
`detectors` and `judges` hold numbers and places against checksum and neighbourhood, `people` and `tables` find
names by labels, heads and what is told of somebody, `marks` finds marks; `masks` writes what may be shown. A
finding carries its place and a masked excerpt, never the value.
"""

from review.scanner import places
from review.scanner.findings import SENSITIVE_KINDS, Finding, Kind
from review.scanner.scan import scan
from review.scanner.severity import Severity
from review.scanner.terms import EMPTY, Dictionary, Term, TermKind, refusal_of

EDITION = "2"  # counted up when the scanner finds something else in the same text

__all__ = [
    "EDITION",
    "EMPTY",
    "SENSITIVE_KINDS",
    "Dictionary",
    "Finding",
    "Kind",
    "Severity",
    "Term",
    "TermKind",
    "places",
    "refusal_of",
    "scan",
]
