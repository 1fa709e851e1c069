"""How this app writes to the journal: everything about people stands on one chain."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.verbs import CHAIN
from audit import services as audit
from common.errors import NotFound


def note(verb: str, *, about: User | None = None, by: User | None, at: datetime, **facts: object) -> None:
    """Append an entry inside the caller's transaction; `about` adds the person's id, user name and name."""
    if about is not None:
        facts |= {"person": about.pk, "username": about.username, "name": about.full_name}
    audit.record(chain=CHAIN, verb=f"accounts.{verb}", facts=facts, by=by, at=at)


@transaction.atomic
def note_refusal(*, page: str, by: User, at: datetime) -> None:
    """Record that the person asked for a page (its address name) that the roles held do not open."""
    audit.record_refusal(chain=CHAIN, act=f"打开页面 {page}", code=NotFound.code, by=by, at=at)
