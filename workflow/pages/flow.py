"""The picture of the process: what is done, where the document lies now, what still comes (components/flow.html)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import Office
from documents.choices import Attribute, Status
from documents.models import Document
from review import validity
from review.choices import CONFIDENTIALITY_CHAIN, Desk
from review.models import Cosign, CosignRound, Opinion
from review.selectors import Case
from workflow.models import DeskTask

AFTER_SIGNATURE = frozenset({Status.SIGNED, Status.ISSUED, Status.PUBLISHED, Status.FILED, Status.RETRACTED})
AFTER_NUMBER = AFTER_SIGNATURE - {Status.SIGNED}
OVER = frozenset({Status.PUBLISHED, Status.FILED, Status.RETRACTED})
JOBS = {"typeset", "final_check"}
WAITING, CURRENT, DONE, SKIPPED, RETURNED = "waiting", "current", "done", "skipped", "returned"


@dataclass(frozen=True, slots=True)
class Signers:
    """The co-signing offices: their names by id, and the office first asked by the id of each row of a round."""

    names: dict[int, str]
    origins: dict[int, int]


def signers_of(offices: Iterable[Office], rounds: list[tuple[CosignRound, list[Cosign]]]) -> Signers:
    """Return the offices as the picture needs them; a transferred or lent row answers for the first one asked."""
    origins: dict[int, int] = {}
    for _round, found in rounds:
        for row in found:  # a row comes after the one that it came from
            origins[row.pk] = origins.get(row.came_from_id or 0, row.office_id)
    return Signers({office.pk: office.label for office in offices}, origins)


def stages(document: Document, case: Case, tasks: list[DeskTask], signers: Signers) -> list[dict[str, Any]]:
    """Return the stages in the order of the flow."""
    if document.status == Status.DISCARDED:
        return []
    picture = _Picture(document, case, tasks, signers)
    return [
        picture.draft(),
        picture.opinion(Desk.DIVISION_CHECK),
        picture.parallel(),
        picture.opinion(Desk.OFFICE_CHECK),
        picture.act(Desk.SIGN, AFTER_SIGNATURE),
        picture.act(Desk.REGISTER, AFTER_NUMBER),
        picture.check(),
        picture.release(),
        picture.archive(),
    ]


class _Picture:
    """What the stages are drawn from: the document, opinions in force, open tasks by desk."""

    def __init__(self, document: Document, case: Case, tasks: list[DeskTask], signers: Signers) -> None:
        self.document, self.case, self.tasks, self.signers = document, case, tasks, signers
        self.open: dict[str, list[DeskTask]] = {}
        for task in tasks:
            if task.is_open:
                self.open.setdefault(task.desk, []).append(task)

    def draft(self) -> dict[str, Any]:
        """Return the drafter's stage, which comes back after a return."""
        task = self._task(Desk.REVISE)
        state = DONE
        if self.document.status == Status.DRAFT:
            state = RETURNED if task else CURRENT
        who = self.document.drafter.full_name
        return {"label": "拟稿", "state": state, "who": who, "since": task.created if task else None}

    def opinion(self, desk: Desk) -> dict[str, Any]:
        """Return a stage that is done when an opinion of the desk is in force."""
        return self._stage(desk, validity.answered(self.case.held, desk))

    def act(self, desk: Desk, statuses: Iterable[str]) -> dict[str, Any]:
        """Return a stage that is done when the document has one of the statuses; a number is given once."""
        again = self.document.proposed_id is not None and desk != Desk.REGISTER
        return self._stage(desk, self.document.status in statuses and not again)

    def _stage(self, desk: Desk, is_done: bool) -> dict[str, Any]:
        task = self._task(desk)
        if task:
            return {"label": desk.label, "state": CURRENT, "who": _holder(task), "since": task.created}
        last = self._last(desk) if is_done else None
        return {"label": desk.label, "state": DONE if is_done else WAITING} | _by(last)

    def parallel(self) -> dict[str, Any]:
        """Return the desks that work side by side, as one group."""
        desks = [self._desk(desk) for desk in validity.parallel_desks(self.case.present)] + [self._chain()]
        desks += [self._office(pk) for pk in sorted(self.case.present.cosign_offices)]
        done = sum(desk["state"] in {DONE, SKIPPED} for desk in desks)
        state = CURRENT if any(desk["state"] == CURRENT for desk in desks) else DONE if done == len(desks) else WAITING
        return {"label": "并行审核", "state": state, "desks": desks, "done": done, "total": len(desks)}

    def _desk(self, desk: Desk) -> dict[str, Any]:
        return self._stage(desk, validity.answered(self.case.held, desk))

    def _chain(self) -> dict[str, Any]:
        """Return the confidentiality review as one desk with its present level."""
        level = next((desk for desk in CONFIDENTIALITY_CHAIN if self._task(desk)), None)
        if level:
            return self._stage(level, False)
        is_done = validity.chain_is_complete(list(self.case.chain), self.case.present.attribute)
        last = self.case.chain[-1] if is_done else None
        return {"label": "保密审查", "state": DONE if is_done else WAITING} | _by(last)

    def _office(self, office_id: int) -> dict[str, Any]:
        asked = self.open.get(Desk.DEPARTMENT_COSIGN, [])
        task = next((t for t in asked if self.signers.origins.get(t.cosign_id or 0) == office_id), None)
        label = f"会签·{self.signers.names.get(office_id, '')}"
        if task:
            return {"label": label, "state": CURRENT, "who": _holder(task), "since": task.created}
        given = [o for o in self.case.held if o.desk == Desk.DEPARTMENT_COSIGN and o.office_id == office_id]
        if self.case.present.emergency and not given:
            return {"label": label, "state": SKIPPED, "who": "事后补齐", "since": None}
        return {"label": label, "state": DONE if given else WAITING} | _by(given[-1] if given else None)

    def check(self) -> dict[str, Any]:
        """Return the worker's stage between number and release."""
        if job := self._job(JOBS):
            return {"label": "排版核验", "state": CURRENT, "who": "系统", "since": job.created}
        over = self.document.status in OVER and self.document.proposed_id is None
        passed = over or bool(self._task(Desk.RELEASE)) or bool(self._job({"publish"}))
        return {"label": "排版核验", "state": DONE if passed else WAITING}

    def release(self) -> dict[str, Any]:
        """Return where the document goes: to the portal, or on file."""
        decision = self.document.judged_decision
        if decision and decision.attribute != Attribute.PROACTIVE:
            filed = self.document.status in OVER
            return {"label": "归存（不公开）", "state": DONE if filed else WAITING}
        if self.document.led_by:
            filed = self.document.status in OVER
            return {"label": "归存（牵头机关公开）", "state": DONE if filed else WAITING}
        if job := self._job({"publish"}):
            return {"label": "公开发布", "state": CURRENT, "who": "系统", "since": job.created}
        return self.act(Desk.RELEASE, OVER)

    def _job(self, names: set[str]) -> DeskTask | None:
        return next((t for t in self.tasks if t.is_open and t.flow_task.name in names), None)

    def archive(self) -> dict[str, Any]:
        """Return what follows the release."""
        closed = any(t.desk == Desk.ARCHIVE and t.closed_by_id for t in self.tasks)
        is_done = closed and self.document.proposed_id is None
        following = self._task(Desk.FOLLOW_UP)
        if following:
            return {"label": "跟踪、归档", "state": CURRENT, "who": _holder(following), "since": following.created}
        return self._stage(Desk.ARCHIVE, is_done)

    def _task(self, desk: Desk) -> DeskTask | None:
        return next(iter(self.open.get(desk, [])), None)

    def _last(self, desk: Desk) -> Opinion | DeskTask | None:
        given = [o for o in self.case.held if o.desk == desk]
        closed = [t for t in self.tasks if t.desk == desk and t.closed_by_id]
        return given[-1] if given else closed[-1] if closed else None


def _holder(task: DeskTask) -> str:
    if task.owner:
        return task.owner.full_name
    return task.person.full_name if task.person else ""


def _by(done: Any) -> dict[str, Any]:
    if isinstance(done, Opinion):
        return {"who": done.by.full_name, "since": done.at}
    if isinstance(done, DeskTask):
        return {"who": done.closed_by.full_name if done.closed_by else "", "since": done.finished}
    return {"who": "", "since": None}
