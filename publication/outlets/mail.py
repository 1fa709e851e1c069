"""邮件通知: one message to a list of readers, who do not see each other's addresses."""

from datetime import datetime
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage

from common.clock import office_text
from common.digests import sm3
from common.outgoing import REFUSED, Unanswered, hand_in
from publication.errors import NotDelivered
from publication.facts import Receipt
from publication.models import Delivery, Outlet, Release
from publication.outlets.choices import Event, Failure
from publication.outlets.message import KINDS, file_url, page_url


def send(delivery: Delivery, at: datetime) -> Receipt:
    """Send the notice; a repeated one bears the same Message-ID. Raises NotDelivered."""
    release, event = delivery.release, Event(delivery.event)
    words = _retracted(release) if event == Event.RETRACT else _published(release)
    subject = f"【{event.label}】{release.number_text}"
    return _send(delivery.outlet, subject, words, key=str(delivery.key), at=at)


def probe(outlet: Outlet, at: datetime) -> Receipt:
    """Send a message that says that it is a test. Raises NotDelivered."""
    return _send(outlet, "【测试】发布渠道", "这是一封测试邮件，无需处理。", key=f"test-{int(at.timestamp())}", at=at)


def _published(release: Release) -> str:
    kinds = [kind for kind in KINDS if getattr(release.copy, f"{kind}_id")]
    lines = [release.title, f"{release.issuing_body}　{release.number_text}", f"索引号：{release.index.text}"]
    lines += [f"有效性：{release.get_validity_display()}"]
    lines += [f"发布时间：{office_text(release.published_at)}", f"网页：{page_url(release)}", ""]
    for kind in kinds:
        lines += [f"{kind}：{file_url(release, kind)}", f"　SHA-256 {getattr(release.copy, f'{kind}_sha256')}"]
    return "\n".join(lines)


def _retracted(release: Release) -> str:
    lines = [f"{release.number_text}（索引号 {release.index.text}）已撤下。", f"说明：{release.explanation}"]
    return "\n".join([*lines, f"告示页：{page_url(release)}"])


def _send(outlet: Outlet, subject: str, words: str, *, key: str, at: datetime) -> Receipt:
    if not settings.EMAIL_HOST:
        raise NotDelivered(Failure.NO_MAIL_SERVER)
    number = f"<{key}@{settings.SITE['domain']}>"
    headers = {"Message-ID": number, "Date": format_datetime(at), "Auto-Submitted": "auto-generated"}
    message = EmailMessage(subject, words, bcc=outlet.recipients, headers=headers)
    try:
        hand_in(message)
    except Unanswered as trouble:
        raise NotDelivered(Failure.MAIL_REFUSED if trouble.why == REFUSED else Failure(trouble.why)) from None
    return Receipt(f"{len(outlet.recipients)} 个收件人 {number}"[:200], sm3(words.encode()))
