"""移送: the list of what was published in a period, and its handing over (条例第25条; R39)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.errors import NotFound
from common.gate import Gate
from publication.choices import State
from publication.errors import NothingToSupply, ReceiptInTheFuture, SupplyHandedOver
from publication.models import Release, Supply, SupplyItem


@transaction.atomic
def make_supply(*, recipient: str, recipient_name: str, since: date, until: date, by: User, at: datetime) -> Supply:
    """Make the list of all that was published in the period and is public still.

    Raises NothingToSupply, GateClosed when something was published meanwhile that the list lacks (R39).
    """
    published = Release.objects.filter(state=State.LIVE, published_on__range=(since, until))
    found = list(published.order_by("published_at", "pk").values_list("pk", flat=True))
    if not found:
        raise NothingToSupply
    supply = Supply.objects.create(
        recipient=recipient, recipient_name=recipient_name.strip(), since=since, until=until, made_by=by, made_at=at
    )
    SupplyItem.objects.bulk_create(SupplyItem(supply=supply, release_id=each) for each in found)
    Gate("make_supply", "编制移送清单", supply).check()
    period = {"since": since.isoformat(), "until": until.isoformat()}
    _note("publication.supply_made", supply, by, at, count=len(found), **period)
    return supply


@transaction.atomic
def hand_over(*, supply_id: int, handed_on: date, received_by: str, by: User, at: datetime) -> Supply:
    """Record once that the list was handed over, with the receipt.

    Raises NotFound, SupplyHandedOver, ReceiptInTheFuture.
    """
    supply = Supply.objects.select_for_update().filter(pk=supply_id).first()
    if supply is None:
        raise NotFound
    if supply.handed_on is not None:
        raise SupplyHandedOver
    if not office_date(supply.made_at) <= handed_on <= office_date(at):
        raise ReceiptInTheFuture
    supply.handed_on, supply.received_by = handed_on, received_by.strip()
    supply.handed_by, supply.handed_at = by, at
    supply.save()
    _note("publication.supply_handed", supply, by, at)
    return supply


def _note(verb: str, supply: Supply, by: User, at: datetime, **more: Any) -> None:
    facts = {"supply": supply.pk, "recipient": supply.recipient, **more}
    audit.record(chain="supply", verb=verb, facts=facts, by=by, at=at)
