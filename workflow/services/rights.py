"""公开的依据: who drafts or keeps the register records a maker's consent, or the lead agency's address."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from common.errors import NotFound
from documents import selectors as documents_of
from documents.models import Document
from publication import services as publication
from publication.models import Consent, JointLink
from workflow import policies


def may_record_rights(user: User, document: Document) -> bool:
    """Test if the person may record it: the drafter, or the General Office of the organ."""
    return document.drafter_id == user.pk or policies.may_register(user, document)


def _locked(document_id: int, by: User) -> Document:
    document = documents_of.locked(document_id)
    if not may_record_rights(by, document):
        raise NotFound
    return document


@transaction.atomic
def record_consent(
    *, document_id: int, kind: str, url: str, letter: str, given_on: date, by: User, at: datetime
) -> Consent:
    """登记制作机关的公开或同意 (R23). Raises NotFound, NothingForwarded, ConsentUnproven."""
    document = _locked(document_id, by)
    return publication.record_consent(
        document=document, kind=kind, url=url, letter=letter, given_on=given_on, by=by, at=at
    )


@transaction.atomic
def record_joint_link(*, document_id: int, url: str, by: User, at: datetime) -> JointLink:
    """登记牵头机关的公开网址 (R24). Raises NotFound, NotLedByOthers."""
    return publication.record_joint_link(document=_locked(document_id, by), url=url, by=by, at=at)
