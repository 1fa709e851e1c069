"""Asking other machines over HTTP: nothing of this machine goes along, and an answer has an end in time."""

import http.client
import io
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Slow

PIECE = 1 << 16


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
    except Slow:
        raise requests.Timeout from None
    except HTTPError:
        raise requests.ConnectionError from None
