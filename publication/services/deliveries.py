"""送达: put beside the release in its transaction, sent after the commit, tried again, settled by a receipt."""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from audit import services as audit
from outbox import services as outbox
from outbox.registry import handles
from publication.choices import State
from publication.errors import NotDelivered, NothingToResend, OutletRefused
from publication.facts import OutletWish, Receipt
from publication.models import Delivery, Outlet, Release
from publication.models.outlet import UNSETTLED
from publication.outlets.choices import DeliveryState, Event, Failure, OutletKind
from publication.outlets.selectors import delivery_for_update, due_deliveries, due_delivery
from publication.outlets.sending import PROBES, SENDERS
from publication.outlets.turns import turn_of

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440))
KIND = "publication.deliver"
UNSETTLED_STATES = frozenset({DeliveryState.WAITING, DeliveryState.FAILED})
FINAL = frozenset({Failure.OVERTAKEN, Failure.SWITCHED_OFF})

logger = logging.getLogger(__name__)


def put_all(*, release: Release, event: Event, at: datetime) -> list[Delivery]:
    """Put one delivery for each outlet in use, in the caller's transaction; the portal's is settled with it.

    Every message is whole, so whatever an earlier event still waits for is given up: a retry must not bring a
    withdrawn text back.
    """
    earlier = Delivery.objects.filter(UNSETTLED, release__document_id=release.document_id)
    earlier.update(state=DeliveryState.GIVEN_UP, failure=Failure.OVERTAKEN, next_at=None)
    made = [Delivery(release=release, outlet=each, event=event, put_at=at) for each in _in_use()]
    for each in made:
        if each.outlet.kind == OutletKind.PORTAL:
            _settled(each, Receipt(f"索引号 {release.index.text}", ""), at)
    Delivery.objects.bulk_create(made)
    for each in made:
        if each.state == DeliveryState.WAITING:
            outbox.put(kind=KIND, key=f"delivery:{each.pk}", payload={"delivery": each.pk})
    return made


def _in_use() -> list[Outlet]:
    return list(Outlet.objects.filter(is_active=True).order_by("pk"))


@handles(KIND, "送往发布渠道")
def deliver(payload: dict[str, Any], at: datetime) -> None:
    """Send what a release has put, outside the outbox's transaction; what is left is `send_due`'s, not the outbox's."""
    transaction.on_commit(lambda: send(payload["delivery"], at), robust=True)


def send_due(at: datetime, limit: int = 12) -> int:
    """Send what is due and was not sent by its own message; return how many."""
    return sum(send(each, at) for each in due_deliveries(at, limit))


def send(delivery_id: int, at: datetime) -> bool:
    """Send one delivery if it is unsettled, due and its turn; return whether it arrived.

    No row is locked while the receiver answers. When the worker dies meanwhile, the same key is sent again: the
    receiver knows it by its key, a folder by its name.
    """
    with turn_of(delivery_id) as is_ours:
        delivery = due_delivery(delivery_id, at) if is_ours else None
        return delivery is not None and _recorded(delivery_id, _attempt(delivery, at), at)


def _attempt(delivery: Delivery, at: datetime) -> Receipt | Failure:
    try:
        return _sent(delivery, at)
    except NotDelivered as refusal:
        return refusal.failure
    except Exception as error:  # noqa: BLE001  # one outlet must not hold up the others
        logger.error("delivery %s failed: %s", delivery.pk, type(error).__name__)
        return Failure.UNEXPECTED


@transaction.atomic
def _recorded(delivery_id: int, outcome: Receipt | Failure, at: datetime) -> bool:
    """Write down the outcome; what arrived has arrived, also when it was given up meanwhile."""
    delivery = delivery_for_update(delivery_id)
    assert delivery is not None  # noqa: S101  # nothing deletes deliveries
    delivery.attempts += 1
    if isinstance(outcome, Receipt):
        _settled(delivery, outcome, at)
    elif delivery.state in UNSETTLED_STATES:
        _failed(delivery, outcome, at)
    delivery.save()
    return isinstance(outcome, Receipt)


def _sent(delivery: Delivery, at: datetime) -> Receipt:
    if is_overtaken(delivery):
        raise NotDelivered(Failure.OVERTAKEN)
    if not delivery.outlet.is_active:
        raise NotDelivered(Failure.SWITCHED_OFF)
    return SENDERS[delivery.outlet.kind](delivery, at)


def is_overtaken(delivery: Delivery) -> bool:
    """Test if the text of the delivery is not what the public reads any more."""
    return delivery.event != Event.RETRACT and delivery.release.state != State.LIVE


def _settled(delivery: Delivery, receipt: Receipt, at: datetime) -> None:
    delivery.state, delivery.sent_at, delivery.next_at, delivery.failure = DeliveryState.SENT, at, None, ""
    delivery.receipt, delivery.receipt_sm3 = receipt.words, receipt.sm3


def _failed(delivery: Delivery, failure: Failure, at: datetime) -> None:
    delivery.failure = failure
    over = failure in FINAL or delivery.attempts > len(WAITS)
    delivery.state = DeliveryState.GIVEN_UP if over else DeliveryState.FAILED
    delivery.next_at = None if over else at + WAITS[delivery.attempts - 1]
    if over and failure != Failure.OVERTAKEN:
        _note("publication.delivery_given_up", delivery, None, at)


@transaction.atomic
def resend(*, delivery_id: int, by: User, at: datetime) -> Delivery:
    """重发: let a failed delivery be tried at once, with a new count of attempts and the same key; journalled.

    Raises NothingToResend.
    """
    delivery = delivery_for_update(delivery_id)
    failed = {DeliveryState.FAILED, DeliveryState.GIVEN_UP}
    if delivery is None or delivery.state not in failed or is_overtaken(delivery) or not delivery.outlet.is_active:
        raise NothingToResend
    delivery.state, delivery.attempts, delivery.next_at = DeliveryState.WAITING, 0, None
    delivery.save()
    _note("publication.delivery_resent", delivery, by, at)
    key = f"delivery:{delivery.pk}:{int(at.timestamp())}"
    outbox.put(kind=KIND, key=key, payload={"delivery": delivery.pk})
    return delivery


def _note(verb: str, delivery: Delivery, by: User | None, at: datetime) -> None:
    facts = {
        "outlet": delivery.outlet.name,
        "event": delivery.event,
        "index": delivery.release.index.text,
        "failure": delivery.failure,
    }
    audit.record(chain=f"document:{delivery.release.document_id}", verb=verb, facts=facts, by=by, at=at)


@transaction.atomic
def add_outlet(*, wish: OutletWish, by: User, at: datetime) -> Outlet:
    """Add an outlet, a web hook with a secret of its own. Raises OutletRefused."""
    outlet = Outlet(kind=wish.kind, salt=secrets.token_hex(32) if wish.kind == OutletKind.WEBHOOK else "")
    return _saved(outlet, wish, "publication.outlet_added", by, at)


@transaction.atomic
def change_outlet(*, outlet: Outlet, wish: OutletWish, by: User, at: datetime) -> Outlet:
    """Change name, address or recipients; the kind stays. Raises OutletRefused."""
    return _saved(outlet, wish, "publication.outlet_changed", by, at)


def _saved(outlet: Outlet, wish: OutletWish, verb: str, by: User, at: datetime) -> Outlet:
    if outlet.kind == OutletKind.PORTAL:
        raise OutletRefused
    outlet.name, outlet.address, outlet.recipients = wish.name, wish.address, list(wish.recipients)
    try:
        with transaction.atomic():
            outlet.save()
    except IntegrityError:
        raise OutletRefused from None
    _tell(verb, outlet, by, at)
    return outlet


@transaction.atomic
def renew_secret(*, outlet: Outlet, by: User, at: datetime) -> Outlet:
    """Give a web hook a new secret; the old one is void at once. Raises OutletRefused."""
    if outlet.kind != OutletKind.WEBHOOK:
        raise OutletRefused
    outlet.salt = secrets.token_hex(32)
    outlet.save(update_fields=["salt"])
    _tell("publication.outlet_secret", outlet, by, at)
    return outlet


@transaction.atomic
def switch_outlet(*, outlet: Outlet, on: bool, by: User, at: datetime) -> None:
    """Switch an outlet on or off; what waits for one that is off is given up. Raises OutletRefused."""
    if outlet.kind == OutletKind.PORTAL:
        raise OutletRefused
    outlet.is_active = on
    outlet.save(update_fields=["is_active"])
    if not on:
        waiting = Delivery.objects.filter(UNSETTLED, Q(outlet=outlet))
        waiting.update(state=DeliveryState.GIVEN_UP, failure=Failure.SWITCHED_OFF, next_at=None)
    _tell("publication.outlet_on" if on else "publication.outlet_off", outlet, by, at)


def probe_outlet(*, outlet: Outlet, by: User, at: datetime) -> Receipt:
    """Send a test message; journalled either way. Raises NotDelivered, OutletRefused."""
    if outlet.kind not in PROBES:
        raise OutletRefused
    try:
        receipt = PROBES[outlet.kind](outlet, at)
    except NotDelivered as refusal:
        _tell("publication.outlet_test_failed", outlet, by, at, failure=refusal.failure)
        raise
    _tell("publication.outlet_tested", outlet, by, at)
    return receipt


def _tell(verb: str, outlet: Outlet, by: User, at: datetime, **more: str) -> None:
    facts = {"outlet": outlet.name, "kind": outlet.kind, "id": outlet.pk, **more}
    audit.record(chain="outlets", verb=verb, facts=facts, by=by, at=at)
