"""Which releases are looked at next, and what the last looks found."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from publication.choices import State
from publication.models import LiveCheck, Release
from publication.proof.choices import Outcome

DAILY = timedelta(days=1)
SOON = timedelta(minutes=30)
FRESH = timedelta(days=30)


def looked_at_still() -> QuerySet[Release]:
    """Return what stands at an address of the portal: live releases, and retracted ones that none has followed."""
    later = Release.objects.filter(document=OuterRef("document"), serial__gt=OuterRef("serial"))
    return Release.objects.filter(Q(state=State.LIVE) | Q(~Exists(later), state=State.RETRACTED))


def _left(at: datetime) -> QuerySet[Release]:
    """Return the retracted ones to look at: not since they ended, amiss, or not for a day; the longest unseen first."""
    check, rows = "live_check__checked_at", looked_at_still().filter(state=State.RETRACTED)
    unseen = Q(live_check__isnull=True) | Q(**{f"{check}__lt": F("ended_at")})
    amiss = ~Q(live_check__outcome=Outcome.OK) & Q(**{f"{check}__lte": at - SOON})
    rows = rows.filter(unseen | amiss | Q(**{f"{check}__lte": at - DAILY}))
    return rows.order_by(F(check).asc(nulls_first=True), "pk")


def next_slice(at: datetime, most: int) -> list[int]:
    """Return the ids of at most `most` releases to look at now, each reason by an index of its own.

    First what was never seen, newest first; what was not as it should be, half an hour later; the addresses of what
    was retracted; then what was published within a month, newest first, and last all others, the longest unseen first
    (round robin), once a day.
    """
    live = Release.objects.live()
    seen_long_ago = live.filter(live_check__checked_at__lte=at - DAILY)
    amiss = live.exclude(live_check__outcome=Outcome.OK).filter(live_check__checked_at__lte=at - SOON)
    young = seen_long_ago.filter(published_at__gte=at - FRESH)
    slices = (
        live.filter(live_check__isnull=True).order_by("-published_at"),
        amiss.order_by("live_check__checked_at"),
        _left(at),
        young.order_by("-published_at"),
        seen_long_ago.order_by("live_check__checked_at"),
    )
    found: dict[int, None] = {}
    for each in slices:
        if len(found) < most:
            found |= dict.fromkeys(each.values_list("pk", flat=True)[:most])
    return list(found)[:most]


def release_to_look_at(release_id: int) -> Release | None:
    """Return the release with index number, files and plan, if it is live, or its tombstone stands at the address."""
    related = ("index", "copy__docx", "copy__pdf", "copy__html", "plan")
    rows = looked_at_still().filter(pk=release_id).select_related(*related)
    return rows.defer("copy__docx__data", "copy__pdf__data").first()


def alerts() -> QuerySet[LiveCheck]:
    """Return the looks that found an address not as it should be, the oldest first (`release` loaded)."""
    rows = LiveCheck.objects.exclude(outcome=Outcome.OK).filter(release__in=looked_at_still())
    return rows.select_related("release__index").order_by("since", "pk")


def check_on(document_id: int) -> LiveCheck | None:
    """Return the last look at what stands at the document's address, None: there was none yet."""
    standing = looked_at_still().filter(document=document_id)
    return LiveCheck.objects.filter(release__in=standing).first()
