"""提醒设置: how a person wants to be told beside the page of notices."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit import services as audit
from notices.channels.mail import is_allowed
from notices.choices import Channel, Group
from notices.errors import MailNotAllowed
from notices.models import Preference
from notices.quiet import Quiet


@transaction.atomic
def save_preference(
    *, mail: str, channels: Mapping[str, Collection[str]], quiet: Quiet, by: User, at: datetime
) -> Preference:
    """Write how the person wants to be told; journalled without the address. Raises MailNotAllowed."""
    if mail and not is_allowed(mail):
        raise MailNotAllowed
    chosen = {group: [each for each in Channel.values if each in channels.get(group, ())] for group in Group.values}
    hours = {"quiet_from": quiet.starts, "quiet_to": quiet.ends, "quiet_rest_days": quiet.rest_days}
    values = {"mail": mail, "channels": chosen, **hours}
    preference, _ = Preference.objects.update_or_create(person=by, defaults=values)
    audit.record(chain="accounts", verb="notices.preferred", facts={}, by=by, at=at)
    return preference
