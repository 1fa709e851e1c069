"""Part of the histories: how far a document has come when a history begins."""

from typing import Any

from review.choices import CONFIDENTIALITY_CHAIN, Verdict
from workflow.models import DeskTask


class GoingAhead:
    """Everybody agrees; mixed into the machine, which gives what is named here."""

    eligible: Any
    look_after: Any
    favourable: Any
    decide: Any
    act: Any
    work: Any

    def go_ahead(self, document_id, steps):
        """Let everybody agree for some steps, so that histories begin at every stage of a document's life."""
        for step in range(steps):
            tasks = DeskTask.objects.filter(document=document_id, finished__isnull=True).exclude(desk="")
            waiting = list(tasks.select_related("document__version", "cosign").order_by("pk"))
            task = waiting[step % len(waiting)] if waiting else None
            if task is None or (by := self.eligible(task, step)) is None:
                return
            if task.desk in CONFIDENTIALITY_CHAIN:
                self.look_after(task, by, withholding=bool(steps % 2))
            verdict = Verdict.AGREE if task.desk not in CONFIDENTIALITY_CHAIN else self.favourable(task)
            self.decide(task, by, self.act(task, verdict, "意见"))
            self.work(deliveries=1)
