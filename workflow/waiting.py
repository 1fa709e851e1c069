"""等谁、等什么: for whom or what each row of the board waits, and what nobody in the house can move on by hand."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from common.clock import office_date, office_text
from common.composed import Composed
from common.prepared import Among, Prepared, Slot
from review.choices import Desk, Verdict
from review.consultation_selectors import standing_now, unsettled
from review.consulting import SETTLED
from review.models import Consultation, Opinion, OutsideAnswer
from workflow.eligible import candidates_of
from workflow.models import DeskTask

STOPPED_BY_CONSULTATION = (Desk.OFFICE_CHECK, Desk.SIGN, Desk.RELEASE)  # review.consultation_rules
MOST_CONSULTATIONS = 400


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many may take the task (None: somebody holds it or is named), and what else it waits for, in words."""

    able: int | None
    reasons: tuple[str, ...]


def open_doubts() -> QuerySet[Opinion]:
    """Return the leaders' opinions that could not determine and that nobody outside has answered yet (R18)."""
    answers = OutsideAnswer.objects.filter(opinion=OuterRef("pk"))
    doubts = Opinion.objects.filter(desk=Desk.CONFIDENTIALITY_LEADER, verdict=Verdict.CANNOT_DETERMINE)
    return doubts.filter(~Exists(answers), superseded_at__isnull=True)


_doubts_of = Prepared(
    lambda: open_doubts().filter(Among(F("document_id"), Slot("documents"))).values_list("document_id", "at")
)


def is_stuck(at: datetime | Slot) -> Q:
    """Return the condition on tasks with `stranded` (policies.nobody_left) that wait for what no urging brings.

    Nobody is left to act; a consultation is open that the desk has to wait for; an answer from outside is due;
    the document must not go out yet.
    """
    consulting = Exists(unsettled().filter(document=OuterRef("document")))
    doubted = Exists(open_doubts().filter(document=OuterRef("document"), at__gte=OuterRef("created")))
    return (
        Q(stranded=True)
        | (Q(desk__in=STOPPED_BY_CONSULTATION) & consulting)
        | (Q(desk=Desk.CONFIDENTIALITY_LEADER) & doubted)
        | Q(desk=Desk.RELEASE, document__not_before__gt=at)
    )


def waiting_of(tasks: Collection[DeskTask], at: datetime) -> dict[int, Waiting]:
    """Return for what each task waits, by its id; four queries, however many tasks (`document__version` loaded)."""
    if not tasks:
        return {}
    free = [task for task in tasks if not task.owner_id and not task.person_id]
    able = candidates_of(free)
    documents = {task.document_id for task in tasks}
    consulted = _consultations(documents, at)
    doubts = set(_doubts_of(documents=list(documents)))
    found = {}
    for task in tasks:
        doubted = any(pk == task.document_id and moment >= task.created for pk, moment in doubts)
        reasons = [*consulted[task.document_id], *_outside(task, doubted), *_embargo(task, at)]
        found[task.pk] = Waiting(len(able[task.pk]) if task.pk in able else None, tuple(reasons))
    return found


def _unsettled_of() -> QuerySet[Consultation]:
    return unsettled().filter(Among(F("document_id"), Slot("documents")))


def _consultations(documents: set[int], at: datetime) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Composed(_unsettled_of, documents=list(documents))
    for each in standing_now(rows, office_date(at), MOST_CONSULTATIONS):
        if each.standing not in SETTLED:
            found[each.consultation.document_id].append(
                f"征求{each.consultation.get_kind_display()}意见：{each.standing}"
            )
    return found


def _outside(task: DeskTask, doubted: bool) -> list[str]:
    return ["领导无法确定，等外部答复"] if doubted and task.desk == Desk.CONFIDENTIALITY_LEADER else []


def _embargo(task: DeskTask, at: datetime) -> list[str]:
    until = task.document.not_before
    return [f"不早于 {office_text(until)} 公开"] if task.desk == Desk.RELEASE and until and until > at else []
