"""The scan of a text: one rough pass, exact looks, tables, terms, and no place claimed twice."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

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
_BITS = 32
_LONGEST = (1 << _BITS) - 1
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
    places, texts = _apart(lines)
    if not all(issubclass(kind, str) for kind in set(map(type, texts))):
        raise ScanFailed(cause="送来的不是文字")
    try:
        return _found(places, texts, dictionary).in_order()
    except hyperscan.error as error:
        raise ScanFailed(cause="扫描引擎出错") from error


def _apart(lines: Iterable[Line]) -> tuple[list[str], list[str]]:
    given = list(lines)
    return [line.place for line in given], [line.text for line in given]


class _Found:
    """The findings so far, each beside a number that says where it belongs; numbers are no garbage to collect."""

    def __init__(self, places: Sequence[str]) -> None:
        self.places = places
        self.findings: list[Finding] = []
        self.keys: list[int] = []

    def add(self, index: int, finding: Finding) -> None:
        """Take a finding of the line with this index."""
        self.keys.append(_key(index, finding.start, finding.end))
        self.findings.append(finding)

    def in_order(self) -> list[Finding]:
        """Return the findings by line, start, and the longer first."""
        return [self.findings[number] for number in sorted(range(len(self.keys)), key=self.keys.__getitem__)]


def _key(index: int, start: int, end: int) -> int:
    return (index << _BITS | start) << _BITS | (_LONGEST - end)


def _found(places: Sequence[str], texts: Sequence[str], dictionary: Dictionary) -> _Found:
    """Return what is found in the lines."""
    grids = tables.read(places, texts)
    labels = dict(label for grid in grids for label in grid.labels())
    labelled = [labels.get(index, "") + text for index, text in enumerate(texts)] if labels else texts
    shifts = {index: len(label) for index, label in labels.items()}
    rows = [(index, named) for grid in grids for index, named in grid.names()]
    found = _Found(places)
    for reading in engine.read(labelled, dictionary):
        for look in reading.looks:
            _personal(found, look.line, shifts.get(look.line, 0), claims(look))
            if "label" in look.windows and tables.is_list_head(look.text):
                rows += tables.in_list(look.text, texts, look.line + 1)
        _terms(found, reading.hits, shifts)
    seen = frozenset(found.keys) if rows else frozenset()
    for index, named in rows:
        if _key(index, *named[:2]) not in seen:
            _personal(found, index, 0, [named])
    return found


def _personal(found: _Found, index: int, shift: int, claims: Iterable[Claim]) -> None:
    """Add the findings of a line; its first `shift` characters are a label that is not the line's own."""
    for start, end, kind, severity, masked in claims:
        if kind and start >= shift:
            found.add(index, Finding(kind, severity, found.places[index], start - shift, end - shift, masked))


def _terms(found: _Found, hits: Sequence[Hit], shifts: Mapping[int, int]) -> None:
    for index, start, stop, term in _outermost(hits):
        shift = shifts.get(index, 0) if shifts else 0
        if start >= shift:
            place = found.places[index]
            finding = Finding(term.kind, term.severity, place, start - shift, stop - shift, term.text, term)
            found.add(index, finding)


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


def _outermost(hits: Sequence[Hit]) -> Iterable[Hit]:
    """Return the hits without those that lie inside a longer one that is at least as grave."""
    return (hit for _, line in groupby(hits, key=itemgetter(0)) for hit in _uncovered(list(line)))


def _uncovered(line: Sequence[Hit]) -> Iterable[Hit]:
    """Return the hits of one line that no other covers."""
    return line if len(line) == 1 else _of_several(line)


def _of_several(line: Sequence[Hit]) -> Iterator[Hit]:
    reach = dict.fromkeys(_GRAVITY, 0)  # how far the hits so far reach, by how grave they are at least
    ordered = sorted(line, key=lambda hit: (hit[1], -hit[2]))
    for (_, stop), group in groupby(ordered, key=itemgetter(1, 2)):
        same = list(group)
        yield from (hit for hit in same if reach[hit[3].severity] < stop)
        for *_, term in same:
            for lighter in _GRAVITY[: _GRAVITY.index(term.severity) + 1]:
                reach[lighter] = max(reach[lighter], stop)
