"""One pass of hyperscan over all lines: where patterns and terms may stand, in the lines' own characters.

The pass reads the squeezed form (`plain`), two bytes a character. A pattern is rough: a false hit costs a look,
a miss is not allowed. A term is literal, and a hit is the term with nothing but signs between its characters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

import hyperscan
import numpy as np
from numpy.typing import NDArray

from review.scanner import plain
from review.scanner.rough import ROUGH, word
from review.scanner.terms import Dictionary, Term

FLAGS = hyperscan.HS_FLAG_DOTALL
BATCH = 32_000  # lines at a time: enough that its turns cost little, few enough to be held beside the text
KEPT_DATABASES = 8
UNIT = 2  # bytes
PATTERNS = len(ROUGH)
NAMES = list(ROUGH)
Numbers = NDArray[np.intp]
_BACK, _AHEAD = (np.array(reach) for reach in zip(*((each.back, each.ahead) for each in ROUGH.values()), strict=True))
Note = Callable[[int, int, int, int, object], None]
Hit = tuple[int, int, int, Term]  # the line, the first character of the term and the one after the last, the term


@dataclass(frozen=True, slots=True)
class Database:
    """What is compiled for a dictionary; the rough patterns first, then the distinct literals of its terms."""

    compiled: Any
    literals: Sequence["Literal"]
    lengths: Numbers  # how many characters of the stream an event is about, when hyperscan names only its end
    spans: NDArray[np.bool_]  # whether it names the start as well
    latin: NDArray[np.bool_]  # whether a Latin letter stands at an edge, which may not go on as a longer word
    lock: Lock = field(default_factory=Lock)  # hyperscan's scratch serves one scan at a time

    def scan(self, data: bytes, note: Note) -> None:
        """Let hyperscan go over the bytes once."""
        if data:
            with self.lock:
                self.compiled.scan(data, match_event_handler=note)

    def events(self, data: bytes) -> tuple[Numbers, Numbers, Numbers]:
        """Return of every hit its expression, its first and its last character in the stream."""
        found: list[int] = []
        more = found.extend

        def note(number: int, start: int, end: int, _flags: int, _context: object) -> None:
            more((number, start, end))

        self.scan(data, note)
        numbers, starts, ends = np.fromiter(found, np.intp, len(found)).reshape(-1, 3).T
        spans, after = self.spans[numbers], ends // UNIT
        first = np.where(spans, starts // UNIT, after - self.lengths[numbers])
        whole = np.where(spans, starts, ends) % UNIT == 0  # else it stands across two characters
        return numbers[whole], first[whole], after[whole] - 1


@lru_cache(maxsize=KEPT_DATABASES)
def database(dictionary: Dictionary) -> Database:
    """Return the compiled database of the dictionary; one of the same digest is compiled once a process."""
    terms = defaultdict[str, list[Term]](list)
    for term in dictionary:
        terms[plain.squeezed(term.text)].append(term)
    expressions = [each.expression for each in ROUGH.values()] + [word(literal) for literal in terms]
    spans = [each.spans for each in ROUGH.values()] + [False] * len(terms)
    compiled = hyperscan.Database()
    compiled.compile(
        expressions=[expression.encode() for expression in expressions],
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[FLAGS | (hyperscan.HS_FLAG_SOM_LEFTMOST if named else 0) for named in spans],
    )
    literals = [
        Literal(len(literal), literal[0].isascii(), literal[-1].isascii(), _with_signs(same), same)
        for literal, same in terms.items()
    ]
    lengths = [1] * PATTERNS + [each.length for each in literals]
    latin = [False] * PATTERNS + [each.latin_first or each.latin_last for each in literals]
    return Database(compiled, literals, np.array(lengths), np.array(spans), np.array(latin))


def _with_signs(terms: Iterable[Term]) -> frozenset[str]:
    """Return how those of the terms are written that have signs of their own between their letters."""
    return frozenset(core for each in terms if (core := _core(each.text)) and len(core) != len(plain.squeezed(core)))


def _core(text: str) -> str:
    """Return the text from its first to its last letter or figure: plain, in small letters."""
    places = np.flatnonzero(plain.kept(plain.stream_table().take(plain.codes(text))))
    return plain.plain(text)[places[0] : places[-1] + 1].lower()


class Literal(NamedTuple):
    """What is searched for some terms that are written alike; at a Latin edge it may not go on as a longer word."""

    length: int
    latin_first: bool
    latin_last: bool
    written: frozenset[str]  # of those with signs of their own
    terms: Sequence[Term]


class Look(NamedTuple):
    """A line worth a look: its number, its plain form, the window of each rough pattern."""

    line: int
    text: str
    windows: Mapping[str, tuple[int, int]]


class Reading(NamedTuple):
    """What one batch of lines holds, in the order of the lines; the looks are made one by one, as they are taken."""

    looks: Iterable[Look]
    hits: Sequence[Hit]


def read(texts: Iterable[str], dictionary: Dictionary) -> Iterator[Reading]:
    """Yield where in the lines something may stand and where terms do."""
    compiled, lines, first = database(dictionary), iter(texts), 0
    while batch := list(islice(lines, BATCH)):
        yield _Batch(batch, first).read(compiled)
        first += len(batch)


def streams(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes that the pass reads, batch by batch."""
    lines = iter(texts)
    while batch := list(islice(lines, BATCH)):
        yield _Batch(batch, 0).data


class _Batch:
    """Some lines as one stream, and the way back from the stream to their characters."""

    def __init__(self, texts: Sequence[str], first: int) -> None:
        raw, ends = _joined(texts)
        if len(ends) != len(texts):
            texts = [text.replace(plain.NEWLINE, " ") for text in texts]
            raw, ends = _joined(texts)
        self.first, self.texts, self.raw, self.ends = first, texts, raw, ends
        units = plain.stream_table().take(raw)
        self.places = np.flatnonzero(plain.kept(units))  # of each unit of the stream in the raw text
        self.data = units.take(self.places).tobytes()

    def read(self, compiled: Database) -> Reading:
        """Return the lines with events, and the hits of terms."""
        numbers, first, last = compiled.events(self.data)
        if not len(numbers):
            return Reading((), ())
        starts, stops = self.places[first], self.places[last] + 1
        lines = np.searchsorted(self.ends, starts)
        begins = np.where(lines, self.ends[lines - 1] + 1, 0)
        keys = lines * len(compiled.lengths) + numbers  # a stable sort keeps the order of their ends
        order = np.argsort(keys, kind="stable")
        found = np.stack((lines, numbers, starts - begins, stops - begins, begins))[:, order]
        rough = found[1] < PATTERNS
        return Reading(self._looks(found[:, rough]), self._hits(found[:, ~rough], compiled))

    def _looks(self, found: Numbers) -> Iterator[Look]:
        if not found.size:
            return
        lines, counts, windows = _windows(found)
        texts = plain.plain(plain.NEWLINE.join([self.texts[line] for line in lines])).split(plain.NEWLINE)
        for line, count, text in zip(lines, counts, texts, strict=True):
            yield Look(self.first + line, text, dict(islice(windows, count)))

    def _hits(self, found: Numbers, compiled: Database) -> list[Hit]:
        _, numbers, starts, stops, _ = found
        plainly = (stops - starts == compiled.lengths[numbers]) & ~compiled.latin[numbers]
        hits: list[Hit] = []
        for sure, line, number, start, stop, begin in zip(plainly.tolist(), *found.tolist(), strict=True):
            literal = compiled.literals[number - PATTERNS]
            if sure or is_hit(literal, self.raw, begin + start, begin + stop):
                for term in literal.terms:
                    hits.append((self.first + line, start, stop, term))
        return hits


def _joined(texts: Sequence[str]) -> tuple[plain.Codes, Numbers]:
    """Return the lines as one text and where they end; the last ends too, and with it a run of figures."""
    raw = plain.codes(plain.NEWLINE.join([*texts, ""]))
    return raw, np.flatnonzero(raw == ord(plain.NEWLINE))


def _windows(found: Numbers) -> tuple[list[int], list[int], Iterator[tuple[str, tuple[int, int]]]]:
    """Return each line, how many rough patterns it has, and by line and pattern where the exact look goes.

    The events come in the order of both.
    """
    lines, numbers, starts, stops, _ = found
    each = np.flatnonzero(np.diff(lines * PATTERNS + numbers, prepend=-1))
    lows = np.minimum.reduceat(starts - _BACK[numbers], each).clip(0)
    highs = np.maximum.reduceat(stops + _AHEAD[numbers], each)
    first = np.flatnonzero(np.diff(lines[each], prepend=-1))
    names = map(NAMES.__getitem__, numbers[each].tolist())
    windows = zip(names, zip(lows.tolist(), highs.tolist(), strict=True), strict=True)
    return lines[each[first]].tolist(), np.diff(first, append=len(each)).tolist(), windows


_SENTENCE = frozenset(",，。;；:!！?？、")
_FEWEST_DENSE = 3
_WIDEST = 8
_KEPT = "\0"  # stands for a character of the term


def is_hit(literal: Literal, raw: plain.Codes, start: int, stop: int) -> bool:
    """Test if a literal found in a line is the term: whole, and with nothing but a disguise between."""
    if literal.latin_first and start and _is_latin(raw[start - 1]):
        return False
    if literal.latin_last and stop < len(raw) and _is_latin(raw[stop]):
        return False
    if stop - start == literal.length or is_disguise(raw[start:stop]):
        return True
    return bool(literal.written) and plain.plain(plain.text_of(raw[start:stop])).lower() in literal.written


def _is_latin(unit: np.uint16) -> bool:
    sign = chr(plain.plain_table()[unit])
    return sign.isascii() and sign.isalnum()


def is_disguise(raw: plain.Codes) -> bool:
    """Test if what stands between the characters of a term may be a disguise.

    Signs of a sentence divide words: they count as a disguise only where they stand between all characters.
    """
    signs = zip(plain.plain(plain.text_of(raw)), plain.kept(plain.stream_table().take(raw)).tolist(), strict=True)
    holes = "".join(_KEPT if stays else sign for sign, stays in signs).split(_KEPT)[1:-1]
    filled = [hole for hole in holes if hole]
    if any(len(hole) > _WIDEST for hole in filled):
        return False
    dense = len(filled) == len(holes) >= _FEWEST_DENSE - 1
    return dense or not any(_SENTENCE.intersection(hole) for hole in filled)
