"""Opening a document, an original file, an attached paper: rights first, and a line in the journal where due."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.digests import of_bytes
from common.errors import NotFound
from documents.choices import Attribute
from documents.errors import ContentErased
from documents.models import Attachment, Document, Version
from publication import services as publication
from publication.errors import NothingToTypeset
from review.choices import Verdict
from review.models import Opinion, OpinionFile
from workflow import selectors
from workflow.selectors import Sight


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as one person may read it: which versions, and the newest of them (with its content)."""

    document: Document
    sight: Sight
    version: Version | None

    @property
    def is_present(self) -> bool:
        """Test if what the person reads is what the document is now."""
        return self.version is not None and self.version.pk == self.document.version_id


def open_document(*, document_id: int, by: User, at: datetime) -> Opened:
    """Return a document for its page; opening one that is not 主动公开 is journalled. Raises NotFound."""
    day = office_date(at)
    document = selectors.document_for(by, document_id, day)
    sight = selectors.sight_of(by, document, day)
    opened = Opened(document, sight, newest_seen(document, sight))
    if document.decision and document.decision.attribute != Attribute.PROACTIVE:
        audit.record_view(chain=f"document:{document.pk}", page="公文页面", by=by, at=at)
    return opened


def newest_seen(document: Document, sight: Sight) -> Version | None:
    """Return the newest version that the sight covers, with its content (one query)."""
    versions = document.versions.select_related("uploaded_by").order_by("-serial")
    if not sight.whole:
        versions = versions.filter(serial__in=sight.serials)
    return versions.first()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a document for one person; both None when the person reads fewer than two."""

    document: Document
    versions: list[Version]
    old: Version | None
    new: Version | None
    signed: frozenset[int]


def compare_versions(*, document_id: int, old: int | None, new: int | None, by: User, at: datetime) -> Compared:
    """Return two versions with their content; unnamed: the newest that the person reads and the one before it.

    Journalled like opening the document. Raises NotFound, also for a version beyond the person's sight.
    """
    day = office_date(at)
    document = selectors.document_for(by, document_id, day)
    sight = selectors.sight_of(by, document, day)
    query = document.versions.select_related("uploaded_by").defer("content", "hidden", "traits").order_by("serial")
    seen = {version.serial: version for version in query if sight.sees(version.serial)}
    chosen = _chosen(list(seen), old, new)
    if not set(chosen) <= set(seen):
        raise NotFound
    if document.decision and document.decision.attribute != Attribute.PROACTIVE:
        audit.record_view(chain=f"document:{document.pk}", page="版本对比", by=by, at=at)
    signed = frozenset(document.signoffs.values_list("version_id", flat=True))
    first, second = (seen[serial] for serial in chosen) if chosen else (None, None)
    return Compared(document, list(seen.values()), first, second, signed)


def _chosen(serials: list[int], old: int | None, new: int | None) -> tuple[int, ...]:
    if old is None and new is None and len(serials) < 2:  # noqa: PLR2004  # a comparison takes two
        return ()
    new = new if new is not None else max((serial for serial in serials if serial != old), default=0)
    old = old if old is not None else max((serial for serial in serials if serial < new), default=new)
    return old, new


def fetch_version(*, document_id: int, serial: int, by: User, at: datetime) -> Version:
    """Return a version with its original file for downloading; journalled. Raises NotFound, ContentErased."""
    version = _original(document_id, serial, by, at)
    if version.blob is None:
        raise ContentErased
    facts = {"serial": serial, "file": version.file_sm3}
    audit.record(chain=f"document:{document_id}", verb="document.downloaded", facts=facts, by=by, at=at)
    return version


def fetch_printed(*, document_id: int, by: User, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of the Word file that is printed for the addressees, for whoever may have the originals.

    Journalled. Raises NotFound, also while the document has no number.
    """
    day = office_date(at)
    document = selectors.document_for(by, document_id, day)
    sight = selectors.sight_of(by, document, day)
    if not document.number_text or not selectors.may_have_originals(by, document, sight, day):
        raise NotFound
    try:
        data = publication.printed_copy(document)
    except NothingToTypeset as error:
        raise NotFound from error
    facts = {"number": document.number_text, "file": of_bytes(data).sm3}
    audit.record(chain=f"document:{document_id}", verb="document.printed", facts=facts, by=by, at=at)
    return f"{document.number_text} {document.title}.docx", data


def fetch_attachment(*, document_id: int, serial: int, number: int, by: User, at: datetime) -> Attachment:
    """Return an attachment's original file; journalled like a version. Raises NotFound, ContentErased."""
    version = _original(document_id, serial, by, at)
    attachment = version.attachments.select_related("blob").filter(serial=number).first()
    if attachment is None:
        raise NotFound
    if attachment.blob is None:
        raise ContentErased
    facts = {"serial": serial, "attachment": number, "file": attachment.file_sm3}
    audit.record(chain=f"document:{document_id}", verb="document.downloaded", facts=facts, by=by, at=at)
    return attachment


def fetch_picture(*, document_id: int, serial: int, sha256: str, by: User, at: datetime) -> bytes:
    """Return a picture of a version that the person may read. Raises NotFound."""
    document = selectors.document_for(by, document_id, office_date(at))
    version = document.versions.filter(serial=serial).only("pk").first()
    if version is None or not selectors.sight_of(by, document, office_date(at)).sees(serial):
        raise NotFound
    blob = version.pictures.filter(pk=sha256).first()
    if blob is None:
        raise NotFound
    return bytes(blob.data)


def _original(document_id: int, serial: int, by: User, at: datetime) -> Version:
    day = office_date(at)
    document = selectors.document_for(by, document_id, day)
    sight = selectors.sight_of(by, document, day)
    version = document.versions.select_related("blob").filter(serial=serial).first()
    if version is None or not sight.sees(serial) or not selectors.may_have_originals(by, document, sight, day):
        raise NotFound
    return version


def fetch_doubt(*, opinion_id: int, by: User, at: datetime) -> Opinion:
    """Return an opinion that cannot determine, with all that its letter names, for whoever may read what it judged.

    Raises NotFound, ContentErased. Journalled where the document is not 主动公开.
    """
    related = ("by__office", "on_behalf_of__office", "version", "document__office", "document__lead_office")
    rows = Opinion.objects.filter(pk=opinion_id, verdict=Verdict.CANNOT_DETERMINE).exclude(content_sm3="")
    found = rows.select_related(*related, "document__decision").defer("version__content", "version__hidden").first()
    if found is None:
        raise NotFound
    document = selectors.document_for(by, found.document_id, office_date(at))
    if not selectors.sight_of(by, document, office_date(at)).sees(found.version.serial):
        raise NotFound
    if found.version.erased_at:
        raise ContentErased
    if document.decision and document.decision.attribute != Attribute.PROACTIVE:
        audit.record_view(chain=f"document:{document.pk}", page="提请确定的函件", by=by, at=at)
    return found


def fetch_opinion_file(*, file_id: int, by: User, at: datetime) -> OpinionFile:
    """Return a paper attached to an opinion, for whoever may read the version that the opinion judged.

    Raises NotFound, ContentErased. Journalled where the document is not 主动公开.
    """
    related = ("blob", "opinion__version", "opinion__document__decision", "opinion__document__office")
    found = OpinionFile.objects.select_related(*related, "opinion__document__lead_office").filter(pk=file_id).first()
    if found is None:
        raise NotFound
    document = selectors.document_for(by, found.opinion.document_id, office_date(at))
    if not selectors.sight_of(by, document, office_date(at)).sees(found.opinion.version.serial):
        raise NotFound
    if found.blob is None:
        raise ContentErased
    if document.decision and document.decision.attribute != Attribute.PROACTIVE:
        audit.record_view(chain=f"document:{document.pk}", page="意见附件", by=by, at=at)
    return found
