"""Passwords: chosen by the person, or issued once by the security administrator."""

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.errors import NotOnOneself, PasswordRefused
from accounts.models import PastPassword, User
from accounts.passwords import REMEMBERED, in_words
from accounts.services.journal import note

ISSUED_LENGTH = 12
ALPHABETS = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "-+=@#%")  # no look-alikes


@transaction.atomic
def set_password(*, user: User, password: str, by: User | None, at: datetime) -> None:
    """Replace the person's own password after every rule was asked.

    Raises PasswordRefused with the rules that are not kept (等保 CES1-01).
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PasswordRefused(reasons=in_words(error.messages)) from None
    _replace(person, password, must_change=False, at=at)
    note("password_changed", about=person, by=by, at=at)
    user.password, user.must_change_password = person.password, False


@transaction.atomic
def issue_password(*, user: User, by: User | None, at: datetime) -> str:
    """Return a random initial password, to be shown once; the person must change it at the first sign-in.

    Raises NotOnOneself.
    """
    if by is not None and by.pk == user.pk:
        raise NotOnOneself(act="重置密码")
    person = User.objects.select_for_update().get(pk=user.pk)
    password = random_password()
    _replace(person, password, must_change=True, at=at)
    note("password_issued", about=person, by=by, at=at)
    return password


def random_password() -> str:
    """Return a password of twelve characters with all four classes, without look-alikes."""
    picked = [secrets.choice(alphabet) for alphabet in ALPHABETS]
    rest = [secrets.choice("".join(ALPHABETS)) for _ in range(ISSUED_LENGTH - len(picked))]
    letters = picked + rest
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)


def _replace(person: User, password: str, *, must_change: bool, at: datetime) -> None:
    if person.has_usable_password():
        PastPassword.objects.create(user=person, password=person.password, used_until=at)
    person.set_password(password)
    person.must_change_password = must_change
    person.password_changed_at = at
    person.save(update_fields=["password", "must_change_password", "password_changed_at"])
    newest = PastPassword.objects.filter(user=person).order_by("-used_until", "-pk")[:REMEMBERED]
    PastPassword.objects.filter(user=person).exclude(pk__in=[past.pk for past in newest]).delete()
