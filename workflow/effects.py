"""What the moves and jobs of the flow do; each calls one service of the app that owns the work."""

from datetime import datetime
from typing import Any

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import roles_of
from common.errors import DomainError
from documents import services as documents
from documents.choices import Action
from documents.models import Document
from documents.services.numbers import register_number
from publication import selectors as publications
from publication import services as publication
from publication.errors import PublisherGone
from publication.schedules import open_schedule
from review import services as review
from review.choices import CONFIDENTIALITY_CHAIN, Desk
from review.selectors import opinions_of
from workflow import announcing
from workflow.errors import NothingVerified
from workflow.models import DeskTask


def submit(*, document: Document, gathered: dict[str, Any], by: User, on_behalf_of: User | None, at: datetime) -> None:
    """Hand the draft in and scan what the public would read of it."""
    documents.move(document=document, action=Action.SUBMIT, gathered=gathered, by=by, on_behalf_of=on_behalf_of, at=at)
    review.scan(document=document, at=at)


def sign(*, document: Document, gathered: dict[str, Any], by: User, on_behalf_of: User | None, at: datetime) -> None:
    """Sign document and disclosure decision together, with the words given at the desk."""
    given = [o for o in gathered["case"].opinions if o.desk == Desk.SIGN and o.superseded_at is None]
    text = given[-1].text if given else ""
    documents.sign_off(document=document, text=text, gathered=gathered, by=by, on_behalf_of=on_behalf_of, at=at)


def register(
    *, document: Document, gathered: dict[str, Any], by: User, on_behalf_of: User | None, at: datetime
) -> None:
    """Give the number in the series and with the date that the desk has put on the document."""
    assert document.issued_on is not None  # noqa: S101  # the desk's gate saw to it
    register_number(
        document=document,
        series=document.series,
        issued_on=document.issued_on,
        gathered=gathered,
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )


def typeset_copy(*, document_id: int, at: datetime) -> Any:
    """Typeset the public copy; slow, takes no lock."""
    return publication.prepare_copy(document_id=document_id, at=at)


def keep_copy(*, document: Document, prepared: Any, by: User | None, on_behalf_of: User | None, at: datetime) -> None:
    """Store the typeset copy of the locked document."""
    publication.store_copy(document=document, prepared=prepared, at=at)


def verify_copy(*, document: Document, prepared: Any, by: User | None, on_behalf_of: User | None, at: datetime) -> None:
    """发布前核验: when the copy is not exactly what was reviewed, the confidentiality review is asked again."""
    copy = publications.latest_copy(document)
    if copy is not None and publication.verify_copy(document=document, copy=copy, at=at):
        return
    chain = [o for o in opinions_of(document.pk) if o.desk in CONFIDENTIALITY_CHAIN]
    review.supersede(document=document, opinions=chain, why="发布前核验未通过，须重新保密审查", by=None, at=at)


def release_moment(document: Document) -> datetime | None:
    """Return when the worker is to release the document, None: at once."""
    held = open_schedule(document.pk)
    return held.release_at if held else None


def publish(*, document: Document, prepared: Any, by: User | None, on_behalf_of: User | None, at: datetime) -> None:
    """Release the verified copy, in the name of the publisher who asked for it; of an order, if it still may be."""
    if publications.verified_copy(document) is None:
        raise NothingVerified
    by, on_behalf_of = _publisher(document)
    publication.let_out_gate(document=document, by=by, on_behalf_of=on_behalf_of, at=at).check()
    publication.publish(document=document, channels=("portal",), by=by, on_behalf_of=on_behalf_of, at=at)
    publication.close_schedule(document=document, at=at)
    review.note_skipped(document=document, at=at)


def _publisher(document: Document) -> tuple[User | None, User | None]:
    """Return who answers for the release, and for whom. Raises PublisherGone."""
    if held := open_schedule(document.pk):
        if any(Role.PUBLISHER not in roles_of(each.pk) for each in (held.set_by, held.set_for) if each):
            raise PublisherGone
        return held.set_by, held.set_for
    asked = DeskTask.objects.filter(document=document, desk=Desk.RELEASE, finished__isnull=False)
    last = asked.exclude(closed_by=None).select_related("closed_by", "closed_for").order_by("-pk").first()
    return (last.closed_by, last.closed_for) if last else (None, None)


def not_released(*, document: Document, error: DomainError, at: datetime) -> None:
    """Take note why the document could not be released; it goes back to the release desk."""
    publication.not_released(document=document, code=error.code, why=str(error), at=at)
    announcing.not_released(document, str(error), at=at)
