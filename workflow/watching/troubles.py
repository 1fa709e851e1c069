"""What did not come about and is not tried any more: told to the General Office."""

from datetime import datetime

from django.urls import reverse

from common.clock import office_date
from notices import services as notices
from notices.facts import Telling
from outbox.models import Entry
from outbox.registry import word_of
from outbox.selectors import troubled
from publication.models import Delivery
from publication.outlets.selectors import given_up
from workflow.announcing import called
from workflow.roster import Roster, roster

MOST = 100


def watch(at: datetime) -> int:
    """Tell the General Office of effects and deliveries that have stopped; return how many notices that made."""
    house = roster(office_date(at))
    effects = [_of_effect(each, house) for each in troubled(at).filter(stuck=True)[:MOST]]
    lost = [_of_delivery(each, house) for each in given_up().select_related("release__document__lead_office")[:MOST]]
    return notices.tell_once(tellings=effects + lost, at=at)


def _of_effect(entry: Entry, house: Roster) -> Telling:
    """Return what is told of a stuck effect; the time of its last attempt makes it another one when it sticks again."""
    what, last = word_of(entry.kind), f"{entry.next_at:%s}" if entry.next_at else ""
    text = f"{what}已停止重试：编号 {entry.pk}，错误代码 {entry.failed_code}"
    return Telling("trouble.effect", f"{entry.pk}:{last}", house.secretaries(), text, reverse("workflow:board"))


def _of_delivery(delivery: Delivery, house: Roster) -> Telling:
    document = delivery.release.document
    return Telling(
        kind="trouble.delivery",
        key=f"{delivery.pk}:{delivery.attempts}",
        to=house.general_office(document.lead_office.path),
        text=f"送往“{delivery.outlet.name}”已停止重试（{delivery.get_failure_display()}）：{called(document)}",
        url=reverse("workflow:channels", args=[document.pk]),
        about=document.pk,
    )
