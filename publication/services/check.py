"""What the final check asks of the files themselves; pure, so that it can be asked of any bytes."""

from collections.abc import Mapping

from common.errors import DomainError
from documents.docx.content import content_of, digest
from documents.docx.errors import ClassifiedContent
from documents.docx.intake import take_in
from documents.docx.model import Content, Elements
from documents.docx.typesetting import html
from publication.choices import CheckFailure

FILENAME = "public.docx"


def failure_of(*, docx: bytes, page: bytes, content_sm3: str, elements: Elements) -> str:
    """Return what is wrong with the files of a public copy as a code of CheckFailure, "" when nothing is.

    The Word file, opened like any stranger's upload, must yield the reviewed content digest, bear no
    classified mark (保密法31) and hide nothing (R27); the page must be the one that content renders to.
    """
    try:
        taken = take_in(docx, FILENAME)
    except ClassifiedContent:
        return CheckFailure.CLASSIFIED_MARK
    except DomainError:
        return CheckFailure.UNREADABLE
    content = content_of(taken.draft)
    if digest(content).sm3 != content_sm3:
        return CheckFailure.CONTENT_DIFFERS
    if taken.hidden:
        return CheckFailure.HIDDEN_CONTENT
    return "" if page_of(content, elements, taken.draft.pictures) == page else CheckFailure.PAGE_DIFFERS


def page_of(content: Content, elements: Elements, pictures: Mapping[str, bytes]) -> bytes:
    """Return the page text of a public copy: it stands alone, its pictures are inside."""
    return html.render(content, elements, addresses=html.data_addresses(pictures)).encode()
