"""重新排版: the worker typesets and checks the copy that a proposed correction asked for."""

from datetime import datetime
from typing import Any

from django.db import transaction

from documents.selectors import locked
from outbox.registry import handles
from publication.models import EndingProposal
from publication.services.copies import prepare_copy, store_copy, verify_copy


@handles("publication.typeset", "更正前重新排版")
def typeset_again(payload: dict[str, Any], at: datetime) -> None:
    """Typeset the document of an open proposal and check the copy; a proposal that is over is left alone."""
    proposal = EndingProposal.objects.get(pk=payload["ending"])
    if not proposal.is_open:
        return
    prepared = prepare_copy(document_id=proposal.document_id, at=at)
    with transaction.atomic():
        document = locked(proposal.document_id)
        copy = store_copy(document=document, prepared=prepared, at=at)
        verify_copy(document=document, copy=copy, at=at)
