"""Asking other machines over HTTP or by mail: nothing of this machine goes along, and an answer has an end in time."""

import http.client
import io
import smtplib
import socket
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from django.core.mail import EmailMessage
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as ReadTimeout

PIECE = 1 << 16
TIMEOUT = (5, 10)  # seconds to connect, seconds between two pieces of the answer
WHOLE = 20  # seconds until the answer has ended
MOST_ANSWER = 64 * 1024  # bytes of an answer that are read

SUCCESS = range(200, 300)
LONGEST_URL = 1000
DEFAULT_PORTS = {"http": 80, "https": 443}

CERTIFICATE, SLOW, UNREACHABLE, REFUSED = "certificate", "timeout", "unreachable", "refused"


def is_allowed(url: str, hosts: Collection[str]) -> bool:
    """Test if the address is http(s) on a host of the list; `host:port` allows that port, `host` the usual ones."""
    if len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS or parts.username or parts.password:
        return False
    host = (parts.hostname or "").rstrip(".")
    usual = port in (None, DEFAULT_PORTS[parts.scheme])
    return (usual and host in hosts) or f"{host}:{port}" in hosts


class Unanswered(Exception):  # it is an answer to the question, and no refusal of the product's
    """The other side could not be asked, or took nothing: `why` is one of the codes above."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, whether it points elsewhere, of a success the first bytes of the body."""

    status: int
    is_redirect: bool
    body: bytes


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post the body and return the answer; redirects are not followed. Raises Unanswered."""
    try:
        return _posted(address, body, headers)
    except requests.exceptions.SSLError:
        raise Unanswered(CERTIFICATE) from None
    except requests.Timeout:
        raise Unanswered(SLOW) from None
    except (requests.RequestException, OSError):
        raise Unanswered(UNREACHABLE) from None


def _posted(address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    until = time.monotonic() + WHOLE
    with session(until=until) as asking:
        posted = asking.post(address, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True)
        with posted as answer:
            taken = answer.status_code in SUCCESS
            return Answer(answer.status_code, answer.is_redirect, _words(answer, until) if taken else b"")


def _words(answer: requests.Response, until: float) -> bytes:
    words = bytearray()
    for piece in pieces(answer, until=until):
        words += piece
        if len(words) >= MOST_ANSWER:
            break
    return bytes(words[:MOST_ANSWER])


def hand_in(message: EmailMessage) -> None:
    """Hand a message in at the installation's mail server. Raises Unanswered."""
    try:
        message.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
        raise Unanswered(REFUSED) from None
    except TimeoutError:
        raise Unanswered(SLOW) from None
    except (smtplib.SMTPException, OSError):
        raise Unanswered(UNREACHABLE) from None


class _Until(io.RawIOBase):
    """What comes out of a socket until a moment: a timeout of the socket alone begins anew with every byte."""

    def __init__(self, found: io.BufferedReader, sock: socket.socket, until: float) -> None:
        self.found, self.sock, self.until = found, sock, until
        self.each = sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(min(left, self.each) if self.each is not None else left)
        return self.found.raw.readinto(buffer)

    def close(self) -> None:
        self.found.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer whose status line and headers, too, have come by `until`."""

    def __init__(self, sock: socket.socket, *args: Any, until: float, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Until(self.fp, sock, until))


class _Adapter(HTTPAdapter):
    def __init__(self, until: float) -> None:
        self.until = until
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        answers = {"response_class": staticmethod(partial(_Answer, until=self.until))}
        self.poolmanager.pool_classes_by_scheme = {
            "http": _pool(HTTPConnectionPool, HTTPConnection, answers),
            "https": _pool(HTTPSConnectionPool, HTTPSConnection, answers),
        }


def _pool(pool: Any, connection: Any, answers: dict[str, Any]) -> Any:
    made = type("Connection", (connection,), answers)
    return type("Pool", (pool,), {"ConnectionCls": made})


@contextmanager
def session(*, until: float) -> Iterator[requests.Session]:
    """Yield a session that takes no proxy and no stored password from the environment.

    Every answer has come by `until`, a moment of time.monotonic(), or requests.Timeout is raised.
    """
    with requests.Session() as made:
        made.trust_env = False
        for scheme in ("http://", "https://"):
            made.mount(scheme, _Adapter(until))
        yield made


def pieces(answer: requests.Response, *, until: float) -> Iterator[bytes]:
    """Yield the body of a streamed answer as it arrives; `until` is a moment of time.monotonic().

    A read of a fixed size would wait for as long as somebody sends a byte now and then. Raises requests.Timeout,
    requests.ConnectionError.
    """
    try:
        while piece := answer.raw.read1(PIECE, decode_content=True):
            yield piece
            if time.monotonic() > until:
                raise requests.Timeout
    except ReadTimeout:
        raise requests.Timeout from None
    except HTTPError:
        raise requests.ConnectionError from None
