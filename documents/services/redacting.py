"""区分处理: the passages of a version that the public may not read (条例 37); the version itself stays as it is."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from accounts.models import User
from audit import services as audit
from documents.choices import Ground, Status
from documents.docx import content as contents
from documents.docx import redaction
from documents.docx.places import in_reading
from documents.docx.redaction import Redacted
from documents.errors import ContentErased, RedactionTooLate
from documents.models import Document, RedactedText, Redaction, Version


def redact(
    *,
    document: Document,
    passages: Sequence[redaction.Redaction],
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> RedactedText | None:
    """Withhold exactly these passages of a locked document's version from the public; none: nothing is withheld.

    `passages` are places in the version's own text and replace whatever was withheld before; each has a ground.
    Returns the new public text, None when the version is public as it stands. Opinions and the signature name the
    digest of the public text, so those that were given on another one are void. Raises RedactionTooLate, ContentErased,
    and what documents.docx.redaction.redact raises.
    """
    version = document.version
    if not is_judged(document) or version is None:
        raise RedactionTooLate(status=document.get_status_display())
    if version.erased_at:
        raise ContentErased
    text = _stored(version, passages, by, on_behalf_of, at) if passages else None
    document.redacted, document.changed_at = text, at
    document.save(update_fields=["redacted", "changed_at"])
    facts = {"passages": len(passages), "serial": version.serial, "public": document.public_sm3}
    chain = f"document:{document.pk}"
    audit.record(chain=chain, verb="document.redact", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return text


def is_judged(document: Document) -> bool:
    """Test if the public text is still open: in review, or on file and judged anew (条例37)."""
    return document.status == Status.IN_REVIEW or document.proposed_id is not None


def _stored(
    version: Version,
    passages: Sequence[redaction.Redaction],
    by: User,
    on_behalf_of: User | None,
    at: datetime,
) -> RedactedText:
    made = redaction.redact(contents.from_json(version.content), passages)
    last = version.redacted_texts.aggregate(last=Max("serial"))["last"] or 0
    text = RedactedText.objects.create(
        document_id=version.document_id,
        version=version,
        serial=last + 1,
        content=contents.to_json(made.content),
        content_sm3=made.digest.sm3,
        content_sha256=made.digest.sha256,
        made_by=by,
        made_for=on_behalf_of,
        made_at=at,
    )
    _keep(text, version, made, passages)
    return text


def _keep(text: RedactedText, version: Version, made: Redacted, passages: Sequence[redaction.Redaction]) -> None:
    text.pictures.set(version.pictures.filter(pk__in=made.content.pictures()))
    Redaction.objects.bulk_create(
        Redaction(
            text=text,
            part=each.place.part.value,
            path=list(each.place.path),
            start=each.start,
            end=each.end,
            ground=each.ground,
            stays_elsewhere=each.stays_elsewhere,
        )
        for each in passages
    )


def passages_of(text: RedactedText | None) -> tuple[redaction.Redaction, ...]:
    """Return the passages that a redacted text withholds, in reading order; none when there is no such text."""
    if text is None:
        return ()
    rows = text.redactions.order_by("pk")
    found = [redaction.Redaction(r.place, r.start, r.end, Ground(r.ground), r.stays_elsewhere) for r in rows]
    return tuple(sorted(found, key=lambda each: (in_reading(each.place), each.start)))
