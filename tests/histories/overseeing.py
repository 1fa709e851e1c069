"""What people try over others' work: another urgency, more time, another holder, and publicity for what is on file."""

from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.roles import Role
from deadlines.models import Extension
from documents.choices import Status, Urgency
from documents.models import Document
from tests.histories.trying import PERSON, PROACTIVE, SOME, WORDS
from workflow import services as workflow
from workflow.models import BulkAct, BulkKind
from workflow.services import Order


class Overseeing:
    """Rules of the histories; the machine gives `it` (the ministry), `task` and `attempt`."""

    it: Any
    task: Any
    attempt: Any

    def _holder(self, role: Role, by: str, fit: bool) -> str:
        return next((name for name in sorted(self.it.who) if fit and self.it.holds(name, role)), by)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), urgency=st.sampled_from(Urgency.values), why=WORDS)
    def change_the_urgency(self, some, by, fit, urgency, why):
        if task := self.task(some):
            by = self._holder(Role.OFFICE_SECRETARY, by, fit)
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            done = self.attempt(workflow.set_urgency, task_id=task.pk, urgency=urgency, reason=why, **who)
            assert not done or self.it.holds(by, Role.OFFICE_SECRETARY)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), amount=st.integers(0, 9), why=WORDS, grants=st.booleans())
    def ask_for_more_time(self, some, by, fit, amount, why, grants):
        if task := self.task(some):
            asking = {"by": self.it.fresh(by), "at": self.it.tick()}
            self.attempt(workflow.ask_more_time, task_id=task.pk, amount=amount, reason=why, **asking)
            asked = Extension.objects.filter(subject_id=task.pk).order_by("pk").last()
            by = self._holder(Role.OFFICE_SECRETARY, by, fit)
            who = {"task_id": task.pk, "by": self.it.fresh(by), "at": self.it.tick()}
            given = {"extension_id": asked.pk if asked else 0, "grants": grants, "answer": why}
            done = self.attempt(workflow.decide_more_time, **given, **who)
            assert not done or (self.it.holds(by, Role.OFFICE_SECRETARY) and who["by"].pk != asked.asked_by_id)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), to=PERSON, back=st.booleans())
    def give_to_another(self, some, by, fit, to, back):
        if task := self.task(some):
            by = self._holder(Role.OFFICE_SECRETARY, by, fit)
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            people = (self.it.fresh(to),)
            order = Order(nonce=uuid4(), kind=BulkKind.REASSIGN, task_ids=[task.pk], people=people)
            bulk = self.attempt(workflow.act_on_rows, order=order, **who)
            assert not isinstance(bulk, BulkAct) or self.it.holds(by, Role.OFFICE_SECRETARY)
            if back and isinstance(bulk, BulkAct):
                self.attempt(workflow.undo, bulk_id=bulk.pk, by=who["by"], at=self.it.tick())

    @rule(some=SOME, by=PERSON, fit=st.booleans(), why=WORDS)
    def turn_what_is_on_file_public(self, some, by, fit, why):
        filed = list(Document.objects.filter(status=Status.FILED).select_related("drafter").order_by("pk"))
        if not filed:
            return
        document, by = filed[some % len(filed)], self._holder(Role.DISCLOSURE_OFFICER, by, fit)
        who = {"document_id": document.pk, "by": self.it.fresh(by), "at": self.it.tick()}
        given = {"proposal": PROACTIVE, "proposed_by": document.drafter, "why": why}
        done = self.attempt(workflow.reopen_disclosure, **given, **who)
        assert not done or self.it.holds(by, Role.DISCLOSURE_OFFICER) or self.it.stands
        assert not done or document.drafter_id != who["by"].pk

    @rule(some=SOME, by=PERSON, why=WORDS)
    def leave_it_on_file(self, some, by, why):
        known = list(Document.objects.filter(status__in=[Status.FILED, Status.ISSUED]).order_by("pk"))
        if known:
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            self.attempt(workflow.stop_reopening, document_id=known[some % len(known)].pk, reason=why, **who)
