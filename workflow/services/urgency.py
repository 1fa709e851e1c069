"""改紧急程度 by the General Office: the document's, and with it the time limits of the desks at which it lies."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.errors import NotFound
from deadlines import services as deadlines
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from workflow import policies
from workflow.announcing import URGED, concerned, tell
from workflow.services.claims import open_task


@transaction.atomic
def set_urgency(*, task_id: int, urgency: str, reason: str, batch: str = "", by: User, at: datetime) -> Document:
    """Change how urgent the document of an open task is; every open desk of it is due as if it had always been so.

    Whoever has to act at the task is told. Raises NotFound, TaskClosed, UrgencyFixed, UrgencyAlready,
    UrgencyUnexplained.
    """
    task = open_task(task_id)
    document = documents_of.locked(task.document_id)
    if not policies.may_register(by, document):
        raise NotFound
    documents.set_urgency(document=document, urgency=urgency, reason=reason, by=by, at=at)
    deadlines.recount_document(document_id=document.pk, at=at)
    what = f"将紧急程度改为“{document.get_urgency_display()}”，办理时限随之变动："
    tell(people=concerned(task, at), kind=URGED, task=task, what=what, by=by, at=at, batch=batch)
    return document
