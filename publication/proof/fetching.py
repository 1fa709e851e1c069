"""One look at a release as a reader sees it: page and files fetched over HTTP and compared byte for byte."""

import hashlib
import time
from collections.abc import Callable, Iterator

import requests

from common.outgoing import pieces, session
from publication.models import Release
from publication.outlets.message import KINDS, file_url, page_url
from publication.proof.choices import Outcome, Part

TIMEOUT = (5, 20)  # seconds to connect, seconds between two pieces of the answer
WHOLE = 60  # seconds until an answer has ended
MOST_PAGE = 20 * 1024 * 1024  # bytes of a page


def look_at(release: Release) -> tuple[Outcome, list[str]]:
    """Return what a reader gets, the graver finding first, and the parts that are not as they were released.

    `index` and the files of `copy` must be loaded.
    """
    found = list(_each_part(release))
    for outcome in (Outcome.DIFFERS, Outcome.UNREACHABLE):
        if parts := [part for part, seen in found if seen == outcome]:
            return outcome, parts
    return Outcome.OK, []


def _each_part(release: Release) -> Iterator[tuple[str, Outcome]]:
    """Yield each part with what was seen; where the page cannot be reached nothing else is asked for."""
    page = _page(release)
    yield Part.PAGE, page
    for kind in KINDS:
        if getattr(release.copy, f"{kind}_id"):
            yield Part(kind), page if page == Outcome.UNREACHABLE else _file(release, kind)


def _page(release: Release) -> Outcome:
    """Test if the page holds the released text, sign for sign, and that text is the one that was verified."""
    assert release.copy.html is not None  # noqa: S101  # only erased copies have none, and those are never live
    text, seen = bytes(release.copy.html.data), bytearray()
    outcome = _read(page_url(release), seen.extend, most=MOST_PAGE)
    same = text in seen and hashlib.sha256(text).hexdigest() == release.copy.html_sha256
    return outcome if outcome != Outcome.OK or same else Outcome.DIFFERS


def _file(release: Release, kind: str) -> Outcome:
    digest = hashlib.sha256()
    size = getattr(release.copy, kind).size
    outcome = _read(file_url(release, kind), digest.update, most=size + 1)
    same = digest.hexdigest() == getattr(release.copy, f"{kind}_sha256")
    return outcome if outcome != Outcome.OK or same else Outcome.DIFFERS


def _read(url: str, take: Callable[[bytes], object], *, most: int) -> Outcome:
    """Hand what the address serves to `take`, piece by piece; an answer that is not 200 serves something else."""
    until = time.monotonic() + WHOLE
    try:
        with session(until=until) as asking:
            return _taken(asking, url, take, most, until)
    except (requests.RequestException, OSError):
        return Outcome.UNREACHABLE


def _taken(asking: requests.Session, url: str, take: Callable[[bytes], object], most: int, until: float) -> Outcome:
    with asking.get(url, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
        if answer.status_code != 200:  # noqa: PLR2004
            return Outcome.UNREACHABLE if answer.status_code >= 500 else Outcome.DIFFERS  # noqa: PLR2004
        got = 0
        for piece in pieces(answer, until=until):
            take(piece)
            got += len(piece)
            if got > most:
                return Outcome.DIFFERS
    return Outcome.OK
