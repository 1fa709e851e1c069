"""What people try with those whose consent is asked: letters, answers, decisions, at every moment and by anybody."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from common.clock import office_date
from review.choices import Consulted, ConsultStep
from review.consultation_selectors import consultation_with
from review.models import Consultation
from review.services import Happened, Wanted
from tests.histories.trying import PERSON, SOME, WORDS
from workflow import services as workflow

STEPS = [each for each in ConsultStep if each != ConsultStep.OPENED]
OUTCOMES = {ConsultStep.ANSWERED: ("consents", "objects"), ConsultStep.DECIDED: ("publish", "redact", "withhold")}


class Consults:
    """Rules of the histories; the machine gives `it` (the ministry), `document`, `word` and `attempt`."""

    it: Any
    document: Any
    word: Any
    attempt: Any

    @rule(some=SOME, by=PERSON, own=st.booleans(), kind=st.sampled_from(Consulted))
    def consult(self, some, by, own, kind):
        if document := self.document(some):
            by = self.it.name_of(document.drafter_id) if own else by
            wanted = Wanted(kind, f"某公司{self.word(document.pk)}", f"附件所列{self.word(document.pk)}")
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            self.attempt(workflow.consult, document_id=document.pk, wanted=wanted, **who)

    @rule(some=SOME, by=PERSON, own=st.booleans(), which=st.sampled_from(STEPS), words=WORDS)
    def record(self, some, by, own, which, words):
        rows = list(Consultation.objects.select_related("document").order_by("-pk"))
        if not rows:
            return
        row = rows[some % len(rows)]
        by = self.it.name_of(row.document.drafter_id) if own else by
        outcome = OUTCOMES.get(which, ("",))[some % len(OUTCOMES.get(which, ("",)))]
        who = {"by": self.it.fresh(by), "at": self.it.tick()}
        before = consultation_with(row.pk, office_date(who["at"])).standing
        happened = Happened(which, outcome, words and words + self.word(row.document_id))
        done = self.attempt(workflow.record_consultation, consultation_id=row.pk, token=None, happened=happened, **who)
        assert not done or which != ConsultStep.DECIDED or who["by"].pk != row.document.drafter_id
        assert done or consultation_with(row.pk, office_date(who["at"])).standing == before
