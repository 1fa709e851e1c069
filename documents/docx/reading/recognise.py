"""From the flow of a file to a Draft: which line is which element of the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.docx import dates, signs
from documents.docx.content import canonical
from documents.docx.flow import Item, Para, PictureItem
from documents.docx.genres import Genre
from documents.docx.model import Attachment, Content, Draft, Hint
from documents.docx.reading import parts
from documents.docx.reading.blocks import Builder, notes_of
from documents.docx.reading.front import Front, read_front
from documents.docx.reading.layout import flat
from documents.docx.reading.mast import genre_by, issuing_bodies
from documents.docx.reading.tail import Tail, read_tail
from documents.docx.reading.titles import joined

_QUOTED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")


@dataclass(slots=True)
class _Found:
    """The elements of one file as found, before they become a draft."""

    front: Front
    tail: Tail
    colophon: parts.Colophon
    body: list[Item]
    after: list[parts.Part]


def recognise(story: Sequence[Item], page_texts: Sequence[str], builder: Builder) -> Draft:
    """Return the draft that the items of the body make up; `page_texts` are lines of headers and footers."""
    items, colophon = parts.take_colophon(flat(list(story), dissolve=True))
    front = read_front(items)
    tail = read_tail(items, front.body)
    _number_from_pages(front, page_texts)
    body = [*front.others, *items[front.body : tail.end]]
    known = (*tail.notes, *_quoted(front.title), *(each for item in body for each in _quoted(_text(item))))
    found = _Found(front, tail, colophon, body, parts.split(items[tail.rest :], known))
    _note_decorations(items, found, builder)
    content = _content(found, items, builder)
    return _draft(found, content, builder)


def _text(item: Item) -> str:
    return item.text if isinstance(item, Para) else ""


def _quoted(text: str) -> list[str]:
    if "《" not in text:
        return []
    return [each.replace("〈", "《").replace("〉", "》") for each in _QUOTED.findall(text)]


def _number_from_pages(front: Front, page_texts: Sequence[str]) -> None:
    if front.number is None:
        found = next(filter(None, map(signs.number_of, page_texts)), None)
        front.number, front.number_as_found = found or (None, "")


def _note_decorations(items: Sequence[Item], found: _Found, builder: Builder) -> None:
    """Note pictures among the elements that registration prints anew: logos, seals; they are not carried."""
    for item in items[found.tail.end : found.tail.rest]:
        if isinstance(item, PictureItem):
            builder.seen.unsupported["decoration", item.place] += 1
    for item in [each for each in found.body if isinstance(each, PictureItem)]:
        if item in found.front.others:
            builder.seen.unsupported["decoration", item.place] += 1
            found.body.remove(item)


def _content(found: _Found, items: Sequence[Item], builder: Builder) -> Content:
    front, tail = found.front, found.tail
    outside = [*items[: front.body], *items[tail.end : tail.rest]]
    attachments = [Attachment(part.label, part.title, builder.blocks(part.items)) for part in found.after]
    return canonical(
        Content(
            title=front.title,
            addressees=front.addressees,
            blocks=(
                *builder.blocks(found.body),
                *notes_of([each for each in outside if each not in front.others]),
            ),
            notes=tail.notes,
            attachments=tuple(attachments),
        )
    )


def _draft(found: _Found, content: Content, builder: Builder) -> Draft:
    front, tail, colophon = found.front, found.tail, found.colophon
    day = tail.date_as_found or front.day
    return Draft(
        content=content,
        masthead=front.masthead,
        issuing_bodies=tail.bodies or front.mast_bodies or issuing_bodies(content.title),
        number=front.number,
        number_as_found=front.number_as_found,
        genre=_genre(front, content),
        urgency=front.urgency,
        signatories=front.signatories,
        signature_bodies=tail.signature,
        issued_on=_day(day),
        date_as_found=day,
        closing_note="；".join(tail.closing),
        disclosure_hint=_hint(tail.closing, colophon.disclosure),
        copies_to=signs.split_copies(colophon.copies),
        copies_as_found=colophon.copies,
        printing_body=joined([colophon.printing_body]),
        printed_on=_day(colophon.printed_on),
        pictures=builder.pictures,
    )


def _genre(front: Front, content: Content) -> Genre | None:
    return genre_by(content.title, front.number, front.masthead, order=front.is_order)


def _day(text: str) -> date | None:
    return dates.whole(text) if text else None


def _hint(notes: tuple[str, ...], disclosure: str) -> Hint:
    hints = [signs.hint_of(note) for note in (*notes, disclosure)]
    return next((hint for hint in hints if hint), "")
