"""接口推送: the message is posted as JSON, signed with the outlet's secret; the answer is the receipt."""

import hashlib
import hmac
import time
from datetime import datetime
from uuid import uuid4

import requests

from common.digests import canonical, sm3
from common.outgoing import pieces, session
from publication.errors import NotDelivered
from publication.facts import Receipt
from publication.models import Delivery, Outlet
from publication.outlets.choices import Failure
from publication.outlets.message import SCHEMA, body_of

TIMEOUT = (5, 10)  # seconds to connect, seconds between two pieces of the answer
WHOLE = 20  # seconds until the answer has ended
SUCCESS = range(200, 300)
MOST_ANSWER = 64 * 1024  # bytes of an answer that are read for its digest


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
        return _answered(outlet.address, body, headers)
    except requests.exceptions.SSLError:
        raise NotDelivered(Failure.CERTIFICATE) from None
    except requests.Timeout:
        raise NotDelivered(Failure.TIMEOUT) from None
    except (requests.RequestException, OSError):
        raise NotDelivered(Failure.UNREACHABLE) from None


def _answered(address: str, body: bytes, headers: dict[str, str]) -> Receipt:
    until = time.monotonic() + WHOLE
    with session(until=until) as asking:
        posted = asking.post(address, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True)
        with posted as answer:
            if answer.status_code not in SUCCESS:
                raise NotDelivered(Failure.MOVED if answer.is_redirect else Failure.REFUSED)
            return Receipt(f"HTTP {answer.status_code}", sm3(_words(answer, until)))


def _words(answer: requests.Response, until: float) -> bytes:
    words = bytearray()
    for piece in pieces(answer, until=until):
        words += piece
        if len(words) >= MOST_ANSWER:
            break
    return bytes(words[:MOST_ANSWER])
