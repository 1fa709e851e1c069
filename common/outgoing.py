"""Asking other machines over HTTP: nothing of this machine goes along, and an answer has an end in time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from urllib3.exceptions import HTTPError, TimeoutError

PIECE = 1 << 16


@contextmanager
def session() -> Iterator[requests.Session]:
    """Yield a session that takes no proxy and no stored password from the environment."""
    with requests.Session() as made:
        made.trust_env = False
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
    except TimeoutError:
        raise requests.Timeout from None
    except HTTPError:
        raise requests.ConnectionError from None
