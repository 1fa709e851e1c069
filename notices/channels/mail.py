"""邮件: to the person's own address, when its domain is one of the installation's."""

from datetime import datetime
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage

from common.outgoing import Unanswered, hand_in
from notices.channels.refusal import NotSent
from notices.channels.words import lines_of, subject_of
from notices.choices import Failure
from notices.models import Message, Preference

CLOSING = "此邮件由系统发出，请勿回复。收取哪些提醒可在“提醒设置”中调整。"


def is_allowed(address: str) -> bool:
    """Test if mail may go to the address: its domain is in NOTICE_MAIL_DOMAINS (default: none)."""
    return address.rpartition("@")[2].lower() in settings.NOTICE_MAIL_DOMAINS


def send(message: Message, at: datetime) -> None:
    """Hand the message in; a repeated one bears the same Message-ID. Raises NotSent."""
    address = Preference.objects.filter(pk=message.person_id).values_list("mail", flat=True).first()
    if not address or not settings.EMAIL_HOST:
        raise NotSent(Failure.NO_ADDRESS)
    if not is_allowed(address):
        raise NotSent(Failure.NOT_ALLOWED)
    notices = list(message.notices.order_by("pk"))
    words = "\n\n".join([*lines_of(message, notices, at), CLOSING])
    number = f"<{message.key}@{settings.SITE['domain']}>"
    headers = {"Message-ID": number, "Date": format_datetime(at), "Auto-Submitted": "auto-generated"}
    try:
        hand_in(EmailMessage(subject_of(notices), words, to=[address], headers=headers))
    except Unanswered as trouble:
        raise NotSent(Failure(trouble.why)) from None
