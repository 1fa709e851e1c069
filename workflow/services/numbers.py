"""作废字号: a registered document gets another number, and the copy that bears it is made and checked again."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.errors import NotFound
from documents import selectors as documents_of
from documents import services as documents
from documents.models import DocumentNumber, NumberSeries
from publication import services as publication
from publication.schedules import open_schedule
from review.choices import CONFIDENTIALITY_CHAIN
from workflow import policies, tokens
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.errors import NotInReview, Stale
from workflow.models import DispatchProcess
from workflow.services.held import open_process

RENUMBERED = "字号作废，公开文本重新排版、核验，须重新办理公开发布"


@transaction.atomic
def renumber(
    *, document_id: int, token: str | None, series: NumberSeries | None, reason: str, by: User, at: datetime
) -> DocumentNumber:
    """Make the number of a registered document void and give it the next one of the series.

    What bears the old number is typeset and checked again in the same course: jobs that wait are called off, a
    release that was asked for or ordered is asked again. A confidentiality review that goes on is left alone, for
    typesetting follows it anyway. `token` is None only where no page is concerned. Raises NotFound, Stale, GateClosed,
    SeriesMissing, NotInReview.
    """
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    if not policies.may_register(by, document):
        raise NotFound
    if token is not None and (changed := tokens.changed_on(token, tokens.document_token(document))):
        raise Stale(what=changed)
    number = documents.renumber(document=document, series=series, reason=reason, by=by, at=at)
    if process is None:
        raise NotInReview(act="作废字号")
    if open_schedule(document.pk) is not None:
        publication.call_off(document=document, why=RENUMBERED, by=by, at=at)
    if not _is_reviewed_again(process):
        run.divert(process, document, process.flow_class.recheck, Actor(by=by, on_behalf_of=None, at=at))
    return number


def _is_reviewed_again(process: DispatchProcess) -> bool:
    return bool(process.desktask_set.filter(finished__isnull=True, desk__in=CONFIDENTIALITY_CHAIN).exists())
