"""What the board holds in typed words goes with a document's content (R12)."""

from django.http import QueryDict

from documents.models import Document
from documents.services.erasure import ERASED_TITLE, also_erases
from notices import services as notices
from workflow.models import BulkAct, SavedFilter

TYPED = "q"  # what was looked for: words of a title


@also_erases
def erase(document: Document) -> None:
    """Empty the words of acts on its rows and the urging told of it, and forget what filters looked for.

    Of the words in saved filters nobody knows whose title they are from, so all of them go; a filter that asked for
    nothing else goes with them.
    """
    acts = list(BulkAct.objects.filter(rows__task__document=document).values_list("pk", flat=True).distinct())
    BulkAct.objects.filter(pk__in=acts).exclude(words="").update(words=ERASED_TITLE)
    notices.erase_typed(about=document.pk, keys=[f"bulk:{pk}" for pk in acts])
    for saved in SavedFilter.objects.select_for_update().filter(query__contains=f"{TYPED}=").order_by("pk"):
        _forget(saved)


def _forget(saved: SavedFilter) -> None:
    query = QueryDict(saved.query, mutable=True)
    query.pop(TYPED, None)
    saved.query = query.urlencode()
    if saved.query:
        saved.save(update_fields=["query"])
    else:
        saved.delete()
