"""转为公开: what is on file and was not proactive goes to the public by the normal way, its content unchanged.

The new decision is proposed by one person and agreed to by a disclosure officer (which is the attribute review, R11);
confidentiality review, General Office and signature are asked again while the document stays on file; the signature
takes it from the file, and typesetting, final check and release follow as for any other (条例18、26、44).
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from documents import selectors as documents_of
from documents import services as documents
from documents.models import Document
from documents.services import Proposal
from review import services as review
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Verdict
from review.selectors import Case
from review.services.opinions import Given
from workflow import effects, policies
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.errors import AlreadyReopened, ReasonMissing
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DispatchProcess
from workflow.services.held import Held, close, is_being_filed, open_process, subject_at

AGAIN = "转为公开，须重新保密审查"


@transaction.atomic
def reopen_disclosure(
    *, document_id: int, proposal: Proposal, proposed_by: User, why: str, by: User, at: datetime
) -> Document:
    """Agree that a document on file is to be public and send it on its way; `why` is the officer's opinion.

    `by` is a disclosure officer of the organ and gives the opinion of that desk, by its own gate. Raises NotFound,
    AlreadyReopened, NotOnFile, ConversionPending, DecisionIncomplete, GateClosed.
    """
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    identity = policies.reopening_as(policies.each_identity(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    if process is not None and not is_being_filed(process):
        raise AlreadyReopened
    documents.propose_conversion(document=document, proposal=proposal, by=proposed_by, at=at)
    actor = Actor(by=by, on_behalf_of=identity.on_behalf_of, at=at)
    _agree(document, why, actor)
    review.scan(document=document, at=at)
    _ask_again(process, document, actor)
    return document


def _agree(document: Document, why: str, actor: Actor) -> None:
    """Void the confidentiality review of before and record the officer's consent to the new attribute (R11, R15)."""
    assert actor.by is not None  # noqa: S101
    case, desk = Case(document), Desk.DISCLOSURE_CHECK
    chain = [opinion for opinion in case.opinions if opinion.desk in CONFIDENTIALITY_CHAIN]
    review.supersede(document=document, opinions=chain, why=AGAIN, by=actor.by, at=actor.at)
    subject = subject_at(desk, document, case, actor)
    Gate("reopen", "转为公开", subject).check()
    Gate(desk, str(desk.label), subject).check()
    review.record_opinion(
        document=document,
        present=case.present,
        desk=desk,
        given=Given(Verdict.AGREE, why),
        by=actor.by,
        on_behalf_of=actor.on_behalf_of,
        at=actor.at,
    )


def _ask_again(process: DispatchProcess | None, document: Document, actor: Actor) -> None:
    if process is None:
        run.start_at(DispatchFlow, document, DispatchFlow.instance.division, actor)
    else:
        run.divert(process, document, process.flow_class.division, actor)


def carry_out(held: Held) -> Document:
    """Let the signature on a proposed decision take the document from the file, and typeset what is to be public."""
    process, document, actor = held.task.process, held.document, held.actor
    assert actor.by is not None  # noqa: S101
    gathered, behalf = held.subject.gathered, actor.on_behalf_of
    effects.sign(document=document, gathered=gathered, by=actor.by, on_behalf_of=behalf, at=actor.at)
    close(held)
    run.divert(process, document, process.flow_class.typeset, actor)
    return document


@transaction.atomic
def stop_reopening(*, document_id: int, reason: str, by: User, at: datetime) -> Document:
    """终止转为公开: the document stays on file with the attribute and the signature it had; only its filing is left.

    Raises NotFound, NothingConverted, ReasonMissing.
    """
    process = open_process(document_id)
    document = documents_of.locked(document_id)
    identity = policies.stopping_as(policies.identities(by, office_date(at)), document)
    if identity is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing(act="终止转为公开")
    behalf = identity.on_behalf_of
    documents.keep_on_file(document=document, reason=reason, by=by, on_behalf_of=behalf, at=at)
    if process is not None:
        run.divert(process, document, process.flow_class.archive, Actor(by=by, on_behalf_of=behalf, at=at))
    return document
