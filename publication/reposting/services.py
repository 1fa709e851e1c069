"""What is done about documents of higher bodies: polled, taken, judged, re-posted, looked at again.

Hosts are asked before a transaction begins, so no row is locked while the network is slow.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.digests import of_bytes
from common.errors import DomainError, NotFound
from common.outgoing import is_allowed
from publication.models import FeedSource, RepostTask
from publication.reposting import feeds, hours
from publication.reposting.choices import RepostState
from publication.reposting.errors import HostNotAllowed, ReasonNeeded, RepostMoved, SourceKnown
from publication.reposting.extracting import Extract, extract
from publication.reposting.feeds import Entry
from publication.reposting.fetching import Fetched, fetch
from publication.reposting.looking import Doubt, doubts_in

BACKLOG = timedelta(hours=24)  # what was published earlier before a feed was added is no task
RETAKEN = (RepostState.OPEN, RepostState.TAKEN, RepostState.PUBLISHED)


@transaction.atomic
def add_source(*, name: str, url: str, by: User, at: datetime) -> FeedSource:
    """Add a feed, which is polled from now on. Raises HostNotAllowed, SourceKnown."""
    if not is_allowed(url, settings.REPOST_HOSTS):
        raise HostNotAllowed
    try:
        with transaction.atomic():
            source = FeedSource.objects.create(name=name, url=url, added_by=by, added_at=at)
    except IntegrityError:
        raise SourceKnown from None
    audit.record(chain="system", verb="repost.source_added", facts={"name": name, "source": source.pk}, by=by, at=at)
    return source


@transaction.atomic
def switch_source(*, source_id: int, by: User, at: datetime) -> FeedSource:
    """Poll an inactive feed again, or an active one no more; raise NotFound."""
    source = FeedSource.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        raise NotFound
    source.is_active = not source.is_active
    source.save(update_fields=["is_active"])
    facts = {"name": source.name, "source": source.pk, "what": "on" if source.is_active else "off"}
    audit.record(chain="system", verb="repost.source_switched", facts=facts, by=by, at=at)
    return source


def poll(*, source: FeedSource, at: datetime) -> int:
    """Ask a feed what is new and make a task of each new document; return how many. A failure stays on the feed."""
    try:
        fetched = fetch(source.url, hosts=settings.REPOST_HOSTS, etag=source.etag, last_modified=source.last_modified)
        found = feeds.entries(fetched.data, fetched.url) if fetched else []
    except DomainError as error:
        FeedSource.objects.filter(pk=source.pk).update(polled_at=at, failed_code=error.code)
        return 0
    return _store(source, fetched, found, at)


@transaction.atomic
def _store(source: FeedSource, fetched: Fetched | None, found: list[Entry], at: datetime) -> int:
    allowed = [each for each in found if is_allowed(each.url, settings.REPOST_HOSTS)]
    recent = [each for each in allowed if not each.published_at or each.published_at >= source.added_at - BACKLOG]
    known = set(source.tasks.filter(entry_key__in=[each.key for each in recent]).values_list("entry_key", flat=True))
    fresh = {each.key: each for each in recent if each.key not in known}
    RepostTask.objects.bulk_create(
        (_task(source, each, at) for each in fresh.values()), ignore_conflicts=True, batch_size=100
    )
    asked = {"etag": fetched.etag, "last_modified": fetched.last_modified} if fetched else {}
    skipped = {"skipped": len(found) - len(allowed)} if fetched else {}
    FeedSource.objects.filter(pk=source.pk).update(polled_at=at, failed_code="", **asked, **skipped)
    if fresh:
        facts = {"name": source.name, "source": source.pk, "count": len(fresh)}
        audit.record(chain="system", verb="repost.found", facts=facts, by=None, at=at)
    return len(fresh)


def _task(source: FeedSource, entry: Entry, at: datetime) -> RepostTask:
    return RepostTask(
        source=source,
        entry_key=entry.key,
        title=entry.title,
        url=entry.url,
        announced_at=entry.published_at,
        found_at=at,
        due_at=hours.due_at(entry.published_at, at),
    )


def take(*, task: RepostTask, by: User, at: datetime) -> RepostTask:
    """Fetch the document, keep its bytes with their digests, find its text and look that over.

    Taken again, what was fetched before is replaced; what is on the portal stays until it is published again.
    Raises RepostMoved, HostNotAllowed, SourceGone, SourceUnreachable, SourceTooLarge, PageUnreadable,
    PageClassified, NotScanned.
    """
    _require(task, RETAKEN)
    fetched = fetch(task.url, hosts=settings.REPOST_HOSTS)
    assert fetched is not None  # noqa: S101  # nothing conditional was asked
    found = extract(fetched, task.title)
    doubts = doubts_in([task.title, *found.text.split("\n")], office_date(at))
    return _keep(task.pk, fetched, found, doubts=doubts, by=by, at=at)


@transaction.atomic
def _keep(task_id: int, fetched: Fetched, found: Extract, *, doubts: list[Doubt], by: User, at: datetime) -> RepostTask:
    task = locked(task_id, RETAKEN)
    digest = of_bytes(fetched.data)
    task.state, task.fetched_at, task.fetched_by = RepostState.TAKEN, at, by
    task.media, task.data, task.sm3, task.sha256 = found.media, fetched.data, digest.sm3, digest.sha256
    task.page, task.text, task.text_sm3, task.hints = found.page, found.text, found.text_sm3, found.hints.as_json()
    task.doubts = [each.as_json() for each in doubts]
    task.open_doubts = sum(each.must_confirm for each in doubts)
    task.confirmation = ""
    task.save()
    facts = {"doubts": len(doubts), "media": task.media, "sha256": digest.sha256, "text_sm3": found.text_sm3}
    note("repost.taken", task, facts, by, at)
    return task


@transaction.atomic
def decline(*, task_id: int, reason: str, by: User, at: datetime) -> RepostTask:
    """Decide that the document is not re-posted. Raises ReasonNeeded, RepostMoved, NotFound."""
    if not reason.strip():
        raise ReasonNeeded
    task = locked(task_id, (RepostState.OPEN, RepostState.TAKEN))
    if task.index is not None:
        raise RepostMoved(state=task.get_state_display() + "（已在门户上）")
    end(task, RepostState.DECLINED, reason, by, at)
    note("repost.declined", task, {}, by, at)
    return task


def end(task: RepostTask, state: RepostState, reason: str, by: User, at: datetime) -> None:
    """End a locked task with the reason: of what was fetched, the digests alone are kept."""
    task.state, task.reason, task.decided_by, task.decided_at = state, reason.strip(), by, at
    task.data, task.page, task.text, task.doubts = None, "", "", []
    task.drift = task.drift_sm3 = ""
    task.save()


def locked(task_id: int, states: tuple[RepostState, ...]) -> RepostTask:
    """Return the task with its row locked for this transaction. Raises NotFound, RepostMoved."""
    rows = RepostTask.objects.select_for_update(of=("self",)).select_related("source")
    task = rows.filter(pk=task_id).first()
    if task is None:
        raise NotFound
    _require(task, states)
    return task


def _require(task: RepostTask, states: tuple[RepostState, ...]) -> None:
    if task.state not in states:
        raise RepostMoved(state=task.get_state_display())


def note(verb: str, task: RepostTask, facts: dict[str, object], by: User | None, at: datetime) -> None:
    """Write into the journal what was done with a task, in the task's own chain."""
    audit.record(chain=f"repost:{task.pk}", verb=verb, facts={"source": task.source_id, **facts}, by=by, at=at)
