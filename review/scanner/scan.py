"""The scan of a text: rough pass, exact look, names, and no place claimed twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from documents.docx.model import Line
from review.scanner import people
from review.scanner.detectors import DETECTORS, Detector
from review.scanner.engine import candidates
from review.scanner.findings import Finding
from review.scanner.terms import EMPTY, Dictionary
from review.scanner.text import folded

ROUGH = {str(number): each.rough for number, each in enumerate(DETECTORS)} | {"people": people.ROUGH}


def scan(lines: Iterable[Line], dictionary: Dictionary = EMPTY) -> list[Finding]:
    """Return what looks like personal information in the lines, and the dictionary's terms, in their order.

    A finding's place is its line's; start and end count characters of the line's text.
    """
    given = list(lines)
    texts, places = [folded(line.text) for line in given], [line.place for line in given]
    found = [
        each for index, names in candidates(texts, ROUGH).items() for each in _look(places[index], texts[index], names)
    ]
    found += people.in_tables(places, texts)
    found += _terms(places, texts, dictionary)
    order = {place: index for index, place in reversed(list(enumerate(places)))}
    return sorted(set(found), key=lambda each: (order[each.place], each.start))


def _terms(places: Sequence[str], texts: Sequence[str], dictionary: Dictionary) -> Iterator[Finding]:
    for term in dictionary.terms:
        kind: Any = term.kind
        for place, text in zip(places, texts, strict=True):
            start = text.find(term.text)
            while start >= 0:
                yield Finding(kind, term.severity, place, start, start + len(term.text), term.text)
                start = text.find(term.text, start + len(term.text))


def _look(place: str, text: str, names: set[str]) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for number, detector in enumerate(DETECTORS):
        if str(number) in names:
            yield from _detected(detector, place, text, taken)
    if "people" in names:
        yield from people.labelled(place, text)


def _detected(detector: Detector, place: str, text: str, taken: list[tuple[int, int]]) -> Iterator[Finding]:
    for match in detector.exact.finditer(text):
        group = "value" if "value" in detector.exact.groupindex and match["value"] else 0
        start, end = match.span(group)
        if _overlaps(start, end, taken):
            continue
        severity = detector.judge(match[group], text, start, end)
        if severity is None:
            continue
        taken.append((start, end))
        if detector.kind is not None:
            yield Finding(detector.kind, severity, place, start, end, detector.mask(match[group]))


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)
