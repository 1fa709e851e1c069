"""公开核验: every new release is looked at at once, all of them in slices; a change of what is found is journalled."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from audit import services as audit
from outbox import services as outbox
from outbox.registry import handles
from publication.choices import State
from publication.models import LiveCheck, Release
from publication.proof.choices import Outcome
from publication.proof.fetching import look_at
from publication.proof.selectors import next_slice, release_to_look_at
from publication.services.showing import ended_readings_of, readings_of

SILENT = 3


def put(release: Release, at: datetime) -> None:
    """Have the release looked at after the commit, where the installation names its portal (PORTAL_URL)."""
    if settings.PORTAL_URL:
        key = f"release:{release.pk}:{at.isoformat()}"
        outbox.put(kind="publication.prove", key=key, payload={"release": release.pk})


@handles("publication.prove", "公开后核对门户")
def prove(payload: dict[str, Any], at: datetime) -> None:
    """Look at one release, outside the outbox's transaction; a slice comes to what is left."""
    transaction.on_commit(lambda: look(payload["release"], at), robust=True)


def look(release_id: int, at: datetime) -> LiveCheck | None:
    """Fetch what stands at the addresses of a release and record what was found; None when another followed it.

    The network is asked outside any lock; a release that ended meanwhile is left alone.
    """
    release = release_to_look_at(release_id)
    if release is None:
        return None
    readings = (readings_of(release), ended_readings_of(release)) if release.state == State.LIVE else ((), ())
    outcome, parts = look_at(release, readings)
    return _record(release, outcome, parts, at)


@transaction.atomic
def _record(release: Release, outcome: Outcome, parts: list[str], at: datetime) -> LiveCheck | None:
    if not Release.objects.select_for_update().filter(pk=release.pk, state=release.state).exists():
        return None
    before = LiveCheck.objects.filter(release=release).first()
    changed = before is None or (before.outcome, before.parts) != (outcome, parts)
    since = at if before is None or before.outcome != outcome else before.since
    now = {"checked_at": at, "outcome": outcome, "parts": parts, "since": since}
    check, _ = LiveCheck.objects.update_or_create(release=release, defaults=now)
    if changed and (outcome != Outcome.OK or before is not None):
        _note(release, outcome, parts, at)
    return check


def _note(release: Release, outcome: Outcome, parts: list[str], at: datetime) -> None:
    verb = "publication.live_ok" if outcome == Outcome.OK else f"publication.live_{outcome.value}"
    facts = {"index": release.index.text, "release": release.serial, "parts": list(parts)}
    audit.record(chain=f"document:{release.document_id}", verb=verb, facts=facts, by=None, at=at)


def look_at_slice(at: datetime) -> int:
    """Look at the next slice (PROOF_SLICE releases); return how many were looked at.

    Nothing without PORTAL_URL; three pages in a row that cannot be reached end the slice, the next one goes on.
    """
    looked, silent = 0, 0
    for each in next_slice(at, settings.PROOF_SLICE) if settings.PORTAL_URL else []:
        check = look(each, at)
        looked += check is not None
        silent = silent + 1 if check is not None and check.outcome == Outcome.UNREACHABLE else 0
        if silent == SILENT:
            break
    return looked
