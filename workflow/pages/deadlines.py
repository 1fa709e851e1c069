"""如何计算: the page that explains one deadline of a document (templates/workflow/deadline.html)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse

from accounts.models import User
from common.clock import OFFICE_ZONE, office_date
from common.errors import NotFound
from common.forms import RuledForm
from deadlines import selectors as deadlines
from deadlines.calendar import Calendar
from deadlines.choices import ClockKind, ExtensionState
from deadlines.clocks import CLOCKS
from deadlines.explaining import Explanation, Reckoning, explain, sentence_of
from deadlines.facts import BY_MINUTES, UNIT_NAMES, Budget, CalendarFacts, Stop, Unit, end_of
from deadlines.lights import HourLight, Light, light_of, light_of_hours
from deadlines.limits import CONSULTATIONS, LIMITS, budget_for
from deadlines.models import Crossing, Extension
from deadlines.rules import is_by_the_present_calendar
from documents.choices import Attribute
from documents.models import Document
from publication.clocks import NOT_PUBLIC_YET, clock_of, light_on
from review.choices import ConsultStep
from review.clocks import NEAR_HOURS
from review.consulting import last_of
from review.emergencies import emergencies_of
from workflow import policies
from workflow.clocks import light_of_task
from workflow.forms.extensions import AskForm, DecideForm
from workflow.models import DeskTask
from workflow.pages.consultations import LIT
from workflow.policies import Identity
from workflow.services.consultations import OpenedConsultation

Lit = Light | HourLight | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One deadline: what it is called, from what it is counted, the day and version that are stored (None: it is
    computed whenever somebody looks), its light while it runs, and when it was done."""

    kind: ClockKind
    subject_id: int
    label: str
    reckoning: Reckoning
    light: Lit = None
    stored_on: date | None = None
    stored_version: int | None = None
    done_at: datetime | None = None
    task: DeskTask | None = None

    @property
    def unit(self) -> str:
        """Return in what more time is asked for: hours where minutes of work are counted."""
        unit = self.reckoning.budget.unit
        return "工作小时" if unit is Unit.WORKING_MINUTE else UNIT_NAMES[unit].removeprefix("个")


def of_task(document: Document, subject_id: int, at: datetime, calendar: Calendar) -> Asked:
    """Return the deadline of a desk's task. Raises NotFound, also where the desk has no limit."""
    task = DeskTask.objects.filter(document=document, pk=subject_id, desk__in=list(LIMITS)).first()
    if task is None or task.due_on is None:
        raise NotFound
    limit, budget = LIMITS[task.desk], budget_for(task.desk, document.urgency)
    stops = deadlines.stops_of(document.pk) if limit.waits else []
    label = str(task.get_desk_display())
    began = f"“{label}”环节收到"
    more = deadlines.granted(ClockKind.DESK, [task.pk]).get(task.pk, 0)
    reckoning = Reckoning(task.created, began, budget, limit.basis, _since(stops, task.created), more)
    light = light_of_task(task, at, calendar) if task.is_open else None
    kind, stored = ClockKind.DESK, (task.due_on, task.due_version)
    return Asked(kind, task.pk, label, reckoning, light, *stored, task.finished, task)


def _since(stops: Iterable[Stop], start: datetime) -> tuple[Stop, ...]:
    return tuple(each for each in stops if each.end > start)


def of_publication(document: Document, subject_id: int, at: datetime, calendar: Calendar) -> Asked:
    """Return the deadline of the publication. Raises NotFound where there is none."""
    clock = clock_of(document) if subject_id == document.pk else None
    if clock is None or document.decision is None or document.decision.attribute != Attribute.PROACTIVE:
        raise NotFound
    starts = CLOCKS["publication"].starts if clock.general else "目录所列起算日"
    reckoning = Reckoning(_noon(clock.begins), starts, clock.budget, clock.basis)
    lit = light_on(document, office_date(at)) if document.status in NOT_PUBLIC_YET else None
    return Asked(ClockKind.PUBLICATION, document.pk, "公开发布", reckoning, lit)


def of_emergency(document: Document, subject_id: int, at: datetime, calendar: Calendar) -> Asked:
    """Return the five hours of an emergency. Raises NotFound."""
    found = next((each for each in emergencies_of(document.pk) if each.pk == subject_id), None)
    if found is None:
        raise NotFound
    clock = CLOCKS["emergency"]
    starts = "事件发生" if found.happened_at else "决定紧急公开；事件发生时间未填明"
    reckoning = Reckoning(found.began_at, starts, clock.budget, clock.basis)
    due = explain(reckoning, calendar=calendar, hours=deadlines.office_hours(), names={}).due.moment
    light = light_of_hours(due, at, near=NEAR_HOURS) if found.decided_at is None else None
    return Asked(ClockKind.EMERGENCY, found.pk, clock.name, reckoning, light)


ASKED: dict[str, Callable[[Document, int, datetime, Calendar], Asked]] = {
    ClockKind.DESK: of_task,
    ClockKind.PUBLICATION: of_publication,
    ClockKind.EMERGENCY: of_emergency,
}


def of_consultation(opened: OpenedConsultation, at: datetime, calendar: Calendar) -> Asked:
    """Return the deadline for the answer of whoever is consulted. Raises NotFound before the letter was received."""
    found = opened.found
    row, receipt = found.consultation, last_of(found.steps, ConsultStep.RECEIVED)
    if receipt is None or receipt.due_on is None:
        raise NotFound
    clock = CONSULTATIONS[row.kind]
    reckoning = Reckoning(_noon(receipt.day), clock.starts, clock.budget, clock.basis)
    light = light_of(receipt.due_on, office_date(at), calendar=calendar, provisional=receipt.due_is_provisional)
    answer = last_of(found.steps, ConsultStep.ANSWERED)
    done = _noon(answer.day) if answer else None
    kind, stored, label = ClockKind.CONSULTATION, (receipt.due_on, receipt.due_version), f"{clock.name}的答复"
    return Asked(kind, row.pk, label, reckoning, light if found.standing in LIT else None, *stored, done)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), OFFICE_ZONE)


def deadline_page(document: Document, asked: Asked, calendar: Calendar) -> dict[str, Any]:
    """Return the context of the explanation: three queries."""
    reckoning, hours = asked.reckoning, deadlines.office_hours()
    rough = explain(reckoning, calendar=calendar, hours=hours, names={})
    names = deadlines.named_days(office_date(reckoning.start), rough.due.on, document.lead_office.path)
    found = explain(reckoning, calendar=calendar, hours=hours, names=names)
    version = asked.stored_version or found.due.version
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
        "label": asked.label,
        "now": asked.light,
        "basis": reckoning.basis,
        "sentence": sentence_of(reckoning, found),
        "reckoning": reckoning,
        "budget": reckoning.budget.words,
        "more": Budget(reckoning.more, reckoning.budget.unit).words if reckoning.more else "",
        "by_minutes": reckoning.budget.unit in BY_MINUTES,
        "due": found.due,
        "days": found.days,
        "unit": UNIT_NAMES[reckoning.budget.unit],
        "stale": asked.stored_on is not None and asked.done_at is None and asked.stored_on != found.due.on,
        "stored_on": asked.stored_on,
        "version": version,
        "present_version": calendar.version,
        "outdated": not is_by_the_present_calendar(CalendarFacts(version, calendar.version)),
        "done_at": asked.done_at,
        "late": asked.done_at is not None and asked.done_at >= (_moment(asked, found)),
        "crossings": [_crossing(each) for each in deadlines.crossings_on(asked.kind, asked.subject_id)],
    }


def _moment(asked: Asked, found: Explanation) -> datetime:
    """Return when the time was over: by the day that is stored, which was in force when it was done."""
    return end_of(asked.stored_on) if asked.stored_on and found.due.at is None else found.due.moment


def extensions_shown(
    document: Document, asked: Asked, found: list[Identity], refused: RuledForm | None, *, by: User, at: datetime
) -> dict[str, Any]:
    """Return the requests for more time, and the form of whoever may ask (until the limit is over) or decide;
    `refused` was not taken and is shown again whatever has become of the deadline."""
    task = asked.task
    if task is None or task.due_on is None:
        return {"extensions": []}
    rows = deadlines.extensions_of(ClockKind.DESK, task.pk)
    waiting = next((each for each in rows if each.state == ExtensionState.ASKED), None)
    used = any(each.state != ExtensionState.REFUSED for each in rows)
    may_ask = task.is_open and not used and policies.first_fit(found, task) is not None
    may_decide = task.is_open and waiting is not None and policies.may_register(by, document)
    own = waiting is not None and by.pk in {waiting.asked_by_id, waiting.asked_for_id}
    unit, is_late = asked.reckoning.budget.unit, at >= (task.due_at or end_of(task.due_on))
    fresh = AskForm(unit=asked.unit) if may_ask and not is_late else None
    return {
        "extensions": [_extension(each, unit) for each in rows],
        "waiting": waiting if may_decide and not own else None,
        "ask_form": refused if isinstance(refused, AskForm) else fresh,
        "too_late": may_ask and is_late,
        "decide_form": refused if isinstance(refused, DecideForm) else DecideForm(),
    }


def _extension(row: Extension, unit: Unit) -> dict[str, Any]:
    behalf = f"（代{row.asked_for.full_name}）" if row.asked_for else ""
    return {
        "more": Budget(row.amount, unit).words,
        "reason": row.reason,
        "by": row.asked_by.full_name + behalf,
        "at": row.asked_at,
        "state": row.state,
        "state_label": row.get_state_display(),
        "decided_by": row.decided_by.full_name if row.decided_by else "",
        "decided_at": row.decided_at,
        "answer": row.answer,
    }


def _crossing(crossing: Crossing) -> dict[str, Any]:
    return {"at": crossing.at, "word": crossing.get_rung_display(), "look": crossing.colour, "due": crossing.due_on}
