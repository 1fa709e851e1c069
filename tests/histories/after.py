"""What people try with a document that has its number: another number, an end of its release, another release."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.roles import Role
from documents.choices import Status
from publication.choices import Ending
from publication.facts import Wish
from publication.models import EndingProposal
from tests.histories.trying import PERSON, SOME, WORDS
from workflow import services as workflow


class AfterTheNumber:
    """Rules of the histories; the machine gives `it` (the ministry), `document` and `attempt`."""

    it: Any
    document: Any
    attempt: Any

    @rule(some=SOME, by=PERSON, fit=st.booleans(), act=st.sampled_from(Ending), why=WORDS, again=st.booleans())
    def ask_for_an_ending(self, some, by, fit, act, why, again):
        document = self.document(some)
        if document and document.status in {Status.PUBLISHED, Status.RETRACTED}:
            by = sorted(name for name in self.it.who if self.it.holds(name, Role.PUBLISHER) or not fit)[some % 2]
            wish = Wish(act, "error", why, why, summary=why, topic="12", typesets=again)
            who = {"token": None, "by": self.it.fresh(by), "at": self.it.tick()}
            done = self.attempt(workflow.propose_ending, document_id=document.pk, wish=wish, **who)
            done = done or self.attempt(workflow.republish, document_id=document.pk, reason=why, **who)
            stopping = {"by": who["by"], "at": self.it.tick()}
            done = done or (again and self.attempt(workflow.stop_republishing, document_id=document.pk, **stopping))
            assert not done or self.it.holds(by, Role.PUBLISHER)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), act=st.sampled_from(["approve", "approve", "refuse", "withdraw"]))
    def decide_on_an_ending(self, some, by, fit, act):
        proposals = list(EndingProposal.objects.order_by("-pk"))
        if not proposals:
            return
        proposal = proposals[some % len(proposals)]
        if fit:
            by = next((name for name in sorted(self.it.who) if self.it.holds(name, Role.SIGNATORY)), by)
        who = {"proposal_id": proposal.pk, "by": self.it.fresh(by), "at": self.it.tick()}
        if act == "withdraw":
            self.attempt(workflow.withdraw_ending, **who)
        else:
            more = {"token": None} if act == "approve" else {"why": "不予批准"}
            done = self.attempt(getattr(workflow, f"{act}_ending"), **more, **who)
            assert not done or (self.it.holds(by, Role.SIGNATORY) and who["by"].pk != proposal.proposed_by_id)

    @rule(some=SOME, by=PERSON, reason=WORDS)
    def give_another_number(self, some, by, reason):
        if document := self.document(some):
            who = {"token": None, "by": self.it.fresh(by), "at": self.it.tick()}
            given = {"series": self.it.series[some % 3], "reason": reason}
            done = self.attempt(workflow.renumber, document_id=document.pk, **given, **who)
            assert not done or self.it.holds(by, Role.OFFICE_SECRETARY)
