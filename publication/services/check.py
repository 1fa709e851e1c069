"""What the final check asks of the files themselves; pure, so that it can be asked of any bytes."""

from collections.abc import Mapping

from common.errors import DomainError
from documents.docx import html
from documents.docx.content import content_of, digest
from documents.docx.hidden import hidden_content
from documents.docx.marks import classified_mark
from documents.docx.model import Content, Elements
from documents.docx.package import open_package
from documents.docx.reader import read
from publication.choices import CheckFailure

FILENAME = "public.docx"


def failure_of(*, docx: bytes, page: bytes, content_sm3: str, elements: Elements) -> str:
    """Return what is wrong with the files of a public copy as a code of CheckFailure, "" when nothing is.

    The Word file, opened like any stranger's upload, must yield the reviewed content digest, bear no
    classified mark (保密法31) and hide nothing (R27); the page must be the one that content renders to.
    """
    try:
        package = open_package(docx, FILENAME)
        if classified_mark(package, FILENAME):
            return CheckFailure.CLASSIFIED_MARK
        draft = read(package)
        content = content_of(draft)
        if digest(content).sm3 != content_sm3:
            return CheckFailure.CONTENT_DIFFERS
        if hidden_content(package):
            return CheckFailure.HIDDEN_CONTENT
    except DomainError:
        return CheckFailure.UNREADABLE
    return "" if page_of(content, elements, draft.pictures) == page else CheckFailure.PAGE_DIFFERS


def page_of(content: Content, elements: Elements, pictures: Mapping[str, bytes]) -> bytes:
    """Return the page text of a public copy: it stands alone, its pictures are inside."""
    return html.render(content, elements, addresses=html.data_addresses(pictures)).encode()
