"""紧急公开: the flow goes on without the co-signs that are still open; they are asked afterwards, another decides."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from documents import selectors as documents_of
from documents.models import Document
from review import services as review
from review.choices import SKIPPABLE
from review.models import Emergency, SkippedCosign
from workflow import policies, tokens
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.errors import NotInReview, Stale
from workflow.models import DispatchProcess
from workflow.services.held import open_process

WHY = "决定紧急公开，会签改为事后补齐"


@transaction.atomic
def declare_emergency(
    *, document_id: int, token: str | None, reason: str, happened_at: datetime | None = None, by: User, at: datetime
) -> Emergency:
    """紧急公开: a signatory, or a head in the General Office, lets the document pass without open co-signs.

    The confidentiality review and the signature stay as they are. Raises NotFound, NotInReview, Stale,
    EmergencyStands, GateClosed.
    """
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    identity = policies.declaring_as(policies.identities(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    if process is None:
        raise NotInReview(act="决定紧急公开")
    if token is not None and (changed := tokens.changed_on(token, tokens.document_token(document))):
        raise Stale(what=changed)
    behalf = identity.on_behalf_of
    said: dict[str, Any] = {"reason": reason, "happened_at": happened_at}
    emergency = review.declare_emergency(document=document, **said, by=by, on_behalf_of=behalf, at=at)
    _go_on(process, document, Actor(by=by, on_behalf_of=behalf, at=at))
    return emergency


def _go_on(process: DispatchProcess, document: Document, actor: Actor) -> None:
    """Take the open co-signs back; where nobody else is waited for, go on as if they had been answered."""
    assert actor.by is not None  # noqa: S101
    waited = process.desktask_set.filter(finished__isnull=True)
    taken = waited.filter(desk__in=SKIPPABLE).update(status="CANCELED", finished=actor.at)
    review.cancel_round(document=document, why=WHY, by=actor.by, at=actor.at)
    if taken and not waited.exists():
        run.divert(process, document, process.flow_class.approval, actor)


@transaction.atomic
def cosign_afterwards(*, skipped_id: int, verdict: str, text: str, by: User, at: datetime) -> SkippedCosign:
    """补会签: give a co-sign that the release did not wait for. Raises NotFound, SkippedAnswered, GateClosed."""
    found = SkippedCosign.objects.filter(pk=skipped_id).values_list("emergency__document_id", flat=True).first()
    if found is None:
        raise NotFound
    document = documents_of.locked(found)
    row = (
        SkippedCosign.objects.select_for_update(of=("self",))
        .select_related("emergency", "office", "by")
        .get(pk=skipped_id)
    )
    identity = policies.cosigning_as(policies.each_identity(by, office_date(at)), row, document)
    if identity is None:
        raise NotFound
    row.emergency.document = document
    review.cosign_afterwards(row=row, verdict=verdict, text=text, by=by, on_behalf_of=identity.on_behalf_of, at=at)
    return row


@transaction.atomic
def decide_emergency(*, emergency_id: int, act: str, words: str, by: User, at: datetime) -> Emergency:
    """追认、不予追认: another signatory decides afterwards. Raises NotFound, EmergencyDecided, GateClosed."""
    found = Emergency.objects.filter(pk=emergency_id).values_list("document_id", flat=True).first()
    if found is None:
        raise NotFound
    document = documents_of.locked(found)
    emergency = Emergency.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=emergency_id)
    identity = policies.ratifying_as(by, policies.identities(by, office_date(at)), emergency, document)
    if identity is None:
        raise NotFound
    emergency.document = document
    review.decide_emergency(emergency=emergency, act=act, words=words, by=by, on_behalf_of=identity.on_behalf_of, at=at)
    return emergency
