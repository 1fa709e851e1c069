"""A document on its way to a second signature."""

from django.db import transaction

from documents import selectors as documents_of
from documents import services as documents
from review.choices import Desk, Resume
from tests.workflow.road import INTERNAL, file_of
from workflow import services as workflow
from workflow.services.returns import Back

TEXT = "通知如下,请执行。"
TYPOGRAPHIC, SUBSTANTIVE = "通知如下， 请执行。", "通知如下，请照办。"


def signed_and_returned(road, new, **flags):
    """Return a document that was signed by qianfa1, went back, got the new text, and waits to be signed again."""
    document = road.draft(TEXT, proposal=INTERNAL, **flags)
    road.submit(document)
    road.walk(document, until=Desk.SIGN)
    road.act(document, Desk.SIGN, by="qianfa1")
    task = road.task(document, Desk.REGISTER)
    back = Back(Desk.REVISE, "wording", "复核发现问题", Resume.DIRECT)
    workflow.give_back(task_id=task.pk, token=None, back=back, by=road.someone(task), at=road.tick())
    with transaction.atomic():
        held = documents_of.locked(document.pk)
        documents.replace_text(document=held, taken=file_of(new), by=road.who["nigao1"], at=road.tick())
    road.submit(document)
    road.walk(document, until=Desk.SIGN)
    return documents_of.whole(document.pk)
