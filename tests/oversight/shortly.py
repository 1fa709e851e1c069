"""A document on file that has not walked there: written into the tables as its signature and number would leave it."""

from datetime import timedelta

from django.db import transaction

from common.clock import office_date
from documents.models import Document, DocumentNumber, NumberSeries, SignOff
from documents.selectors import whole
from documents.services import Proposal
from tests.workflow.road import INTERNAL, Road


@transaction.atomic
def on_file(road: Road, proposal: Proposal = INTERNAL) -> Document:
    """Return a withheld document of nigao1, signed by qianfa1, numbered and filed; no desk has judged it."""
    document, at = road.draft(proposal=proposal), road.tick()
    series, signer = NumberSeries.objects.get(code="教办厅"), road.who["qianfa1"]
    given = {"series": series, "year": 2026, "serial": 1, "document": document}
    number = DocumentNumber.objects.create(**given, given_by=road.who["mishu1"], given_at=at)
    version, decision = document.version, document.decision
    assert version is not None and decision is not None
    signoff = SignOff.objects.create(
        document=document,
        version=version,
        decision=decision,
        content_sm3=version.content_sm3,
        content_sha256=version.content_sha256,
        public_sm3=document.public_sm3,
        decision_sm3=decision.sm3,
        routing_sm3=document.routing_sm3(),
        signed_by=signer,
        signed_at=at,
    )
    issued = {"number": number, "number_text": str(number), "issued_on": office_date(at)}
    left = {"signoff": signoff, "next_review_on": office_date(at) + timedelta(days=365)}
    Document.objects.filter(pk=document.pk).update(status="filed", **issued, **left)
    return whole(document.pk)
