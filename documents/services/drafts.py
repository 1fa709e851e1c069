"""Drafts: taken in from a Word file, completed by the drafter, each text an immutable version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import Office, OfficeKind, User
from accounts.selectors import ancestor_of_kind
from audit import services as audit
from common.digests import of_bytes
from documents import intake
from documents.choices import Direction, Status, Urgency
from documents.docx import content as contents
from documents.docx import genres
from documents.docx.model import Content
from documents.errors import NotADraft
from documents.intake import Intake
from documents.models import Attachment, Blob, Document, NumberSeries, Version
from documents.services.blobs import store


@dataclass(frozen=True, slots=True)
class Elements:
    """What the drafter states beside the text; title and addressees are part of the text and make a new
    version when they change."""

    title: str
    genre: str
    direction: str
    issuing_body: str
    addressees: tuple[str, ...]
    copies_to: tuple[str, ...] = ()
    urgency: str = Urgency.NORMAL
    sealed: bool = True
    topic: str = "11"
    summary: str = ""
    is_policy: bool = False
    is_normative: bool = False
    is_major: bool = False
    statement: str = ""
    series: NumberSeries | None = None
    cosign_offices: tuple[Office, ...] = ()


@transaction.atomic
def create_draft(
    *,
    taken: Intake,
    attachments: Sequence[Intake] = (),
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Document:
    """Make a draft from a file that `documents.intake.take_in` accepted, its elements pre-filled from the text.

    The drafter is `by`, or the person acted for; the organ above the drafter's office issues it.
    """
    drafter = on_behalf_of or by
    organ = ancestor_of_kind(drafter.office, OfficeKind.ORGAN) or drafter.office
    hints = taken.hints()
    genre = hints["genre"]
    document = Document.objects.create(
        drafter=drafter,
        office=drafter.office,
        lead_office=organ,
        issuing_body=_issuer(organ, hints["issuing_bodies"]),
        title=taken.content.title,
        genre=genre,
        direction=genres.direction_of(genres.Genre(genre)).value if genre else Direction.DOWN,
        urgency=hints["urgency"],
        addressees=list(taken.content.addressees),
        copies_to=hints["copies_to"],
        sealed=genre != genres.Genre.MINUTES,  # GB/T 9704-2012 10.3
        series=NumberSeries.objects.filter(code=hints["code_letters"], is_active=True).first(),
        created_at=at,
        changed_at=at,
    )
    _add_version(
        document, taken, _joined(taken.content, attachments), attachments, "", by=by, on_behalf_of=on_behalf_of, at=at
    )
    return document


@transaction.atomic
def replace_text(
    *,
    document: Document,
    taken: Intake,
    attachments: Sequence[Intake] = (),
    note: str = "",
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Version:
    """Give a locked draft a new text; the earlier version stays. Raises NotADraft."""
    _must_be_draft(document)
    content = _joined(taken.content, attachments)
    version = _add_version(document, taken, content, attachments, note, by=by, on_behalf_of=on_behalf_of, at=at)
    document.title, document.addressees = content.title, list(content.addressees)
    document.save(update_fields=["title", "addressees"])
    return version


@transaction.atomic
def revise(
    *, document: Document, elements: Elements, by: User, on_behalf_of: User | None = None, at: datetime
) -> Document:
    """Store the drafter's elements on a locked draft; a corrected title or addressee makes a new version.

    Raises NotADraft.
    """
    _must_be_draft(document)
    for name in (
        "genre", "direction", "issuing_body", "urgency", "sealed", "topic", "summary", "is_policy", "is_normative",
        "is_major", "statement", "series",
    ):  # fmt: skip
        setattr(document, name, getattr(elements, name))
    document.copies_to = list(elements.copies_to)
    document.changed_at = at
    _correct_text(document, elements, by, on_behalf_of, at)
    document.save()
    document.cosign_offices.set(elements.cosign_offices)
    audit.record(
        chain=f"document:{document.pk}",
        verb="document.revise",
        facts={"routing": document.routing_sm3()},
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    return document


def _must_be_draft(document: Document) -> None:
    if document.status != Status.DRAFT:
        raise NotADraft(status=document.get_status_display())


def _issuer(organ: Office, found: list[str]) -> str:
    general = organ.name + "办公厅"
    return general if general in found else organ.name


def _joined(content: Content, attachments: Sequence[Intake]) -> Content:
    for attached in attachments:
        title = attached.content.title or attached.filename.rsplit(".", 1)[0]
        content = contents.with_attachment(content, title, attached.content)
    return content


def _correct_text(document: Document, elements: Elements, by: User, on_behalf_of: User | None, at: datetime) -> None:
    version = document.versions.order_by("-serial")[0]
    before = contents.from_json(version.content)
    after = contents.canonical(replace(before, title=elements.title, addressees=elements.addressees))
    document.title, document.addressees = after.title, list(after.addressees)
    if after == before:
        return
    digest = contents.digest(after)
    pictures, attached = list(version.pictures.all()), list(version.attachments.all())
    version.pk, version.id, version._state.adding = None, None, True
    version.serial += 1
    version.content, version.traits = contents.to_json(after), intake.traits(after)
    version.content_sm3, version.content_sha256 = digest.sm3, digest.sha256
    version.note, version.uploaded_at = "更正标题或主送机关", at
    version.uploaded_by, version.uploaded_for = by, on_behalf_of
    version.save(force_insert=True)
    version.pictures.set(pictures)
    for each in attached:
        each.pk, each.id, each._state.adding, each.version = None, None, True, version
        each.save(force_insert=True)
    _make_current(document, version, by, on_behalf_of, at)


def _add_version(
    document: Document,
    taken: Intake,
    content: Content,
    attachments: Sequence[Intake],
    note: str,
    *,
    by: User,
    on_behalf_of: User | None,
    at: datetime,
) -> Version:
    digest, file_digest = contents.digest(content), of_bytes(taken.data)
    last = document.versions.aggregate(last=Max("serial"))["last"] or 0
    version = Version.objects.create(
        document=document,
        serial=last + 1,
        content=contents.to_json(content),
        content_sm3=digest.sm3,
        content_sha256=digest.sha256,
        blob=store(taken.data),
        filename=taken.filename[:255],
        file_sm3=file_digest.sm3,
        hidden=[*taken.hidden, *(item for each in attachments for item in each.hidden)],
        hints=taken.hints(),
        traits=intake.traits(content),
        note=note,
        uploaded_by=by,
        uploaded_for=on_behalf_of,
        uploaded_at=at,
    )
    version.pictures.set(_pictures([taken, *attachments]))
    _keep_attachments(version, attachments)
    _make_current(document, version, by, on_behalf_of, at)
    return version


def _pictures(files: Sequence[Intake]) -> list[Blob]:
    found = {sha256: data for each in files for sha256, data in each.draft.pictures.items()}
    return [store(data) for data in found.values()]


def _keep_attachments(version: Version, attachments: Sequence[Intake]) -> None:
    for serial, each in enumerate(attachments, start=1):
        Attachment.objects.create(
            version=version,
            serial=serial,
            title=(each.content.title or each.filename)[:300],
            filename=each.filename[:255],
            blob=store(each.data),
            file_sm3=of_bytes(each.data).sm3,
        )


def _make_current(document: Document, version: Version, by: User, on_behalf_of: User | None, at: datetime) -> None:
    document.version, document.redacted, document.changed_at = version, None, at
    document.save(update_fields=["version", "redacted", "changed_at"])
    audit.record(
        chain=f"document:{document.pk}",
        verb="document.version",
        facts={"serial": version.serial, "content": version.content_sm3, "file": version.file_sm3},
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
