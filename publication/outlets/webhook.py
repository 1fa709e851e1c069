"""接口推送: the message is posted as JSON, signed with the outlet's secret; the answer is the receipt."""

import hashlib
import hmac
from datetime import datetime
from uuid import uuid4

from common.digests import canonical, sm3
from common.outgoing import Unanswered, post
from publication.errors import NotDelivered
from publication.facts import Receipt
from publication.models import Delivery, Outlet
from publication.outlets.choices import Failure
from publication.outlets.message import SCHEMA, body_of

SUCCESS = range(200, 300)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return what the receiver computes as well: HMAC-SHA256 over timestamp, full stop and body."""
    signed = timestamp.encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def send(delivery: Delivery, at: datetime) -> Receipt:
    """Post the message; any answer of 200 to 299 is the receipt. Raises NotDelivered."""
    return _post(delivery.outlet, body_of(delivery), key=str(delivery.key), at=at)


def probe(outlet: Outlet, at: datetime) -> Receipt:
    """Post a message that says that it is a test. Raises NotDelivered."""
    key = str(uuid4())
    return _post(outlet, canonical({"schema": SCHEMA, "event": "test", "key": key}), key=key, at=at)


def _post(outlet: Outlet, body: bytes, *, key: str, at: datetime) -> Receipt:
    timestamp = str(int(at.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Mingfa",
        "Idempotency-Key": key,
        "X-Mingfa-Timestamp": timestamp,
        "X-Mingfa-Signature": signature(outlet.secret, timestamp, body),
    }
    try:
        answer = post(outlet.address, body, headers)
    except Unanswered as trouble:
        raise NotDelivered(Failure(trouble.why)) from None
    if answer.status not in SUCCESS:
        raise NotDelivered(Failure.MOVED if answer.is_redirect else Failure.REFUSED)
    return Receipt(f"HTTP {answer.status}", sm3(answer.body))
