"""What an outlet is told: one self-describing message, built afresh from the release in every attempt."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from common.clock import OFFICE_ZONE, office_date
from common.digests import canonical
from documents.choices import Stage
from portal.models import EndedReading, PublishedReading
from portal.pages import reading_url, whole_url
from portal.selectors import ended_readings, shown_readings
from publication.models import Delivery, Release
from publication.normative.selectors import validity_note
from publication.outlets.choices import Event
from publication.selectors import successor_of

SCHEMA = "mingfa.delivery/1"
KINDS = ("docx", "pdf", "html")


def page_url(release: Release) -> str:
    """Return the whole address of the document's page."""
    return whole_url(reverse("portal:document", args=[release.index.text]))


def file_url(release: Release, kind: str) -> str:
    """Return the whole address of a file of the document."""
    return whole_url(reverse("portal:file", args=[release.index.text, kind]))


def message_of(delivery: Delivery) -> dict[str, Any]:
    """Return the message as JSON values; of what was retracted it says no more than its page says."""
    release = delivery.release
    told = {
        "schema": SCHEMA,
        "event": delivery.event,
        "key": str(delivery.key),
        "index_number": release.index.text,
        "release": release.serial,
        "document_number": release.number_text,
        "issuing_body": release.issuing_body,
        "page": page_url(release),
    }
    return told | (_ended(release) if delivery.event == Event.RETRACT else _published(release, delivery.put_at))


def _ended(release: Release) -> dict[str, Any]:
    ended = release.ended_at.astimezone(OFFICE_ZONE).isoformat() if release.ended_at else ""
    words = {"reason": release.get_reason_kind_display(), "explanation": release.explanation}
    return {"ended_at": ended, **words, "successor": _successor(release)}


def _successor(release: Release) -> str:
    proposal = successor_of(release)
    if proposal is None:
        return ""
    index = proposal.successor.text if proposal.successor else ""
    return whole_url(reverse("portal:document", args=[index])) if index else proposal.successor_url


def _published(release: Release, put_at: datetime) -> dict[str, Any]:
    return {
        "title": release.title,
        "topic": release.get_topic_display(),
        "genre": release.get_genre_display(),
        "stages": [str(Stage(code).label) for code in release.stages],
        "summary": release.summary,
        "keywords": list(release.keywords),
        "generated_on": release.generated_on.isoformat(),
        "published_at": release.published_at.astimezone(OFFICE_ZONE).isoformat(),
        "validity": release.get_validity_display(),
        "validity_note": validity_note(release, office_date(put_at)),
        "files": [_file(release, kind) for kind in KINDS if getattr(release.copy, f"{kind}_id")],
        "interpretations": [_reading(release, each) for each in shown_readings(release.index.text)],
        "interpretations_ended": [_ended_reading(release, each) for each in ended_readings(release.index.text)],
    }


def _reading(release: Release, reading: PublishedReading) -> dict[str, Any]:
    return {
        "title": reading.title,
        "form": reading.form,
        "published_at": reading.published_at.astimezone(OFFICE_ZONE).isoformat(),
        "url": whole_url(reading_url(release.index.text, reading.serial)),
        "sm3": reading.sm3,
    }


def _ended_reading(release: Release, ended: EndedReading) -> dict[str, Any]:
    return {
        "url": whole_url(reading_url(release.index.text, ended.serial)),
        "ended_at": ended.ended_at.astimezone(OFFICE_ZONE).isoformat(),
        "reason": ended.ended_kind,
        "explanation": ended.explanation,
    }


def _file(release: Release, kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "url": file_url(release, kind),
        "bytes": getattr(release.copy, kind).size,
        "sm3": getattr(release.copy, f"{kind}_sm3"),
        "sha256": getattr(release.copy, f"{kind}_sha256"),
    }


def body_of(delivery: Delivery) -> bytes:
    """Return the message as it is sent: the same bytes as long as the release is the same."""
    return canonical(message_of(delivery))
