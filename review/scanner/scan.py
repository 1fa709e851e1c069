"""The scan of a text: one rough pass, exact looks, tables, terms, and no place claimed twice."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter

import hyperscan

from documents.docx.model import Line
from review.errors import ScanFailed
from review.scanner import engine, marks, people, tables
from review.scanner.detectors import DETECTORS
from review.scanner.engine import Hit
from review.scanner.findings import Claim, Finding
from review.scanner.rough import ROUGH
from review.scanner.terms import EMPTY, Dictionary

Find = Callable[[str, tuple[int, int]], Iterable[Claim]]
_RUNS = ("long", "number")
_PLACE, _TEXT = attrgetter("place"), attrgetter("text")
_GRAVITY = ("info", "warn", "block")
# Which rough pattern calls whom, in turn: where two claim a place, the first has it.
FINDERS: list[tuple[str, Find]] = [
    *((detector.trigger, detector.found) for detector in DETECTORS),
    ("label", people.labelled),
    ("told", people.told),
    ("class", people.in_class),
    ("class", people.told),
    ("called", people.called),
    ("mark", marks.found),
]


def scan(lines: Iterable[Line], dictionary: Dictionary = EMPTY) -> list[Finding]:
    """Return what should not simply be published: personal information, work-secret marks, terms; in their order.

    A finding's place is its line's; start and end count characters of the line's text. Whatever goes wrong
    inside is raised: no answer is never "nothing found".

    :raises ScanFailed: what was given is no text, or the engine gave up
    """
    given = list(lines)
    places, texts = list(map(_PLACE, given)), list(map(_TEXT, given))
    if not all(issubclass(kind, str) for kind in set(map(type, texts))):
        raise ScanFailed(cause="送来的不是文字")
    try:
        found = _found(places, texts, dictionary)
    except hyperscan.error as error:
        raise ScanFailed(cause="扫描引擎出错") from error
    return [each for _, each in sorted(found, key=_order)]


def _order(found: tuple[int, Finding]) -> tuple[int, int, int]:
    index, finding = found
    return index, finding.start, -finding.end


def _found(places: Sequence[str], texts: Sequence[str], dictionary: Dictionary) -> list[tuple[int, Finding]]:
    """Return the findings with the index of their line."""
    grids = tables.read(places, texts)
    labels = dict(label for grid in grids for label in grid.labels())
    labelled = [labels.get(index, "") + text for index, text in enumerate(texts)] if labels else texts
    shifts = {index: len(label) for index, label in labels.items()}
    rows = [(index, named) for grid in grids for index, named in grid.names()]
    result: list[tuple[int, Finding]] = []
    for reading in engine.read(labelled, dictionary):
        for look in reading.looks:
            result += _personal(look.line, places[look.line], shifts.get(look.line, 0), claims(look))
            if "label" in look.windows and tables.is_list_head(look.text):
                rows += tables.in_list(look.text, texts, look.line + 1)
        result += _terms(reading.hits, places, shifts)
    seen = {(index, each.start, each.end) for index, each in result} if rows else set()
    for index, named in rows:
        if (index, *named[:2]) not in seen:
            result += _personal(index, places[index], 0, [named])
    return result


def _personal(index: int, place: str, shift: int, claims: Iterable[Claim]) -> list[tuple[int, Finding]]:
    """Return the findings of a line; its first `shift` characters are a label that is not the line's own."""
    return [
        (index, Finding(kind, severity, place, start - shift, end - shift, masked))
        for start, end, kind, severity, masked in claims
        if kind and start >= shift
    ]


def _terms(hits: Sequence[Hit], places: Sequence[str], shifts: Mapping[int, int]) -> list[tuple[int, Finding]]:
    found = []
    for index, start, stop, term in _longest(hits):
        shift = shifts.get(index, 0) if shifts else 0
        if start >= shift:
            finding = Finding(term.kind, term.severity, places[index], start - shift, stop - shift, term.text, term)
            found.append((index, finding))
    return found


def claims(look: engine.Look) -> list[Claim]:
    """Return the personal information and the marks of a line; a place belongs to the first that claims it."""
    _, text, windows = look
    found: list[Claim] = []
    taken = bytearray(len(text))
    settled: Collection[str] = ()
    for trigger, find in _finders(*windows):
        if trigger in settled:
            continue
        for claim in find(text, windows[trigger]):
            start, end = claim[0], claim[1]
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                found.append(claim)
                if trigger in _RUNS:
                    settled = [run for run in _RUNS if run in windows and _is_whole(windows[run], run, start, end)]
    return found


@cache
def _finders(*triggers: str) -> list[tuple[str, Find]]:
    """Return who looks after these rough patterns, in turn."""
    return [(trigger, find) for trigger, find in FINDERS if trigger in triggers]


def _is_whole(window: tuple[int, int], run: str, start: int, end: int) -> bool:
    """Test if a claim is all there was to look at, so that nobody else need look."""
    rough = ROUGH[run]
    return start <= window[0] + rough.back and end >= window[1] - rough.ahead - 1


def _longest(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits without those that lie inside a longer one that is at least as grave."""
    for _, group in groupby(hits, key=itemgetter(0)):
        line = list(group)
        yield from line if len(line) == 1 else _uncovered(line)


def _uncovered(line: Sequence[Hit]) -> Iterator[Hit]:
    reach = dict.fromkeys(_GRAVITY, 0)  # how far the hits so far reach, by how grave they are at least
    ordered = sorted(line, key=lambda hit: (hit[1], -hit[2]))
    for (_, stop), group in groupby(ordered, key=itemgetter(1, 2)):
        same = list(group)
        yield from (hit for hit in same if reach[hit[3].severity] < stop)
        for *_, term in same:
            for lighter in _GRAVITY[: _GRAVITY.index(term.severity) + 1]:
                reach[lighter] = max(reach[lighter], stop)
