"""页面变动: every change of the portal says in its own transaction which pages show what it changed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from portal import generations, selectors, shelves
from portal.models import PageChange, PublishedDocument
from portal.models.change import REMEMBERED
from portal.selectors import Standing

Follower = Callable[[PageChange], object]

_followers: list[Follower] = []


def followed_by(follower: Follower) -> Follower:
    """Register the function below it: it is called with each change, in the transaction that makes it."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def standing(document: PublishedDocument | None) -> list[Standing]:
    """Return how a document stands before it changes; nothing for a new one, or where no page is kept."""
    return [selectors.standing_of(document)] if document and shelves.keeps() else []


def note_document(*, document: PublishedDocument, stood: Iterable[Standing], at: datetime) -> None:
    """Let no kept page be found that shows the document, as it stood before or as it stands now."""
    if not shelves.keeps():
        return
    known = [*stood, selectors.standing_of(document)]
    others = sorted(selectors.showing(document.pk, known) - {document.index})
    readings = max(each.readings for each in known)
    _note(PageChange(index=document.index, readings=readings, others=others, at=at))


def note_lists(*, at: datetime) -> None:
    """Let no kept list, column, feed or search be found; `portal.services.items.next_change` was called before."""
    _note(PageChange(at=at))


def note_everything(*, at: datetime) -> None:
    """Let no kept page be found at all; `portal.services.items.next_change` was called before."""
    _note(PageChange(whole=True, at=at))


def _note(change: PageChange) -> None:
    """Write the change; once it is committed its pages are dropped, and the followers know of it."""
    if not shelves.keeps():
        return
    change.save(force_insert=True)
    PageChange.objects.filter(pk__lte=change.pk - REMEMBERED).delete()
    transaction.on_commit(generations.follow, robust=True)
    for follower in _followers:
        follower(change)
