"""What supervision holds in words about a document goes with the document's content (R12)."""

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from documents.models import Document
from documents.services.erasure import ERASED_TITLE, also_erases
from oversight.models import AskedFor, CardStep, SelfCheckItem


@also_erases
def erase(document: Document) -> None:
    """Empty the reasons of self-checks, the words about cards, and the name under which it was applied for."""
    items = SelfCheckItem.objects.filter(document=document)
    items.exclude(reason="").update(reason=ERASED_TITLE)
    items.exclude(remark="").update(remark=ERASED_TITLE)
    CardStep.objects.filter(card__incident__document=document).exclude(text="").update(text=ERASED_TITLE)
    named = Concat(Value(ERASED_TITLE), Cast("pk", CharField()))  # a name stands once in a year
    AskedFor.objects.filter(document=document).exclude(title="").update(title=named)
