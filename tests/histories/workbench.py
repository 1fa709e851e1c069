"""Part of the histories: people at the workbench, who keep, withhold, give back and take up again."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from documents import selectors as documents_of
from documents.choices import Ground
from documents.services.redacting import passages_of
from review.choices import CONFIDENTIALITY_CHAIN, Desk, KeepReason, Outcome, Reach
from review.findings import latest_scan, standing
from review.services import Answer
from tests.histories.trying import PERSON, SOME, WORDS
from workflow import services as workflow
from workflow.models import DeskTask
from workflow.services.findings import Cut

NUMBERS = ("11010519491231002X", "13812345678", "6222021234567890128")


def suspicious(serial: int) -> str:
    """Return a line in which the scanner finds something, another one for each serial."""
    pupil = "学生：王小明（残疾）。" if serial % 2 else ""
    return f"联系人手机{NUMBERS[1]}，身份证{NUMBERS[0]}（第{serial}号）。{pupil}"


class AtTheWorkbench:
    """What people try with findings; mixed into the machine, which gives what is named here."""

    it: Any
    attempt: Any
    eligible: Any

    def at_a_chain_desk(self, some):
        tasks = DeskTask.objects.filter(desk__in=CONFIDENTIALITY_CHAIN, finished__isnull=True)
        found = list(tasks.select_related("document__version", "cosign").order_by("pk"))
        return found[some % len(found)] if found else None

    def findings(self, task):
        return standing(latest_scan(documents_of.whole(task.document_id)))

    def look_after(self, task, by, *, withholding):
        """Let a person of the desk withhold what is gravest or not, and answer everything that is left open."""
        grave = tuple(each.finding.serial for each in self.findings(task) if each.finding.severity == "block")
        if withholding and grave and task.desk == Desk.CONFIDENTIALITY_OFFICER:
            who = {"task_id": task.pk, "token": None, "by": self.it.fresh(by), "at": self.it.tick()}
            self.attempt(workflow.redact, cut=Cut(grave[:2], (), Ground.THIRD_PARTY), **who)
        found = self.findings(task)
        open_ones = [each.finding.serial for each in found if each.is_open or each.lacks_second]
        who = {"task_id": task.pk, "token": None, "by": self.it.fresh(by), "at": self.it.tick()}
        if open_ones:
            answer = Answer(Outcome.KEEP, KeepReason.CONSENT, "本人同意")
            self.attempt(workflow.keep, serials=tuple(open_ones), answer=answer, **who)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), outcome=st.sampled_from(Outcome), text=WORDS, late=st.booleans(),
          reason=st.sampled_from(["", *KeepReason, Ground.THIRD_PARTY]))  # fmt: skip
    def answer_somehow(self, some, by, fit, outcome, text, reason, late):
        task = self.at_a_chain_desk(some)
        if task is None:
            return
        by = (self.eligible(task, some) if fit else by) or by
        serials = tuple(each.finding.serial for each in self.findings(task))[some % 3 :]
        token = "1.1.old" if late else None
        who = {"task_id": task.pk, "token": token, "by": self.it.fresh(by), "at": self.it.tick()}
        reason = "" if outcome == Outcome.REOPEN else reason
        done = self.attempt(workflow.keep, serials=serials, answer=Answer(outcome, reason, text), **who)
        assert not done or (serials and not late), "an answer on an old page, or to nothing, went through"

    @rule(some=SOME, by=PERSON, fit=st.booleans(), ground=st.sampled_from([*Ground, ""]), reach=st.sampled_from(Reach),
          typed=st.sampled_from([(), ("正文写明",), ("文中没有",)]))  # fmt: skip
    def withhold(self, some, by, fit, ground, reach, typed):
        task = self.at_a_chain_desk(some)
        if task is None:
            return
        by = (self.eligible(task, some) if fit else by) or by
        serials = tuple(each.finding.serial for each in self.findings(task))[some % 2 :]
        who = {"task_id": task.pk, "token": None, "by": self.it.fresh(by), "at": self.it.tick()}
        done = self.attempt(workflow.redact, cut=Cut(serials, typed, ground, reach), **who)
        assert not done or (task.desk == Desk.CONFIDENTIALITY_OFFICER and ground not in {"", Ground.STATE_SECRET})

    @rule(some=SOME, by=PERSON, fit=st.booleans())
    def give_back_passages(self, some, by, fit):
        task = self.at_a_chain_desk(some)
        if task is None:
            return
        by = (self.eligible(task, some) if fit else by) or by
        count = len(passages_of(documents_of.whole(task.document_id).redacted))
        who = {"task_id": task.pk, "token": None, "by": self.it.fresh(by), "at": self.it.tick()}
        done = self.attempt(workflow.restore, numbers=tuple(range(1 + some % 2, count + 1)), **who)
        assert not done or count
