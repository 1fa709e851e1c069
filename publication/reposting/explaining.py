"""如何计算: the 24 hours of a re-posting task, hour by hour."""

from datetime import datetime
from typing import Any

from deadlines import selectors as deadlines
from deadlines.choices import ClockKind
from deadlines.explaining import Reckoning, explain, sentence_of
from deadlines.facts import BY_MINUTES
from publication.models import RepostTask
from publication.reposting import hours
from publication.reposting.choices import RepostState

FOUND = "发现；来源没有注明公布时间，或者注明的时间在发现之后"
DONE = {
    RepostState.PUBLISHED: "published_at",
    RepostState.DECLINED: "decided_at",
    RepostState.WITHDRAWN: "published_at",
}


def deadline_page(task: RepostTask, at: datetime) -> dict[str, Any]:
    """Return the context of the explanation (templates/publication/repost_deadline.html)."""
    start, clock = task.due_at - hours.LIMIT, hours.CLOCK
    reckoning = Reckoning(start, clock.starts if start == task.announced_at else FOUND, clock.budget, clock.basis)
    calendar = deadlines.calendar()
    found = explain(reckoning, calendar=calendar, hours=deadlines.office_hours(), names={})
    done = getattr(task, DONE[RepostState(task.state)]) if task.state in DONE else None
    return {
        "task": task,
        "now": None if done else hours.light_of(task.due_at, at),
        "done_at": done,
        "late": done is not None and done > task.due_at,
        "sentence": sentence_of(reckoning, found),
        "reckoning": reckoning,
        "budget": reckoning.budget.words,
        "basis": reckoning.basis,
        "due": found.due,
        "days": found.days,
        "by_minutes": reckoning.budget.unit in BY_MINUTES,
        "crossings": [
            {"at": each.at, "word": each.get_rung_display(), "look": each.colour, "due": each.due_on}
            for each in deadlines.crossings_on(ClockKind.REPOST, task.pk)
        ],
    }
