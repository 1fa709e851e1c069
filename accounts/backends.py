"""Finding the signed-in person: with the office that every page shows, and only while in use."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from common.prepared import Prepared, Slot

_in_use = Prepared(lambda: User.objects.select_related("office").filter(pk=Slot("pk"), is_active=True))


class PersonBackend(ModelBackend):
    """Password check as Django's; people are loaded together with their office."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person, or None when unknown or deactivated (the session is worth nothing then)."""
        return _in_use.first(pk=user_id)
