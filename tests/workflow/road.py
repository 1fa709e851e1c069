"""A document on its way: drafts with chosen contents, and people who act at the desks, by the desks' services."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import Office, User
from common.clock import office_date
from common.prepared import Prepared, Slot
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Attribute, Stage
from documents.docx import content as contents
from documents.docx.genres import Genre
from documents.docx.model import Content, Draft, Paragraph
from documents.intake import Intake
from documents.models import Document, NumberSeries
from documents.rules import withholds_what_is_due
from documents.services import Elements, Proposal
from interpretation import services as interpretation
from outbox import services as outbox
from review.choices import CONFIDENTIALITY_CHAIN, CONFIRMED_WITHHOLDING, Desk, Verdict
from review.services.opinions import Given
from review.topics import EVERY_HEAD
from tests import ministry
from tests.ministry import NOON
from workflow import policies
from workflow import services as workflow
from workflow.models import DeskTask
from workflow.rehearsal import plan_of
from workflow.services.acts import Act

TITLE = "教育部办公厅关于做好有关工作的通知"
PROACTIVE = Proposal(Attribute.PROACTIVE, (Stage.DECISION,))
INTERNAL = Proposal(
    Attribute.WITHHELD, (Stage.ADMINISTRATION,), "internal_affairs", "属内部工作流程", no_duty_stated=True
)
OPEN_TASKS = Prepared(
    lambda: (
        DeskTask.objects.filter(document_id=Slot("document"), finished__isnull=True)
        .exclude(desk="")
        .select_related("document__version", "cosign")
        .order_by("pk")
    )
)


def file_of(*lines: str, title: str = TITLE, addressees: tuple[str, ...] = ("各直属高校",)) -> Intake:
    """Return a taken-in file with these paragraphs, as if it had been read from Word."""
    content = contents.canonical(Content(title=title, addressees=addressees, blocks=tuple(map(Paragraph, lines))))
    draft = Draft(content=content, genre=Genre.NOTICE, issuing_bodies=("教育部办公厅",))
    return Intake("\n".join((title, *lines)).encode(), "草稿.docx", draft, ())


@dataclass
class Road:
    """The demonstration ministry and a clock; every act takes a minute."""

    at: datetime = NOON
    who: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.who:
            return
        ministry.put(at=self.at)
        self.who = {user.username: user for user in User.objects.select_related("office")}

    def tick(self, **step: Any) -> datetime:
        """Let a minute (or `step`) pass and return the moment."""
        self.at += timedelta(**(step or {"minutes": 1}))
        return self.at

    def office(self, name: str) -> Office:
        """Return the office of this name."""
        return Office.objects.get(name=name)

    def draft(self, *lines: str, by: str = "nigao1", proposal: Proposal | None = PROACTIVE, **flags: Any) -> Document:
        """Return a draft with elements and, unless None, a disclosure decision; `flags` go to the elements."""
        drafter = self.who[by]
        taken = file_of(*(lines or ("现就有关工作通知如下。",)))
        document = documents.create_draft(taken=taken, by=drafter, at=self.tick())
        with transaction.atomic():
            held = documents_of.locked(document.pk)
            documents.revise(document=held, elements=self.elements(held, **flags), by=drafter, at=self.tick())
            if proposal is not None:
                documents.decide_disclosure(document=held, proposal=proposal, by=drafter, at=self.tick())
            if held.is_policy and proposal is PROACTIVE:
                interpretation.save_plan(document=held, data=plan_of(held), by=drafter, at=self.tick())
        return documents_of.whole(document.pk)

    def elements(self, document: Document, **flags: Any) -> Elements:
        """Return the elements of a notice to all universities, with the changes."""
        base: dict[str, Any] = {
            "title": document.title,
            "genre": "通知",
            "direction": "down",
            "issuing_body": "教育部办公厅",
            "addressees": tuple(document.addressees),
            "series": NumberSeries.objects.get(code="教办厅"),
        }
        return Elements(**base | flags)

    def submit(self, document: Document, note: str = "") -> Any:
        """Hand the draft in by its drafter."""
        return workflow.submit(document_id=document.pk, note=note, by=document.drafter, at=self.tick())

    def open_desks(self, document: Document) -> list[str]:
        """Return the desks at which the document waits, in the order in which they were opened."""
        return [task.desk for task in self.open_tasks(document)]

    def open_tasks(self, document: Document) -> list[DeskTask]:
        """Return the open tasks of the document."""
        return OPEN_TASKS(document=document.pk)

    def task(self, document: Document, desk: Desk) -> DeskTask:
        """Return the open task at the desk."""
        return next(task for task in self.open_tasks(document) if task.desk == desk)

    def someone(self, task: DeskTask) -> User:
        """Return the first person whom the task asks and who may judge it."""
        person = policies.candidates(task).first()
        assert person is not None, f"nobody for {task.desk}"
        return person

    def act(
        self,
        document: Document,
        desk: Desk,
        *,
        by: str | None = None,
        verdict: str = "",
        text: str = "",
        token: str | None = None,
    ) -> Document:
        """Decide at the desk, favourably unless told otherwise, and let the worker do what follows."""
        task = self.task(document, desk)
        self.decide(task, self.favourable(task, verdict, text), self.who[by] if by else self.someone(task), token)
        return documents_of.whole(document.pk)

    def decide(self, task: DeskTask, act: Act, by: User, token: str | None = None) -> None:
        """Let the person decide the task, and the worker do what follows."""
        workflow.decide(task_id=task.pk, token=token, act=act, by=by, at=self.tick())
        self.work()

    def favourable(self, task: DeskTask, verdict: str = "", text: str = "") -> Act:
        """Return what a content person gives at the desk of the task."""
        document = documents_of.whole(task.document_id)
        signed = office_date(document.signoff.signed_at) if document.signoff else None
        if task.desk in CONFIDENTIALITY_CHAIN:
            judged = document.judged_decision
            public = judged is not None and judged.attribute == Attribute.PROACTIVE
            verdict = verdict or (Verdict.MAY_PUBLISH if public else Verdict.NOT_PUBLIC)
            return Act(Given(verdict, text or "已审", EVERY_HEAD))
        decision = document.decision_facts()
        due = task.desk == Desk.DISCLOSURE_CHECK and decision is not None and withholds_what_is_due(decision)
        given = Given(verdict or Verdict.AGREE, text, (CONFIRMED_WITHHOLDING,) if due else ())
        return Act(given, series=document.series, issued_on=signed)

    def work(self) -> None:
        """Let the worker do all that waits in the outbox."""
        outbox.run_all(self.tick())

    def walk(self, document: Document, until: Desk | None = None) -> Document:
        """Let everybody agree until the document waits at the desk, or until nobody is asked any more."""
        while tasks := self.open_tasks(document):
            ahead = [task for task in tasks if task.desk != until]
            if not ahead:
                break
            self.decide(ahead[0], self.favourable(ahead[0]), self.someone(ahead[0]))
        return documents_of.whole(document.pk)
