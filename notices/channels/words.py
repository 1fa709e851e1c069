"""What a message says: sentences of the product, a title only where everybody may read it or the house says so."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings

from common.clock import office_date
from notices.choices import Channel
from notices.house import house
from notices.kinds import KINDS
from notices.models import Message, Notice


def subject_of(notices: Sequence[Notice]) -> str:
    """Return the subject: the kind of the only notice, or how many there are."""
    return f"【明发】{KINDS[notices[0].kind].word}" if len(notices) == 1 else f"【明发】{len(notices)} 条提醒"


def lines_of(message: Message, notices: Sequence[Notice], at: datetime) -> list[str]:
    """Return the lines of the message, one notice each with its address (one query for titles).

    A group reads more than one person may know: it is told public titles alone.
    """
    documents = {each.about for each in notices if each.about is not None}
    if not documents:
        titles = {}
    elif settings.NOTICE_TITLES and message.channel == Channel.MAIL:
        titles = house.titles(message.person, documents, office_date(at))
    else:
        titles = house.public_titles(documents)
    return [_line(each, titles) for each in notices]


def _line(notice: Notice, titles: dict[int, str]) -> str:
    title = titles.get(notice.about, "") if notice.about is not None else ""
    named = f"《{title}》" if title else ""
    address = urljoin(settings.OFFICE_URL, f"/notices/{notice.pk}/") if settings.OFFICE_URL else ""
    return f"[{KINDS[notice.kind].word}] {notice.text}{named}" + (f"\n{address}" if address else "")
