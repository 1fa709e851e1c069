"""延期: whoever works on a task asks for more time, the General Office grants or refuses it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from deadlines import services as deadlines
from deadlines.choices import ClockKind
from deadlines.facts import Unit, end_of
from deadlines.limits import LIMITS, budget_for
from deadlines.models import Extension
from deadlines.services import Wish
from workflow import policies
from workflow.models import DeskTask
from workflow.services.held import closed, locked_task

MINUTES = 60


def _open(task_id: int) -> DeskTask:
    task = locked_task(task_id)
    if task.desk not in LIMITS or task.due_on is None:
        raise NotFound
    if task.finished is not None:
        raise closed(task)
    return task


@transaction.atomic
def ask_more_time(*, task_id: int, amount: int, reason: str, by: User, at: datetime) -> Extension:
    """Ask for so many more working days, or hours of work where the desk's time is counted in them.

    Raises NotFound for whoever the task does not ask, TaskClosed, ExtensionUnfit.
    """
    task = _open(task_id)
    identity = policies.acting_as(by, task, office_date(at))
    if identity is None or task.due_on is None:
        raise NotFound
    budget = budget_for(task.desk, task.document.urgency)
    wish = Wish(
        kind=ClockKind.DESK,
        subject_id=task.pk,
        document_id=task.document_id,
        label=str(task.get_desk_display()),
        budget=budget,
        due=task.due_at or end_of(task.due_on),
        amount=amount * MINUTES if budget.unit is Unit.WORKING_MINUTE else amount,
        reason=reason,
    )
    return deadlines.ask_extension(wish=wish, by=by, on_behalf_of=identity.on_behalf_of, at=at)


@transaction.atomic
def decide_more_time(
    *, task_id: int, extension_id: int, grants: bool, answer: str, by: User, at: datetime
) -> Extension:
    """Grant or refuse more time for an open task.

    Raises NotFound for anybody but the General Office of the organ, TaskClosed, ExtensionDecided, ExtensionOwn,
    ExtensionWordsMissing.
    """
    task = _open(task_id)
    asked = Extension.objects.filter(pk=extension_id, kind=ClockKind.DESK, subject_id=task.pk)
    if not policies.may_register(by, task.document) or not asked.exists():
        raise NotFound
    return deadlines.decide_extension(extension_id=extension_id, grants=grants, answer=answer, by=by, at=at)
