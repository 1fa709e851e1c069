"""Reading a file of our own typesetter: the style of each paragraph says which element it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from documents.docx import dates, numbers, roles, signs
from documents.docx.content import canonical, split_groups
from documents.docx.flow import Item, Para, TableItem, paras
from documents.docx.headings import block_of
from documents.docx.model import Attachment, Block, Content, Draft, Heading, Paragraph, Urgency
from documents.docx.reading.blocks import Builder, align_of, notes_of
from documents.docx.reading.layout import flat
from documents.docx.reading.mast import genre_by, issuing_bodies, mast_bodies
from documents.docx.text import clean


def is_ours(items: Sequence[Item]) -> bool:
    """Test if the file bears the typesetter's styles."""
    return any(isinstance(item, Para) and item.style.startswith(roles.FAMILY) for item in items)


@dataclass
class _Reading:
    builder: Builder
    title: str = ""
    addressees: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    inner: list[list[Block]] = field(default_factory=list)
    masthead: str = ""
    number: str = ""
    urgency: Urgency = "normal"
    signatories: tuple[str, ...] = ()
    signature: list[str] = field(default_factory=list)
    day: str = ""
    closing: str = ""
    copies: str = ""
    printing: tuple[str, str] = ("", "")

    @property
    def here(self) -> list[Block]:
        return self.inner[-1] if self.inner else self.blocks

    def take(self, item: Item) -> None:
        if isinstance(item, Para):
            self._para(item)
        elif isinstance(item, TableItem) and (names := _joint_masthead(item)):
            self.masthead = "、".join(names)
        else:
            self.here.extend(self.builder.plain([item]))

    def _para(self, para: Para) -> None:
        if para.style in _TAKERS:
            _TAKERS[para.style](self, para)
        elif para.style in roles.LEVELS:
            self._heading(para)
        elif para.text:
            own = para.style == roles.BODY
            plain = Paragraph(para.text, align_of(para))
            self.here.append(plain if own else block_of(para.text, align_of(para), para.outline, after_item=False))
        self.here.extend(notes_of([para]))

    def _heading(self, para: Para) -> None:
        lead = para.lead or len(para.raw)
        head, rest = clean(para.raw[:lead]), clean(para.raw[lead:])
        self.here.append(Heading(roles.LEVELS[para.style], head, rest, align_of(para)))

    def take_title(self, para: Para) -> None:
        self.title = clean(para.raw.replace("\n", ""))

    def take_addressees(self, para: Para) -> None:
        self.addressees = split_groups(para.text)

    def take_note(self, para: Para) -> None:
        self.notes.append(para.text)

    def take_label(self, para: Para) -> None:
        self.labels.append((para.text, ""))
        self.inner.append([])

    def take_attachment_title(self, para: Para) -> None:
        title = clean(para.raw.replace("\n", ""))
        if self.labels and not para.new_page:
            self.labels[-1] = (self.labels[-1][0], title)
        else:
            self.labels.append(("", title))
            self.inner.append([])

    def take_masthead(self, para: Para) -> None:
        self.masthead = para.text

    def take_number(self, para: Para) -> None:
        number, _, names = para.text.partition(roles.SIGNATORY_PREFIX)
        self.number = number.strip()
        if not names and len(parts := para.raw.strip("\t").split("\t")) > 1:  # the last of several rows
            self.number, names = clean(parts[0]), " ".join(parts[1:])
        self.signatories += tuple(filter(None, clean(names).split(" ")))

    def take_signatories(self, para: Para) -> None:
        self.signatories += tuple(filter(None, para.text.removeprefix(roles.SIGNATORY_PREFIX).strip().split(" ")))

    def take_stamp(self, para: Para) -> None:
        self.signatories += (clean(para.raw.rpartition("\t")[2]),)

    def take_urgency(self, para: Para) -> None:
        self.urgency = signs.urgency_of(para.text) or "normal"

    def take_signature(self, para: Para) -> None:
        self.signature += filter(None, map(clean, para.raw.split("\t")))

    def take_date(self, para: Para) -> None:
        self.day = para.text

    def take_closing(self, para: Para) -> None:
        self.closing = signs.closing_note(para.text) or para.text.strip("（）")

    def take_main_copies(self, para: Para) -> None:
        self.addressees = split_groups(para.text.removeprefix(roles.MAIN_PREFIX).removesuffix("。"))

    def take_copies(self, para: Para) -> None:
        self.copies = para.text.removeprefix(roles.COPIES_PREFIX)

    def take_printing(self, para: Para) -> None:
        self.printing = dates.split_ending(para.text.removesuffix(roles.PRINTED))

    def skip(self, para: Para) -> None:
        """Leave out an empty line of ours; text put there by another hand belongs to the text."""
        if para.text:
            self.here.append(Paragraph(para.text, align_of(para)))


_TAKERS: dict[str, Callable[[_Reading, Para], None]] = {
    roles.TITLE: _Reading.take_title,
    roles.ADDRESSEES: _Reading.take_addressees,
    roles.NOTES: _Reading.take_note,
    roles.ATTACHMENT_LABEL: _Reading.take_label,
    roles.ATTACHMENT_TITLE: _Reading.take_attachment_title,
    roles.MASTHEAD: _Reading.take_masthead,
    roles.NUMBER: _Reading.take_number,
    roles.SIGNATORIES: _Reading.take_signatories,
    roles.STAMP: _Reading.take_stamp,
    roles.URGENCY: _Reading.take_urgency,
    roles.SIGNATURE: _Reading.take_signature,
    roles.DATE: _Reading.take_date,
    roles.CLOSING: _Reading.take_closing,
    roles.MAIN_COPIES: _Reading.take_main_copies,
    roles.COPIES: _Reading.take_copies,
    roles.PRINTING: _Reading.take_printing,
    **dict.fromkeys(roles.EMPTY, _Reading.skip),
}


def read_styled(items: Sequence[Item], builder: Builder) -> Draft:
    """Return the draft of a file that the typesetter made."""
    reading = _Reading(builder)
    for item in items:
        reading.take(item)
        for after in flat(item.after) if isinstance(item, Para) else ():
            reading.take(after)
    return _draft(reading)


def _joint_masthead(table: TableItem) -> list[str]:
    """Return the bodies, the last with 文件, where the table is a joint masthead of ours."""
    inner = list(paras([table]))
    if not all(para.style == roles.MASTHEAD for para in inner):
        return []
    names = [para.text for para in inner if para.text and para.text != roles.FILE]
    return [*names[:-1], names[-1] + roles.FILE] if names else []


def _notes(lines: list[str]) -> tuple[str, ...]:
    """Return the titles of an attachment note as the typesetter numbers them."""
    bare = [line.removeprefix(roles.NOTE_PREFIX) for line in lines[:1]] + lines[1:]
    if len(bare) > 1:
        bare = [line.removeprefix(f"{serial}.") for serial, line in enumerate(bare, 1)]
    return tuple(bare)


def _draft(reading: _Reading) -> Draft:
    attachments = (Attachment(*names, tuple(b)) for names, b in zip(reading.labels, reading.inner, strict=True))
    content = canonical(
        Content(
            title=reading.title,
            addressees=reading.addressees,
            blocks=tuple(reading.blocks),
            notes=_notes(reading.notes),
            attachments=tuple(attachments),
        )
    )
    return Draft(content=content, **_elements(reading, content))  # type: ignore[arg-type]


def _elements(reading: _Reading, content: Content) -> dict[str, object]:
    number = numbers.parse(reading.number)
    number = number or signs.numbered_masthead(reading.masthead, reading.number)
    signed = tuple(b for line in reading.signature for b in signs.bodies_in(line))
    return {
        "masthead": reading.masthead,
        "issuing_bodies": signed or mast_bodies(reading.masthead) or issuing_bodies(content.title),
        "number": number,
        "number_as_found": reading.number,
        "genre": genre_by(content.title, number, order=number is not None and number.series is numbers.Series.ORDER),
        "urgency": reading.urgency,
        "signatories": reading.signatories,
        "signature_bodies": tuple(reading.signature),
        "issued_on": dates.whole(reading.day),
        "date_as_found": reading.day,
        "closing_note": reading.closing,
        "disclosure_hint": signs.hint_of(reading.closing),
        "copies_to": signs.split_copies(reading.copies),
        "copies_as_found": reading.copies,
        "printing_body": reading.printing[0],
        "printed_on": dates.whole(reading.printing[1]),
        "pictures": reading.builder.pictures,
    }
