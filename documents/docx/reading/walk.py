"""The walk over one story of a file (body, header, footnote …): text only as a reader sees it.

Revisions are taken as accepted: insertions in, deletions out. Hidden, tiny and same-coloured text is
left out and noted, as is what is seen but cannot be carried into a content (charts, linked pictures).
"""

from functools import cached_property
from time import monotonic

from documents.docx.errors import TooDeep, TooSlow
from documents.docx.flow import Item, Para, Seen
from documents.docx.ooxml import HOLDERS, MC, Element, w
from documents.docx.opening.package import Package
from documents.docx.reading import shapes
from documents.docx.reading.numbering import Numbering
from documents.docx.reading.para import PAPER, ParaReader
from documents.docx.reading.styles import Styles
from documents.docx.reading.tables import read_table

DEEPEST = 12
MOST_PARAGRAPHS = 100_000
LONGEST_SECONDS = 5
_BETWEEN_LOOKS = 256
_P, _TBL, _SDT, _SDT_CONTENT, _ALT_CHUNK = w("p"), w("tbl"), w("sdt"), w("sdtContent"), w("altChunk")
_ALTERNATE = f"{{{MC}}}AlternateContent"


class Walk:
    """One file being read; the state of lists and footnotes runs through all its stories."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.seen = Seen()
        self.footnotes = 0
        self.paragraphs = 0
        self.until = monotonic() + LONGEST_SECONDS
        self.notes_of = {kind: _notes(package, kind) for kind in ("footnote", "endnote")}

    @cached_property
    def numbering(self) -> Numbering:
        """Return where the lists stand; a file without lists need not read them."""
        return Numbering(self.package)

    def story(self, part: str, container: Element, prefix: str = "") -> list[Item]:
        """Return the visible items of a container of blocks; `prefix` is set before their places."""
        return Story(self, part).blocks(container, prefix, 0, PAPER)

    def count_paragraph(self) -> None:
        """Count one more paragraph.

        :raises TooDeep: there are more than any document needs.
        :raises TooSlow: reading has taken too long.
        """
        self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise TooDeep
        if self.paragraphs % _BETWEEN_LOOKS == 0:
            self.check_time()

    def check_time(self) -> None:
        """Stop a reading that takes longer than any document needs.

        :raises TooSlow: it does.
        """
        if monotonic() > self.until:
            raise TooSlow(limit=LONGEST_SECONDS)


def _notes(package: Package, kind: str) -> dict[str, tuple[str, Element]]:
    part = next(iter(package.related(package.main, f"{kind}s")), None)
    if part is None:
        return {}
    return {each.get(w("id"), ""): (part, each) for each in package.xml(part).iterchildren(w(kind))}


class Story:
    """One part being walked."""

    def __init__(self, walk: Walk, part: str) -> None:
        self.walk = walk
        relations = walk.package.relations(part)
        self.targets = {key: r.target for key, r in relations.items() if not r.external}
        self.codes: list[bool] = []  # for each open field: True while its code, not its result, is read

    def blocks(self, container: Element, prefix: str, depth: int, background: str | None) -> list[Item]:
        """Return the items of a container; `background` is the colour behind it, None when not known.

        :raises TooDeep: boxes and tables nest deeper than any document needs.
        """
        if depth > DEEPEST:
            raise TooDeep
        blocks = Blocks(self, prefix, depth, background)
        blocks.take(container)
        return blocks.items

    def note(self, kind: str, number: str) -> list[Item]:
        """Return the items of a footnote or endnote; nothing inside it may refer to another."""
        part, element = self.walk.notes_of[kind][number]
        return Story(self.walk, part).blocks(element, f"{kind} {self.walk.footnotes - 1}/", 1, PAPER)


class Blocks:
    """The blocks of one container, counted as python-docx lists them: only direct children have an index."""

    def __init__(self, story: Story, prefix: str, depth: int, background: str | None) -> None:
        self.story, self.prefix, self.depth, self.background = story, prefix, depth, background
        self.items: list[Item] = []
        self.at = {_P: 0, _TBL: 0, _SDT: 0}
        self.open: Para | None = None

    def take(self, container: Element) -> None:
        """Add the blocks of the container."""
        for child in container:
            if child.tag == _P:
                self._paragraph(child)
            elif child.tag == _TBL:
                place = self._place(_TBL, "table ")
                self.items.append(read_table(self.story, child, place, self.depth))
            else:
                self._other(child)

    def _place(self, tag: str, word: str) -> str:
        index = self.at[tag]
        self.at[tag] += 1
        return f"{self.prefix}{word}{index}" if self.prefix or tag != _P else str(index)

    def _other(self, child: Element) -> None:
        if child.tag == _SDT:
            place = self._place(_SDT, "control ")
            for inside in child.iterchildren(_SDT_CONTENT):
                self._inner(inside, f"{place}/")
        elif child.tag in HOLDERS:
            self._inner(child, f"{self.prefix}inserted/")
        elif child.tag == _ALTERNATE and (branch := shapes.chosen(child)) is not None:
            self._inner(branch, f"{self.prefix}alternate/")
        elif child.tag == _ALT_CHUNK:
            self.story.walk.seen.unsupported["alt_chunk", self.prefix or "body"] += 1

    def _inner(self, container: Element, prefix: str) -> None:
        self.items += self.story.blocks(container, prefix, self.depth + 1, self.background)

    def _paragraph(self, element: Element) -> None:
        """Add a paragraph; where the mark of the one before was deleted, both are one."""
        self.story.walk.count_paragraph()
        place = self._place(_P, "paragraph ")
        para = self.open or Para(place)
        reader = ParaReader(self.story, para, self.depth, self.background)
        reader.read(element)
        if self.open is None:
            self.items.append(para)
        self.open = para if reader.joins else None
