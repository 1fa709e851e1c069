"""What a password must be (等保 CES1-01): classes, history, age; Django asks the first two as validators."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from accounts.models import PastPassword, User

REMEMBERED = 4  # together with the present one: the last five
CLASSES_WANTED = 3
CLASSES: tuple[Callable[[str], bool], ...] = (
    str.isupper,
    str.islower,
    str.isdigit,
    lambda character: not character.isalnum(),
)


class ClassesValidator:
    """Wants three of upper case, lower case, digits and other signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when fewer than three classes occur."""
        found = sum(any(map(belongs, password)) for belongs in CLASSES)
        if found < CLASSES_WANTED:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return "密码须包含大写字母、小写字母、数字、符号中的至少三类"


class HistoryValidator:
    """Refuses the last five passwords of the person, the present one included."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when the person had the password before."""
        if user is None or user.pk is None:
            return
        past = PastPassword.objects.filter(user=user).order_by("-used_until", "-pk")[:REMEMBERED]
        hashes = [user.password, *(entry.password for entry in past)]
        if any(check_password(password, each) for each in hashes):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return "密码不能与最近使用过的 5 个密码相同"


def in_words(sentences: Iterable[str]) -> str:
    """Return the sentences of several validators as one line, in one voice and without doubled stops."""
    return "；".join(sentence.replace("你的密码", "密码").rstrip("。") for sentence in sentences)


def must_change(user: User, at: datetime) -> bool:
    """Test if the person must choose a new password now: an issued one, or older than the setting allows.

    settings.PASSWORD_MAX_AGE_DAYS 0 means that passwords do not age (demonstration).
    """
    age = settings.PASSWORD_MAX_AGE_DAYS
    stale = bool(age) and at - user.password_changed_at > timedelta(days=age)
    return user.must_change_password or stale
