"""What people try about the moment of a release: orders, embargoes, emergencies, at every moment and by anybody."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.roles import Role
from documents.choices import Status
from publication.facts import Timing
from publication.schedules import open_schedule
from review.choices import Desk, Verdict
from review.emergency_rules import RATIFYING, REFUSING
from review.models import Emergency, SkippedCosign
from tests.histories.trying import PERSON, SOME, WORDS
from workflow import services as workflow
from workflow.models import DeskTask

AFTER = st.sampled_from([-10, 2, 30, 60 * 24 * 60])  # minutes


class Releasing:
    """Rules of the histories; the machine gives `it` (the ministry) and what else is named here."""

    it: Any
    document: Any
    attempt: Any
    eligible: Any
    decide: Any
    act: Any
    word: Any

    @rule(some=SOME, by=PERSON, fit=st.booleans(), after=AFTER, why=WORDS)
    def order(self, some, by, fit, after, why):
        tasks = list(DeskTask.objects.filter(desk=Desk.RELEASE, finished__isnull=True).select_related("document"))
        if not tasks:
            return
        task = tasks[some % len(tasks)]
        by = (self.eligible(task, some) if fit else by) or by
        moment = self.it.at + timedelta(minutes=after)
        timing = Timing(moment, why and self.word(task.document_id))
        done = self.decide(task, by, replace(self.act(task, Verdict.AGREE, "意见"), timing=timing))
        held = open_schedule(task.document_id)
        assert not done or (held is not None and held.release_at == moment > self.it.at)

    @rule(some=SOME, by=PERSON, after=AFTER, why=WORDS, off=st.booleans())
    def change_an_order(self, some, by, after, why, off):
        if document := self.document(some):
            by = by if some % 3 else next((n for n in sorted(self.it.who) if self.it.holds(n, Role.PUBLISHER)), by)
            who = {"document_id": document.pk, "token": None, "by": self.it.fresh(by), "at": self.it.tick()}
            if off:
                done = self.attempt(workflow.call_off_release, why=why, **who)
            else:
                timing = Timing(self.it.at + timedelta(minutes=after), why)
                done = self.attempt(workflow.reschedule, timing=timing, **who)
            assert not done or document.status in {Status.ISSUED, Status.RETRACTED}

    @rule(some=SOME, by=PERSON, after=AFTER, why=WORDS, lift=st.booleans())
    def hold_back(self, some, by, after, why, lift):
        if document := self.document(some):
            moment = None if lift else self.it.at + timedelta(minutes=after)
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            given = {"not_before": moment, "reason": why and self.word(document.pk)}
            done = self.attempt(workflow.set_embargo, document_id=document.pk, **given, **who)
            assert not done or self.it.holds(by, Role.OFFICE_SECRETARY)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), why=WORDS)
    def make_haste(self, some, by, fit, why):
        if document := self.document(some):
            by = "qianfa2" if fit else by
            who = {"token": None, "by": self.it.fresh(by), "at": self.it.tick()}
            reason = why.strip() and self.word(document.pk)
            done = self.attempt(workflow.declare_emergency, document_id=document.pk, reason=reason, **who)
            assert not done or document.status == Status.IN_REVIEW
            assert not done or self.it.holds(by, Role.SIGNATORY) or self.it.holds(by, Role.DIVISION_HEAD) or any(
                stand.delegate == by for stand in self.it.stands)  # fmt: skip

    @rule(some=SOME, by=PERSON, act=st.sampled_from([RATIFYING, REFUSING, "agree", "disagree"]), why=WORDS)
    def look_back(self, some, by, act, why):
        who = {"by": self.it.fresh(by), "at": self.it.tick()}
        if act in {RATIFYING, REFUSING}:
            rows = list(Emergency.objects.order_by("-pk"))
            if rows:
                held = rows[some % len(rows)]
                words = why and self.word(held.document_id)
                done = self.attempt(workflow.decide_emergency, emergency_id=held.pk, act=act, words=words, **who)
                assert not done or who["by"].pk not in {held.declared_by_id, held.declared_for_id}
            return
        owed = list(SkippedCosign.objects.select_related("emergency").order_by("-pk"))
        if owed:
            row = owed[some % len(owed)]
            words = why and self.word(row.emergency.document_id)
            self.attempt(workflow.cosign_afterwards, skipped_id=row.pk, verdict=act, text=words, **who)
