"""疑点扫描: personal information in a text that is meant for the public (R26, R28; 国办发〔2018〕23号).

    scan(lines) -> list[Finding]      the one call; pure, no database, no log
    places.lines_of(content)          the lines of a content; places.words(place) for the page

`engine` lets hyperscan say in one pass which kinds may stand in which lines; `detectors` finds the exact
places there and holds each against its checksum and its neighbourhood; `people` finds names by their labels
and by the heads of table columns; `masks` writes what may be shown. A finding carries its place and a masked
excerpt, never the value.
"""

from review.scanner import places
from review.scanner.findings import SENSITIVE_KINDS, Finding, Kind, Severity
from review.scanner.scan import scan

EDITION = "1"  # counted up when the scanner finds something else in the same text

__all__ = ["EDITION", "SENSITIVE_KINDS", "Finding", "Kind", "Severity", "places", "scan"]
