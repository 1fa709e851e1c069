"""Which releases are looked at next, and what the last looks found."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from publication.models import LiveCheck, Release
from publication.proof.choices import Outcome

DAILY = timedelta(days=1)
SOON = timedelta(minutes=30)
FRESH = timedelta(days=30)


def next_slice(at: datetime, most: int) -> list[int]:
    """Return the ids of at most `most` live releases to look at now, each reason by an index of its own.

    First what was never seen, newest first; what was not as it should be, half an hour later; then what was
    published within a month, newest first, and last all others, the longest unseen first (round robin), once a day.
    """
    live = Release.objects.live()
    seen_long_ago = live.filter(live_check__checked_at__lte=at - DAILY)
    amiss = live.exclude(live_check__outcome=Outcome.OK).filter(live_check__checked_at__lte=at - SOON)
    young = seen_long_ago.filter(published_at__gte=at - FRESH)
    slices = (
        live.filter(live_check__isnull=True).order_by("-published_at"),
        amiss.order_by("live_check__checked_at"),
        young.order_by("-published_at"),
        seen_long_ago.order_by("live_check__checked_at"),
    )
    found: dict[int, None] = {}
    for each in slices:
        if len(found) < most:
            found |= dict.fromkeys(each.values_list("pk", flat=True)[:most])
    return list(found)[:most]


def release_to_look_at(release_id: int) -> Release | None:
    """Return the release with index number and files, if the public still reads it."""
    related = ("index", "copy__docx", "copy__pdf", "copy__html")
    rows = Release.objects.live().filter(pk=release_id).select_related(*related)
    return rows.defer("copy__docx__data", "copy__pdf__data").first()


def alerts() -> QuerySet[LiveCheck]:
    """Return the looks that found a live release not as it was released, the oldest first (`release` loaded)."""
    rows = LiveCheck.objects.exclude(outcome=Outcome.OK).filter(release__state="live")
    return rows.select_related("release__index").order_by("since", "pk")


def check_of(release_id: int) -> LiveCheck | None:
    """Return the last look at the release, None: there was none yet."""
    return LiveCheck.objects.filter(release_id=release_id).first()
