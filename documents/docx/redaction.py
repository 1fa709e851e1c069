"""区分处理: passages taken out of a content, each with its ground; what is left knows nothing of them.

Every passage is replaced by the same mark, so that its width tells nothing about what stood there. Pictures and tables
go as a whole. The result is a content of its own, with its own digest, and has to be scanned again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from common.digests import Digest
from documents.choices import Ground
from documents.docx.content import canonical, digest
from documents.docx.errors import (
    NothingRemoved,
    PassageRemains,
    RedactionMisplaced,
    RedactionsOverlap,
    SecretNotRedactable,
)
from documents.docx.model import Block, Content, Heading, Paragraph, Picture, Table, lines_of, pictures_of
from documents.docx.places import Part, Place, in_reading, occurrences, rewritten, text_of, texts
from documents.docx.text import bare

MARK = "〔略〕"
WHOLE = 1  # a picture or a table counts as one character: start 0, end 1
_PLAIN_LABEL = re.compile(r"附件\s*\d*")  # says only that there is an attachment
TELLING, TELLING_IN_TABLE = 2, 8  # characters from which words are looked for elsewhere; in a table most are common


@dataclass(frozen=True, slots=True)
class Redaction:
    """A passage to be removed, from `start` to before `end` at its place, and why (ExemptionGround).

    `stays_elsewhere`: the same words may go on standing in other places, since there they tell nothing.
    """

    place: Place
    start: int
    end: int
    ground: Ground
    stays_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Where in the new content a mark stands, and the ground of the passage that it replaces."""

    place: Place
    start: int
    ground: Ground


@dataclass(frozen=True, slots=True)
class Redacted:
    """The content without the passages, its digest, the pictures that are left, and its marks."""

    content: Content
    digest: Digest
    pictures: Mapping[str, bytes]
    marks: tuple[Mark, ...]


def redact(content: Content, redactions: Sequence[Redaction], pictures: Mapping[str, bytes] | None = None) -> Redacted:
    """Return the canonical content without the passages; of `pictures` only those that it still shows.

    :raises NothingRemoved: no passage, or one without text.
    :raises RedactionMisplaced: a passage is not there.
    :raises RedactionsOverlap: two passages share text.
    :raises SecretNotRedactable: the ground is a state secret.
    :raises PassageRemains: what was removed can still be read elsewhere.
    """
    if not redactions:
        raise NothingRemoved
    if any(each.ground == Ground.STATE_SECRET for each in redactions):
        raise SecretNotRedactable
    cut = _Cut(redactions)
    made = rewritten(content, cut.text, cut.block)
    if cut.wanted.keys() != cut.found or canonical(made) != made:
        raise RedactionMisplaced
    _must_not_remain(made, cut.removed)
    left = {sha: data for sha, data in (pictures or {}).items() if sha in made.pictures()}
    marks = sorted(cut.marks, key=lambda mark: (in_reading(mark.place), mark.start))
    return Redacted(made, digest(made), left, tuple(marks))


def everywhere(content: Content, passage: str, ground: Ground) -> tuple[Redaction, ...]:
    """Return a redaction for every place where the content reads like the passage."""
    return tuple(
        Redaction(place, start, end, ground)
        for place, text in texts(content)
        for start, end in _apart(occurrences(text, passage))
    )


def unredacted(spans: Iterable[tuple[int, int]], at: int) -> int | None:
    """Return where an index of a redacted line stands in the line itself; None inside a mark.

    `spans` are start and end of the passages that were removed from the line.
    """
    shift = 0  # how much longer the redacted line has become so far
    for start, end in sorted(spans):
        mark = start + shift
        if at <= mark:
            break
        if at < mark + len(MARK):
            return None
        shift += len(MARK) - (end - start)
    return at - shift


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in spans:
        if start >= last:
            yield start, end
            last = end


@dataclass
class _Cut:
    redactions: Sequence[Redaction]
    wanted: dict[Place, list[Redaction]] = field(default_factory=lambda: defaultdict(list))
    found: set[Place] = field(default_factory=set)
    removed: list[tuple[Redaction, Block | str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        for each in sorted(self.redactions, key=lambda each: (each.place, each.start, each.end)):
            self.wanted[each.place].append(each)
        places = list(self.wanted)
        if any(one.holds(other) for one, other in pairwise(places)):
            raise RedactionsOverlap

    def text(self, place: Place, text: str) -> str:
        """Return one text without its passages."""
        spans = self._spans(place, text)
        return _without(text, spans, 0, len(text))

    def block(self, place: Place, block: Block) -> Block:
        """Return a block without its passages; a picture or table as a whole becomes a line with the mark."""
        if isinstance(block, Picture | Table):
            return Paragraph(MARK) if self._takes_whole(place, block) else block
        whole = text_of(block)
        spans = self._spans(place, whole)
        if not spans:
            return block
        if isinstance(block, Paragraph):
            return Paragraph(_without(whole, spans, 0, len(whole)), block.align)
        middle = len(block.text)
        text, rest = _without(whole, spans, 0, middle), _without(whole, spans, middle, len(whole))
        return Heading(block.level, text, rest, block.align)

    def _takes_whole(self, place: Place, block: Picture | Table) -> bool:
        wanted = self.wanted.get(place, [])
        if not wanted:
            return False
        self.found.add(place)
        if len(wanted) > 1:
            raise RedactionsOverlap
        if (wanted[0].start, wanted[0].end) != (0, WHOLE):
            raise RedactionMisplaced
        self.removed.append((wanted[0], block))
        self.marks.append(Mark(place, 0, wanted[0].ground))
        return True

    def _spans(self, place: Place, text: str) -> list[tuple[int, int]]:
        wanted = self.wanted.get(place, [])
        last = shift = 0
        for each in wanted:
            self.found.add(place)
            if not 0 <= each.start <= each.end <= len(text):
                raise RedactionMisplaced
            passage = text[each.start : each.end]
            if not bare(passage.replace(MARK, "")):
                raise NothingRemoved
            if each.start < last:
                raise RedactionsOverlap
            self.removed.append((each, passage))
            self.marks.append(Mark(place, each.start + shift, each.ground))
            last, shift = each.end, shift + len(MARK) - (each.end - each.start)
        return [(each.start, each.end) for each in wanted]


def _without(text: str, spans: Iterable[tuple[int, int]], low: int, high: int) -> str:
    """Return the part of the text from low to high; the mark stands where a passage begins."""
    made, at = "", low
    for start, end in spans:
        if end <= low or start >= high:
            continue
        made += text[at : max(start, low)] + (MARK if start >= low else "")
        at = min(end, high)
    return made + text[at:high]


def _must_not_remain(made: Content, removed: list[tuple[Redaction, Block | str]]) -> None:
    lines = [part for _, text in texts(made) for part in text.split(MARK)]
    lines += [each.label for each in made.attachments if not _PLAIN_LABEL.fullmatch(each.label)]
    shown, count = made.pictures(), 0
    for redaction, what in removed:
        if not redaction.stays_elsewhere:
            count += sum(sha in shown for sha in _pictures(what))
            count += sum(1 for passage in _passages(what) for line in lines for _ in occurrences(line, passage))
    if count:
        raise PassageRemains(count=count)


def _pictures(what: Block | str) -> set[str]:
    return set() if isinstance(what, str) else {each.sha256 for each in pictures_of((what,))}


def _passages(what: Block | str) -> set[str]:
    """Return the words that must not be found again; a mark inside a passage divides it."""
    if isinstance(what, str):
        return {each for each in what.split(MARK) if len(bare(each)) >= TELLING}
    return {each for each in lines_of((what,)) if len(bare(each)) >= TELLING_IN_TABLE}


__all__ = ["MARK", "WHOLE", "Mark", "Part", "Place", "Redacted", "Redaction", "everywhere", "redact", "unredacted"]
