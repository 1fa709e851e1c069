"""What a walk over a file yields: its visible paragraphs, tables and pictures in reading order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.docx.text import clean


@dataclass(slots=True)
class Shown:
    """A picture as the file shows it: its part, size in EMU (0: unknown), crop in 1/1000 per cent, turns."""

    part: str
    width: int = 0
    height: int = 0
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    quarter_turns: int = 0


@dataclass(slots=True)
class Para:
    """A visible paragraph.

    `raw` has line feeds for line breaks; `style` is the name of the style; `size` is in half-points;
    `outline` 0..8; `lead` counts the characters of `raw` before the text that runs on after a heading;
    `after` are pictures and text boxes anchored in it; `notes` its footnotes.
    """

    place: str
    raw: str = ""
    style: str = ""
    align: str = ""
    size: int | None = None
    outline: int | None = None
    lead: int = 0
    new_page: bool = False
    after: list["Item"] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _text: str | None = None

    @property
    def text(self) -> str:
        """Return the canonical text of the whole paragraph."""
        if self._text is None:
            self._text = clean(self.raw)
        return self._text


@dataclass(slots=True)
class TableCell:
    """A cell as found: its items and spans."""

    items: list["Item"]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class TableItem:
    """A table as found."""

    place: str
    rows: list[list[TableCell]]


@dataclass(slots=True)
class PictureItem:
    """A picture that stands in the text."""

    place: str
    shown: Shown


Item = Para | TableItem | PictureItem


@dataclass(slots=True)
class Seen:
    """What a walk noticed and did not put into its items: (kind, place) of what is unseen or not carried."""

    unseen: Counter[tuple[str, str]] = field(default_factory=Counter)
    unsupported: Counter[tuple[str, str]] = field(default_factory=Counter)


def paras(items: list[Item]) -> Iterator[Para]:
    """Yield every paragraph of the items in reading order, those in cells and boxes included."""
    for item in items:
        if isinstance(item, Para):
            yield item
            if item.after:
                yield from paras(item.after)
        elif isinstance(item, TableItem):
            for cell in (cell for row in item.rows for cell in row):
                yield from paras(cell.items)
