"""Saving a draft: elements, text and proposed disclosure decision, from one page in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.clock import office_date
from common.errors import NotFound
from documents import policies
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Status
from documents.errors import ContentErased, DecisionIncomplete, NotADraft
from documents.intake import Intake, take_in
from documents.models import Attachment, Document, Version
from documents.services import Elements, Proposal
from workflow.engine.actor import Actor
from workflow.errors import DraftStale
from workflow.selectors import latest_changes
from workflow.tokens import draft_token


@dataclass(frozen=True, slots=True)
class Text:
    """A new text as uploaded: the main file (None: the present one stays), further attachments, whether the
    present attachments stay, and why it was changed."""

    main: Intake | None = None
    attachments: tuple[Intake, ...] = ()
    keep_attachments: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What the page of a draft sends; `proposal` is None while no disclosure decision was begun."""

    elements: Elements
    proposal: Proposal | None = None
    text: Text | None = None


@transaction.atomic
def save_draft(*, document_id: int, token: str, edit: Edit, by: User, at: datetime) -> DecisionIncomplete | None:
    """Save a draft; elements and text are kept even when the disclosure decision is refused.

    Returns the refusal of the decision, or None. Raises NotFound, NotADraft, DraftStale, FileRefused.
    """
    document = documents_of.locked(document_id)
    who = Actor(by=by, on_behalf_of=_principal(document, by, at), at=at)
    if token != draft_token(document):
        raise DraftStale(what=_last_change(document))
    elements = edit.elements
    if edit.text is not None:
        elements = _replace_text(document, edit.text, elements, by, who)
    documents.revise(document=document, elements=elements, by=by, on_behalf_of=who.on_behalf_of, at=at)
    if edit.proposal is None:
        return None
    try:
        with transaction.atomic():
            documents.decide_disclosure(
                document=document, proposal=edit.proposal, by=by, on_behalf_of=who.on_behalf_of, at=at
            )
    except DecisionIncomplete as refusal:
        return refusal
    return None


def _principal(document: Document, by: User, at: datetime) -> User | None:
    """Return the person acted for, None when the drafter acts; refuse everybody else."""
    day = office_date(at)
    principal = policies.acts_for(by, document.drafter_id, day)
    if document.drafter_id != by.pk and principal is None:
        raise NotFound
    if document.status != Status.DRAFT:
        raise NotADraft(status=document.get_status_display())
    if not policies.may_edit(by, document, day):
        raise NotFound
    return None if document.drafter_id == by.pk else principal


def _last_change(document: Document) -> str:
    return next(iter(latest_changes(document.pk, 1)), "另一处已保存")


def _replace_text(document: Document, text: Text, elements: Elements, by: User, who: Actor) -> Elements:
    """Store the new text; what the drafter did not type over is taken from it."""
    before_title, before_addressees = document.title, tuple(document.addressees)
    present = document.versions.select_related("blob").latest("serial")
    kept = [_again(each) for each in present.attachments.select_related("blob")] if text.keep_attachments else []
    documents.replace_text(
        document=document,
        taken=text.main or _again(present),
        attachments=[*kept, *text.attachments],
        note=text.note,
        by=by,
        on_behalf_of=who.on_behalf_of,
        at=who.at,
    )
    if text.main is None:
        return elements
    title = document.title if elements.title == before_title else elements.title
    addressees = tuple(document.addressees) if elements.addressees == before_addressees else elements.addressees
    return replace(elements, title=title, addressees=addressees)


def _again(stored: Version | Attachment) -> Intake:
    """Read a stored original again (it was accepted once)."""
    if stored.blob is None:
        raise ContentErased
    return take_in(bytes(stored.blob.data), stored.filename)
