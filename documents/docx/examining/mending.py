"""自动改正: the same document set anew by the standard, which puts right every finding that says so."""

from documents.docx.genres import Direction, direction_of
from documents.docx.model import Draft, Elements
from documents.docx.typesetting.typeset import typeset


def mended(draft: Draft) -> bytes:
    """Return a .docx of the draft's content and of the elements that it bears already, set by GB/T 9704-2012.

    Not a word of the text changes: what is put right is paper, fonts, number and date in their one spelling,
    colons and stops of addressees and copies, page numbers. What no reader sees is not there any more.
    """
    return typeset(draft.content, elements_of(draft), draft.pictures)


def elements_of(draft: Draft) -> Elements:
    """Return the elements that stand in the draft, as registration would give them."""
    bodies = draft.issuing_bodies or draft.signature_bodies
    return Elements(
        issuing_body=draft.masthead or (bodies[0] if bodies else ""),
        number=str(draft.number) if draft.number else "",
        signatories=draft.signatories,
        issued_on=draft.issued_on,
        closing_note=draft.closing_note,
        copies_to=draft.copies_to,
        printing_body=draft.printing_body,
        printed_on=draft.printed_on,
        urgency=draft.urgency,
        upward=draft.genre is not None and direction_of(draft.genre) is Direction.UP,
        signature_bodies=draft.signature_bodies,
    )
