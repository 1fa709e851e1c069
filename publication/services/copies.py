"""排版与发布前核验: the files of the public copy are made from the reviewed content and read again."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from django.db.models import Max

from audit import services as audit
from common.digests import of_bytes
from documents.choices import closing_note
from documents.docx.content import from_json
from documents.docx.libreoffice import fonts, pdf
from documents.docx.typesetting import typeset
from documents.models import Document, RedactedText, Version
from documents.selectors import whole
from documents.services.blobs import store
from publication.choices import CheckFailure
from publication.errors import CopyOutdated, NothingToTypeset
from publication.facts import Prepared
from publication.models import PublicCopy
from publication.selectors import elements_json, elements_of, latest_copy, public_content
from publication.services.check import failure_of, page_of


def prepare_copy(*, document_id: int, at: datetime) -> Prepared:
    """Typeset the document's present public text; slow, takes no lock, stores nothing.

    The PDF is left out when LibreOffice is not there or does not finish. Raises NotFound,
    NothingToTypeset.
    """
    document = whole(document_id)
    version = document.version
    if version is None or version.erased_at or not document.number_text or document.issued_on is None:
        raise NothingToTypeset
    elements, content, public = elements_of(document), public_content(document), document.public_text
    assert public is not None  # noqa: S101  # there is a version
    pictures = pictures_of(public)
    data = typeset.typeset(content, elements, pictures)
    paper = pdf.convert(data)
    return Prepared(
        version_id=version.pk,
        content_sm3=public.content_sm3,
        content_sha256=public.content_sha256,
        elements=elements_json(elements),
        docx=data,
        html=page_of(content, elements, pictures),
        pdf=paper,
        pdf_fonts=[asdict(each) for each in fonts.missing()] if paper else [],
        typesetter_version=str(typeset.VERSION),
    )


def printed_copy(document: Document) -> bytes:
    """Return the document as it is printed for its addressees, with every passage; `whole()` relations loaded.

    What is withheld from the public is withheld from it alone (条例37). Raises NothingToTypeset.
    """
    version, decision = document.version, document.decision
    if version is None or version.erased_at or decision is None or not document.number_text:
        raise NothingToTypeset
    elements = replace(elements_of(document), closing_note=closing_note(decision.attribute))
    return typeset.typeset(from_json(version.content), elements, pictures_of(version))


def pictures_of(text: Version | RedactedText) -> Mapping[str, bytes]:
    """Return the pictures of the text: SHA-256 to bytes."""
    return {blob.sha256: bytes(blob.data) for blob in text.pictures.all()}


def store_copy(*, document: Document, prepared: Prepared, at: datetime) -> PublicCopy:
    """Store the typeset files of the locked document; the same files again return the row that is there.

    Raises CopyOutdated when version, number or another element changed while it was typeset.
    """
    elements = elements_json(elements_of(document))
    made_from = (prepared.version_id, prepared.content_sm3)
    if (document.version_id, document.public_sm3) != made_from or elements != prepared.elements:
        raise CopyOutdated
    latest = latest_copy(document)
    if latest is not None and not latest.failed_why and _is_same(latest, prepared):
        return latest
    copy = _create(document, prepared, at)
    audit.record(
        chain=f"document:{document.pk}",
        verb="publication.typeset",
        facts={"copy": copy.serial, "docx_sm3": copy.docx_sm3, "content": copy.content_sm3},
        by=None,
        at=at,
    )
    return copy


def _is_same(copy: PublicCopy, prepared: Prepared) -> bool:
    files = (of_bytes(prepared.docx).sha256, of_bytes(prepared.html).sha256, prepared.pdf is not None)
    made = (copy.docx_sha256, copy.html_sha256, copy.pdf_id is not None)
    return made == files and copy.pdf_fonts == prepared.pdf_fonts


def _create(document: Document, prepared: Prepared, at: datetime) -> PublicCopy:
    docx, page = of_bytes(prepared.docx), of_bytes(prepared.html)
    paper = of_bytes(prepared.pdf) if prepared.pdf else None
    last = PublicCopy.objects.filter(document=document).aggregate(last=Max("serial"))["last"]
    return PublicCopy.objects.create(
        document=document,
        serial=(last or 0) + 1,
        version_id=prepared.version_id,
        content_sm3=prepared.content_sm3,
        content_sha256=prepared.content_sha256,
        elements=prepared.elements,
        docx=store(prepared.docx),
        docx_sm3=docx.sm3,
        docx_sha256=docx.sha256,
        html=store(prepared.html),
        html_sm3=page.sm3,
        html_sha256=page.sha256,
        pdf=store(prepared.pdf) if prepared.pdf else None,
        pdf_sm3=paper.sm3 if paper else "",
        pdf_sha256=paper.sha256 if paper else "",
        pdf_fonts=prepared.pdf_fonts,
        typesetter_version=prepared.typesetter_version,
        typeset_at=at,
    )


def verify_copy(*, document: Document, copy: PublicCopy, at: datetime) -> bool:
    """发布前核验: read the stored files again and record once whether they are exactly what was reviewed.

    `document` is locked. Asked again about a judged copy, returns what was recorded.
    """
    if copy.verified_at or copy.failed_why:
        return copy.verified_at is not None
    failure = _judge(document, copy)
    copy.verified_at, copy.failed_why = (None, failure) if failure else (at, "")
    copy.save(update_fields=["verified_at", "failed_why"])
    audit.record(
        chain=f"document:{document.pk}",
        verb="publication.check_failed" if failure else "publication.verify",
        facts={"copy": copy.serial, "docx_sm3": copy.docx_sm3} | ({"failure": failure} if failure else {}),
        by=None,
        at=at,
    )
    return not failure


def _judge(document: Document, copy: PublicCopy) -> str:
    version = document.version
    elements = elements_of(document)
    if version is None or copy.version_id != version.pk or copy.elements != elements_json(elements):
        return CheckFailure.NOT_PRESENT
    assert copy.docx is not None and copy.html is not None  # noqa: S101  # a constraint holds it
    return failure_of(
        docx=bytes(copy.docx.data),
        page=bytes(copy.html.data),
        content_sm3=document.public_sm3,
        elements=elements,
    )
