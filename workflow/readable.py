"""What documents are called for a person: by the title of the version that the person may read last."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from accounts.models import User
from common.composed import Composed
from common.prepared import Among, Prepared, Slot
from documents.models import Document, Version
from workflow import policies
from workflow.models import DeskTask
from workflow.policies import Identity
from workflow.selectors import known_whole


def titles_read(documents: Sequence[Document], user: User, found: list[Identity]) -> dict[int, str]:
    """Return the present title, or that of the older version which was sent to the person's desks last.

    A document of which no version with a title was sent is left out (three queries). The twin of `sight_of`.
    """
    present = {each.pk: each for each in documents}
    keys = list(present)
    if not keys:
        return {}
    own = set(Composed(_read_whole, found, keys=keys))
    arrived = dict(Composed(_arrivals, user, found, keys=keys))
    titles = {key: present[key].title for key in own}
    for key, version, at, title in _versions(keys=keys):
        if key not in own and key in arrived and at <= arrived[key]:
            titles[key] = present[key].title if version == present[key].version_id else title or ""
    return {key: title for key, title in titles.items() if title or key in own}


def _read_whole(identities: list[Identity]) -> QuerySet[Document, int]:
    """Return the keys of the documents, of those that a call names, of which every version may be read."""
    whole = Q(pk__in=[])
    for identity in identities:
        whole |= known_whole(identity)
    return Document.objects.filter(whole, Among(F("pk"), Slot("keys"))).values_list("pk", flat=True)


def _arrivals(user: User, identities: list[Identity]) -> QuerySet[Any, Any]:
    """Return with the key of each document when it last came to a desk of the person."""
    mine = Q(closed_by=user) | Q(closed_for=user)
    for identity in identities:
        mine |= policies.asks(identity)
    tasks = DeskTask.objects.filter(mine, Among(F("document_id"), Slot("keys"))).exclude(desk="").order_by()
    found: QuerySet[Any, Any] = tasks.values_list("document_id").annotate(last=Max("created"))
    return found


_versions = Prepared(
    lambda: (
        Version.objects.filter(Among(F("document_id"), Slot("keys")))
        .order_by("document", "serial")
        .values_list("document_id", "pk", "uploaded_at", "content__title")
    )
)
