"""上门户: what a release says is handed to the portal in the transaction that releases, corrects or retracts."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from common.clock import office_date
from documents.docx import numbers
from documents.docx.content import from_json
from documents.docx.places import texts
from interpretation import selectors as interpretation
from interpretation.facts import PublicMaterial
from portal import services as portal
from portal.choices import FileKind
from portal.choices import State as Shown
from portal.facts import Correction, EndedReading, PublicFile, PublicItem, PublicReading, PublicRelation
from publication.choices import State
from publication.listings.selectors import ended_materials
from publication.models import ListingProposal, PublicCopy, Release
from publication.normative.selectors import validity_note
from publication.selectors import newest_release, relations_confirmed, replaced_releases, successor_of
from publication.services.historic import give_way


def show(release: Release, at: datetime) -> None:
    """Make the portal show the release, or its tombstone when it was retracted; its document must be loaded."""
    item = shown_as(release, at)
    portal.apply(item=item, at=at)
    give_way(item=item, at=at)


def shown_as(release: Release, at: datetime) -> PublicItem:
    """Return what the portal shows of the release on the day, or of its tombstone; its document must be loaded."""
    note = validity_note(release, office_date(at)) if release.state == State.LIVE else ""
    return replace(item_of(release), validity_note=note)


def show_again(document_id: int, at: datetime) -> None:
    """Make the portal show what the newest release of the document says now; nothing when there is none."""
    release = newest_release(document_id)
    if release is not None:
        show(release, at)


def item_of(release: Release) -> PublicItem:
    """Return the release as the portal shows it: whole while it is live, else its name, number and why."""
    number = numbers.parse(release.number_text)
    known = {
        "index": release.index.text,
        "title": release.title,
        "number_text": release.number_text,
        "code_letters": number.code_letters if number else "",
        "number_year": (number.year or 0) if number else None,
        "number_serial": number.serial if number else None,
        "issuing_body": release.issuing_body,
        "topic": release.topic,
        "genre": release.genre,
        "stages": tuple(release.stages),
        "keywords": tuple(release.keywords),
        "generated_on": release.generated_on,
        "published_on": release.published_on,
        "published_at": release.published_at,
        "validity": release.validity,
        "summary": release.summary,
    }
    more = _text(release) if release.state == State.LIVE else _tombstone(release)
    return PublicItem(**(known | more))  # type: ignore[arg-type]  # names and types are those of the two models


def _text(release: Release) -> dict[str, object]:
    public = release.document.public_text
    assert public is not None  # noqa: S101  # a live release has one
    return {
        "content_sm3": release.copy.content_sm3,
        "text": "\n".join(text for _, text in texts(from_json(public.content))),
        "files": files_of(release.copy),
        "readings": readings_of(release),
        "ended_readings": ended_readings_of(release),
        "relations": tuple(PublicRelation(*each.key) for each in relations_confirmed(release.document_id)),
        "corrections": tuple(
            Correction(each.ended_at, each.explanation) for each in replaced_releases(release) if each.ended_at
        ),
    }


def _tombstone(release: Release) -> dict[str, object]:
    proposal = successor_of(release)
    return {
        "successor_index": proposal.successor.text if proposal and proposal.successor else "",
        "successor_url": proposal.successor_url if proposal else "",
        "state": Shown.RETRACTED,
        "summary": "",  # words of the text that was taken down
        "keywords": (),
        "ended_at": release.ended_at,
        "ended_kind": release.get_reason_kind_display(),
        "explanation": release.explanation,
    }


def files_of(copy: PublicCopy) -> tuple[PublicFile, ...]:
    """Return the files of a copy with the digests that the final check fixed."""
    found = ((kind, getattr(copy, kind)) for kind in FileKind.values)
    return tuple(
        PublicFile(kind, bytes(blob.data), getattr(copy, f"{kind}_sm3"), getattr(copy, f"{kind}_sha256"))
        for kind, blob in found
        if blob is not None
    )


def readings_of(release: Release) -> tuple[PublicReading, ...]:
    """Return the materials that go out with the release, then those of later phases; `plan` must be loaded.

    What followed a release that was retracted since does not come back with the next one: nobody reviewed it again.
    What was taken down alone is left out, and the others keep their places.
    """
    if release.plan is None:
        return ()
    source = release.plan.responsible or release.issuing_body
    return tuple(
        PublicReading(
            serial=serial,
            title=each.title,
            form=each.form,
            source=each.source or source,
            published_at=at,
            page=each.html,
            text=each.text,
            sm3=each.digest,
            picture=each.picture or b"",
            picture_type=each.picture_type,
        )
        for serial, each, at, ending in _placed(release)
        if ending is None
    )


def ended_readings_of(release: Release) -> tuple[EndedReading, ...]:
    """Return what is left of the later materials that were taken down alone; `plan` must be loaded."""
    return tuple(
        EndedReading(
            serial=serial,
            title=each.title,
            published_at=at,
            ended_at=ending.decided_at,
            ended_kind=ending.get_reason_kind_display(),
            explanation=ending.explanation,
        )
        for serial, each, at, ending in _placed(release)
        if ending is not None and ending.decided_at is not None
    )


Placed = tuple[int, PublicMaterial, datetime, ListingProposal | None]


def _placed(release: Release) -> list[Placed]:
    """Return every material of the release with its place, when it was published, and what ended it alone."""
    if release.plan is None:
        return []
    retracted = Release.objects.filter(document_id=release.document_id, state=State.RETRACTED)
    taken_down = retracted.aggregate(last=Max("ended_at"))["last"]
    ended = ended_materials([release.document_id])
    first = interpretation.public_materials(release.plan)
    found: list[Placed] = [(serial, each, release.published_at, None) for serial, each in enumerate(first, start=1)]
    for row in interpretation.published_later(release.document_id):
        at = row.published_at  # type: ignore[attr-defined]  # annotated
        if taken_down is None or at > taken_down:
            found.append((len(found) + 1, interpretation.public_material(row), at, ended.get(row.pk)))
    return found
