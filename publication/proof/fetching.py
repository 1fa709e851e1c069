"""One look at a release as a reader sees it: its pages and files fetched over HTTP and compared byte for byte.

Where a release or an interpretation was taken down, its addresses must answer 410: the page with the words to the
public and nothing of the content, the files not at all.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import requests
from django.utils.html import escape

from common.outgoing import pieces, session
from portal.facts import EndedReading, PublicReading
from portal.pages import reading_url, whole_url
from publication.choices import State
from publication.models import Release
from publication.outlets.message import KINDS, file_url, page_url
from publication.proof.choices import Outcome, Part

TIMEOUT = (5, 20)  # seconds to connect, seconds between two pieces of the answer
WHOLE = 60  # seconds until an answer has ended
MOST_PAGE = 20 * 1024 * 1024  # bytes of a page
OK, GONE, BROKEN = 200, 410, 500
Readings = tuple[Sequence[PublicReading], Sequence[EndedReading]]


def look_at(release: Release, readings: Readings = ((), ())) -> tuple[Outcome, list[str]]:
    """Return what a reader gets, the graver finding first, and the parts that are not as they were released.

    `index` and the files of `copy` must be loaded; `readings` are the interpretations and what is left of others.
    """
    parts = _each_part(release, readings) if release.state == State.LIVE else _what_is_left(release)
    found = list(parts)
    for outcome in (Outcome.DIFFERS, Outcome.UNREACHABLE):
        if amiss := [part for part, seen in found if seen == outcome]:
            return outcome, amiss
    return Outcome.OK, []


def _each_part(release: Release, readings: Readings) -> Iterator[tuple[str, Outcome]]:
    """Yield each part with what was seen; where the page cannot be reached nothing else is asked for."""
    page = _page(release)
    yield Part.PAGE, page
    for kind in KINDS:
        if getattr(release.copy, f"{kind}_id"):
            yield Part(kind), page if page == Outcome.UNREACHABLE else _file(release, kind)
    shown, ended = readings
    if page != Outcome.UNREACHABLE and (shown or ended):
        seen = [_reading(release, each) for each in shown] + [_ended_reading(release, each) for each in ended]
        yield Part.READINGS, _gravest(seen)


def _what_is_left(release: Release) -> Iterator[tuple[str, Outcome]]:
    """Yield what the addresses of a retracted release serve: the words to the public, no page text, no file."""
    text = bytes(release.copy.html.data) if release.copy.html is not None else b""
    page = _tombstone(page_url(release), release.explanation, text)
    yield Part.TOMBSTONE, page
    for kind in KINDS:
        if page != Outcome.UNREACHABLE and getattr(release.copy, f"{kind}_sha256"):
            yield Part(kind), _gone_file(release, kind)


def _gravest(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    return next((each for each in (Outcome.DIFFERS, Outcome.UNREACHABLE) if each in found), Outcome.OK)


def _page(release: Release) -> Outcome:
    """Test if the page holds the released text, sign for sign, and that text is the one that was verified."""
    assert release.copy.html is not None  # noqa: S101  # only erased copies have none, and those are never live
    text = bytes(release.copy.html.data)
    outcome = _holds(page_url(release), text)
    same = hashlib.sha256(text).hexdigest() == release.copy.html_sha256
    return outcome if outcome != Outcome.OK or same else Outcome.DIFFERS


def _reading(release: Release, reading: PublicReading) -> Outcome:
    """Test if the page of an interpretation holds its text, sign for sign."""
    return _holds(whole_url(reading_url(release.index.text, reading.serial)), reading.page.encode())


def _ended_reading(release: Release, ended: EndedReading) -> Outcome:
    return _tombstone(whole_url(reading_url(release.index.text, ended.serial)), ended.explanation, b"")


def _holds(url: str, text: bytes) -> Outcome:
    seen = bytearray()
    outcome = _read(url, seen.extend, most=MOST_PAGE)
    return outcome if outcome != Outcome.OK or text in seen else Outcome.DIFFERS


def _tombstone(url: str, words: str, text: bytes) -> Outcome:
    """Test if the address says that it is gone, in these words, and shows nothing of the text."""
    seen = bytearray()
    outcome = _read(url, seen.extend, most=MOST_PAGE, wanted=GONE)
    tells = escape(words).encode() in seen and not (text and text in seen)
    return outcome if outcome != Outcome.OK or tells else Outcome.DIFFERS


def _file(release: Release, kind: str) -> Outcome:
    digest = hashlib.sha256()
    size = getattr(release.copy, kind).size
    outcome = _read(file_url(release, kind), digest.update, most=size + 1)
    same = digest.hexdigest() == getattr(release.copy, f"{kind}_sha256")
    return outcome if outcome != Outcome.OK or same else Outcome.DIFFERS


def _gone_file(release: Release, kind: str) -> Outcome:
    """Test if the address of a file says that it is gone and serves something else."""
    digest = hashlib.sha256()
    outcome = _read(file_url(release, kind), digest.update, most=MOST_PAGE, wanted=GONE)
    same = digest.hexdigest() == getattr(release.copy, f"{kind}_sha256")
    return Outcome.DIFFERS if same else outcome


def _read(url: str, take: Callable[[bytes], object], *, most: int, wanted: int = OK) -> Outcome:
    """Hand what the address serves to `take`, piece by piece; another status than `wanted` serves something else."""
    until = time.monotonic() + WHOLE
    try:
        with (
            session(until=until) as asking,
            asking.get(url, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer,
        ):
            if answer.status_code != wanted:
                return Outcome.UNREACHABLE if answer.status_code >= BROKEN else Outcome.DIFFERS
            return _taken(answer, take, most, until)
    except (requests.RequestException, OSError):
        return Outcome.UNREACHABLE


def _taken(answer: requests.Response, take: Callable[[bytes], object], most: int, until: float) -> Outcome:
    got = 0
    for piece in pieces(answer, until=until):
        take(piece)
        got += len(piece)
        if got > most:
            return Outcome.DIFFERS
    return Outcome.OK
