"""撤下与更正: a release ends with a reason, an approver and words for the public; its page stays (R35)."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.gate import Gate
from documents import services as documents
from documents.choices import Action
from documents.facts import Subject
from documents.models import Document
from documents.services.moves import subject_of
from publication.choices import State
from publication.errors import CopyNotVerified, NothingCorrected, NothingReleased
from publication.facts import EndingFacts
from publication.models import PublicCopy, Release
from publication.selectors import live_release, may_approve, present_catalogue, verified_copy
from publication.services.releases import create_release, note


@transaction.atomic
def retract(
    *,
    document: Document,
    kind: str,
    reason: str,
    explanation: str,
    approver: User,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Release:
    """Take the live release of a locked document down; a tombstone with `explanation` stays (R35).

    `reason` is for the file, `explanation` for the public. Raises NothingReleased, GateClosed,
    ActionRefused.
    """
    release = _require_live(document)
    ending = EndingFacts(kind, reason, explanation, approver.pk, by.pk, may_approve(approver.pk))
    _check(Action.RETRACT, ending, subject_of(document, by, on_behalf_of, at))
    _end(release, State.RETRACTED, ending, at)
    documents.move(document=document, action=Action.RETRACT, by=by, on_behalf_of=on_behalf_of, at=at)
    note("publication.retract", release, by, on_behalf_of, at)
    return release


@transaction.atomic
def correct(
    *,
    document: Document,
    kind: str,
    reason: str,
    explanation: str,
    approver: User,
    by: User,
    on_behalf_of: User | None = None,
    at: datetime,
) -> Release:
    """Replace the live release by one of the newest verified copy and the present catalogue columns.

    Address and 索引号 stay; the page tells when and why it was corrected. The content is the one that was
    reviewed: another content needs a retraction and a new review. Raises NothingReleased,
    CopyNotVerified, NothingCorrected, GateClosed, ActionRefused.
    """
    old, copy = _require_live(document), verified_copy(document)
    if copy is None:
        raise CopyNotVerified
    if not _differs(old, copy, document):
        raise NothingCorrected
    ending = EndingFacts(kind, reason, explanation, approver.pk, by.pk, may_approve(approver.pk))
    _check(Action.CORRECT, ending, subject_of(document, by, on_behalf_of, at))
    _end(old, State.REPLACED, ending, at)
    release = create_release(
        document=document, copy=copy, channels=old.channels, by=by, on_behalf_of=on_behalf_of, at=at
    )
    documents.move(document=document, action=Action.CORRECT, by=by, on_behalf_of=on_behalf_of, at=at)
    note("publication.correct", release, by, on_behalf_of, at)
    return release


def _require_live(document: Document) -> Release:
    release = live_release(document.pk)
    if release is None:
        raise NothingReleased
    return release


def _differs(old: Release, copy: PublicCopy, document: Document) -> bool:
    columns = asdict(present_catalogue(document))
    return copy.pk != old.copy_id or any(getattr(old, name) != value for name, value in columns.items())


def _check(action: Action, ending: EndingFacts, subject: Subject) -> None:
    subject.gathered["ending"] = ending
    Gate(action.value, action.label, subject).check()


def _end(release: Release, state: State, ending: EndingFacts, at: datetime) -> None:
    release.state, release.ended_at, release.ended_by_id = state, at, ending.by_id
    release.approver_id, release.reason_kind = ending.approver_id, ending.kind
    release.reason, release.explanation = ending.reason.strip(), ending.explanation.strip()
    ended = ("state", "ended_at", "ended_by", "approver", "reason_kind", "reason", "explanation")
    release.save(update_fields=ended)
