"""What documents are called for a person: by the title of the version that the person may read last."""

from collections.abc import Sequence

from django.db.models import Max, Q

from accounts.models import User
from documents.models import Document, Version
from workflow import policies
from workflow.models import DeskTask
from workflow.policies import Identity
from workflow.selectors import known_whole


def titles_read(documents: Sequence[Document], user: User, found: list[Identity]) -> dict[int, str]:
    """Return the present title, or that of the older version which was sent to the person's desks last.

    A document of which no version with a title was sent is left out (three queries). The twin of `sight_of`.
    """
    keys, whole = [each.pk for each in documents], Q(pk__in=[])
    mine = Q(closed_by=user) | Q(closed_for=user)
    for identity in found:
        whole |= known_whole(identity)
        mine |= policies.asks(identity)
    own = set(Document.objects.filter(whole, pk__in=keys).values_list("pk", flat=True))
    tasks = DeskTask.objects.filter(mine, document__in=keys).exclude(desk="").order_by()
    arrived = dict(tasks.values_list("document").annotate(last=Max("created")))
    versions = Version.objects.filter(document__in=keys).order_by("document", "serial")
    present = {each.pk: each for each in documents}
    titles = {key: present[key].title for key in own}
    for key, version, at, title in versions.values_list("document", "pk", "uploaded_at", "content__title"):
        if key not in own and key in arrived and at <= arrived[key]:
            titles[key] = present[key].title if version == present[key].version_id else title or ""
    return {key: title for key, title in titles.items() if title or key in own}
