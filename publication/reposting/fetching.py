"""Fetching from configured hosts only: every redirect is checked anew, size and time are bounded."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin

import requests

from common.outgoing import is_allowed, pieces, session
from common.sheets import MB
from publication.reposting.errors import HostNotAllowed, SourceGone, SourceTooLarge, SourceUnreachable

CALLED = "mingfa-repost/1"
CONNECT, READ, WHOLE = 5, 10, 20  # seconds
LIMIT_MB = 8
MOST_REDIRECTS = 3
LONGEST_HEADER = 100
OK, UNCHANGED, GONE = 200, 304, (404, 410)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered: where it was found, its type, its bytes, and what to ask with next time."""

    url: str
    media_type: str
    data: bytes
    etag: str = ""
    last_modified: str = ""


def fetch(url: str, *, hosts: Collection[str], etag: str = "", last_modified: str = "") -> Fetched | None:
    """Return what stands at the address; None when it is as it was (conditional GET).

    Raises HostNotAllowed, SourceGone, SourceUnreachable, SourceTooLarge.
    """
    wanted = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in wanted.items() if value}
    until = time.monotonic() + WHOLE
    with session(until=until) as asking:
        asking.headers.update({"User-Agent": CALLED, "Accept-Encoding": "identity"})
        try:
            return _followed(asking, url, hosts, headers, until)
        except (requests.RequestException, OSError, ValueError):
            raise SourceUnreachable from None


def _followed(
    asking: requests.Session, url: str, hosts: Collection[str], headers: dict[str, str], until: float
) -> Fetched | None:
    for _ in range(MOST_REDIRECTS + 1):
        if not is_allowed(url, hosts):
            raise HostNotAllowed
        with asking.get(url, headers=headers, stream=True, allow_redirects=False, timeout=(CONNECT, READ)) as answer:
            if answer.status_code in REDIRECTS and (place := answer.headers.get("Location")):
                url = urljoin(url, place)
                continue
            return _answer(answer, url, until)
    raise SourceUnreachable


def _answer(answer: requests.Response, url: str, until: float) -> Fetched | None:
    if answer.status_code == UNCHANGED:
        return None
    if answer.status_code in GONE:
        raise SourceGone
    if answer.status_code != OK:
        raise SourceUnreachable
    return Fetched(
        url=url,
        media_type=_header(answer, "Content-Type"),
        data=_body(answer, until),
        etag=_header(answer, "ETag"),
        last_modified=_header(answer, "Last-Modified"),
    )


def _header(answer: requests.Response, name: str) -> str:
    """Return the header, "" for one that is too long or has unseen characters."""
    value = str(answer.headers.get(name, ""))
    return value if len(value) <= LONGEST_HEADER and value.isprintable() else ""


def _body(answer: requests.Response, until: float) -> bytes:
    """Return the body; what trickles past the time or grows past the limit is dropped."""
    body = bytearray()
    for piece in pieces(answer, until=until):
        body += piece
        if len(body) > LIMIT_MB * MB:
            raise SourceTooLarge(limit=LIMIT_MB)
    return bytes(body)
