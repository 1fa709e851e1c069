"""Reads of feeds and re-posting tasks."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from common.errors import NotFound
from portal.models import PublishedDocument
from publication.models import FeedSource, RepostTask
from publication.reposting.choices import RepostState

MOST_AT_ONCE = 8  # hosts asked in one run of a task, 20 seconds each at the worst
RECHECK_AFTER = timedelta(hours=24)
WAITING = Q(state__in=[RepostState.OPEN, RepostState.TAKEN])
LONG = ("data", "page", "text")


def feeds_to_poll() -> list[FeedSource]:
    """Return the active feeds that waited longest."""
    rows = FeedSource.objects.filter(is_active=True).order_by(F("polled_at").asc(nulls_first=True), "pk")
    return list(rows[:MOST_AT_ONCE])


def reposts_to_recheck(at: datetime) -> list[RepostTask]:
    """Return the re-posted documents whose source nobody looked at for a day, the longest first."""
    rows = RepostTask.objects.filter(state=RepostState.PUBLISHED, checked_at__lte=at - RECHECK_AFTER)
    return list(rows.select_related("source").defer(*LONG).order_by("checked_at", "pk")[:MOST_AT_ONCE])


def sources() -> QuerySet[FeedSource]:
    """Return every feed, each with `waiting` tasks, by name."""
    waiting = Count("tasks", filter=Q(tasks__state__in=[RepostState.OPEN, RepostState.TAKEN]))
    return FeedSource.objects.annotate(waiting=waiting).order_by("name")


def tasks(state: str) -> QuerySet[RepostTask]:
    """Return the tasks of a tab: "waiting" the soonest first, "drifted", or of one state the newest first."""
    rows = RepostTask.objects.all()
    if state == "waiting":
        return rows.filter(WAITING).order_by("due_at", "pk")
    if state == "drifted":
        return rows.filter(state=RepostState.PUBLISHED).exclude(drift="").order_by("checked_at", "pk")
    return rows.filter(state=state).order_by("-found_at", "-pk")


def task_rows(found: QuerySet[RepostTask]) -> QuerySet[RepostTask]:
    """Return the tasks with source and people, without their texts."""
    return found.select_related("source", "published_by", "decided_by").defer(*LONG)


def counts() -> dict[str, int]:
    """Return how many tasks wait and how many sources drifted (one query)."""
    drifted = Q(state=RepostState.PUBLISHED) & ~Q(drift="")
    return RepostTask.objects.aggregate(waiting=Count("pk", filter=WAITING), drifted=Count("pk", filter=drifted))


def task_of(task_id: int) -> RepostTask:
    """Return the task with its source and people, without the fetched bytes; raise NotFound."""
    related = ("source", "fetched_by", "decided_by", "published_by")
    task = RepostTask.objects.select_related(*related).defer("data").filter(pk=task_id).first()
    if task is None:
        raise NotFound
    return task


def listing_of(task: RepostTask) -> PublishedDocument | None:
    """Return the live row of the portal that the task stands behind, None when there is none."""
    return PublishedDocument.objects.live().filter(index=task.index).only("index").first() if task.index else None
