"""What documents are called for a person: by the title of the version that the person may read last."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from accounts.models import User
from common.composed import Composed
from common.prepared import Among, Prepared, Slot
from documents.models import Document, Version
from workflow import policies
from workflow.models import DeskTask
from workflow.policies import Identity
from workflow.selectors import known_whole, matching

UNREAD = "（无权查看标题）"


def titles_read(documents: Sequence[Document], user: User, found: list[Identity]) -> dict[int, str]:
    """Return the present title, or that of the older version which was sent to the person's desks last.

    A document of which no version with a title was sent is left out (three queries). The twin of `sight_of`.
    """
    present = {each.pk: each for each in documents}
    keys = list(present)
    if not keys:
        return {}
    own = set(Composed(_own_of, found, keys=keys))
    arrived = dict(Composed(_arrivals, user, found, keys=keys))
    titles = {key: present[key].title for key in own}
    for key, version, at, title in _versions(keys=keys):
        if key not in own and key in arrived and at <= arrived[key]:
            titles[key] = present[key].title if version == present[key].version_id else title or ""
    return {key: title for key, title in titles.items() if title or key in own}


def handled_matching(
    tasks: QuerySet[DeskTask], wanted: dict[str, Any], user: User, found: list[Identity]
) -> QuerySet[DeskTask]:
    """Return the tasks that the person has closed which fit a list's filter, as selectors.matching does.

    A title is only looked for where the person may read it: what came after the person's last desk finds nothing.
    """
    tasks = matching(tasks, {name: value for name, value in wanted.items() if name != "q"})
    if not (words := wanted.get("q")):
        return tasks
    titled = Document.objects.filter(pk=OuterRef("document"), title__icontains=words)
    own = Exists(titled.filter(_whole(found)))
    sent = DeskTask.objects.filter(_mine(user, found), document=OuterRef("document")).exclude(desk="")
    sent = sent.filter(created__gte=OuterRef("document__version__uploaded_at"))
    return tasks.filter(Q(document__number_text__icontains=words) | own | (Exists(titled) & Exists(sent)))


def _whole(found: list[Identity]) -> Q:
    whole = Q(pk__in=[])
    for identity in found:
        whole |= known_whole(identity)
    return whole


def _mine(user: User, found: list[Identity]) -> Q:
    mine = Q(closed_by=user) | Q(closed_for=user)
    for identity in found:
        mine |= policies.asks(identity)
    return mine


def _own_of(found: list[Identity]) -> QuerySet[Document, int]:
    """Return the keys of the documents, of those that a call names, of which every version may be read."""
    return Document.objects.filter(_whole(found), Among(F("pk"), Slot("keys"))).values_list("pk", flat=True)


def _arrivals(user: User, found: list[Identity]) -> QuerySet[Any, Any]:
    """Return with the key of each document when it last came to a desk of the person."""
    tasks = DeskTask.objects.filter(_mine(user, found), Among(F("document_id"), Slot("keys")))
    arrived: QuerySet[Any, Any] = (
        tasks.exclude(desk="").order_by().values_list("document_id").annotate(last=Max("created"))
    )
    return arrived


_versions = Prepared(
    lambda: (
        Version.objects.filter(Among(F("document_id"), Slot("keys")))
        .order_by("document", "serial")
        .values_list("document_id", "pk", "uploaded_at", "content__title")
    )
)
