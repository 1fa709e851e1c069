"""The scanner looks over what is re-posted: publication asks, and does not know who answers."""

from collections.abc import Sequence
from datetime import date

from documents.docx.model import Line
from publication.reposting.looking import Doubt, looks_over
from review.dictionary.selectors import current_dictionary
from review.scanner import Finding, scan


@looks_over
def look(lines: Sequence[str], on: date) -> list[Doubt]:
    """Return what the scanner finds in the lines by the dictionary of the day; mere hints need no confirmation."""
    placed = [Line(str(number), text) for number, text in enumerate(lines, 1)]
    return [_doubt(each) for each in scan(placed, current_dictionary(on))]


def _doubt(found: Finding) -> Doubt:
    return Doubt(found.label, int(found.place), found.masked, found.severity != "info")
