"""看板筛选: filters under a name, the owner's to change and to share."""

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from common.errors import NotFound
from documents.middleware import refusal_of
from workflow.errors import FilterEmpty, FilterNameTaken, TooManyFilters
from workflow.models import SavedFilter

MOST = 30


@transaction.atomic
def save_filter(*, name: str, query: str, shared: bool, by: User, at: datetime) -> SavedFilter:
    """Keep the board's filter under the name; one's own filter of that name gets these conditions.

    Raises FilterEmpty when it asks for nothing, ClassifiedText or StarMisused for words that bear a mark (R12, R13: in
    an address they are written so that no form finds them), TooManyFilters.
    """
    if not query:
        raise FilterEmpty
    if refusal := refusal_of(str(each) for each in QueryDict(query).dict().values()):
        raise refusal
    User.objects.select_for_update().get(pk=by.pk)
    mine = SavedFilter.objects.filter(owner=by)
    if mine.exclude(name=name).count() >= MOST:
        raise TooManyFilters(most=MOST)
    shape = {"query": query, "shared": shared, "changed_at": at}
    saved, _ = SavedFilter.objects.update_or_create(owner=by, name=name, defaults=shape)
    return saved


@transaction.atomic
def change_filter(*, filter_id: int, name: str, shared: bool, by: User, at: datetime) -> SavedFilter:
    """Give one's own saved filter another name, or share it, or no longer. Raises NotFound, FilterNameTaken."""
    saved = _own(filter_id, by)
    if SavedFilter.objects.filter(owner=by, name=name).exclude(pk=saved.pk).exists():
        raise FilterNameTaken(name=name)
    saved.name, saved.shared, saved.changed_at = name, shared, at
    saved.save(update_fields=["name", "shared", "changed_at"])
    return saved


@transaction.atomic
def delete_filter(*, filter_id: int, by: User) -> None:
    """Take one's own saved filter away, for everybody with whom it was shared. Raises NotFound."""
    _own(filter_id, by).delete()


def _own(filter_id: int, by: User) -> SavedFilter:
    User.objects.select_for_update().get(pk=by.pk)
    saved = SavedFilter.objects.filter(pk=filter_id, owner=by).first()
    if saved is None:
        raise NotFound
    return saved
