"""Where kept pages and what is known of them lie: three caches, whose absence is borne."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

STATE = "portal"  # the generations that many pages share
DOCUMENTS = "portal_documents"  # the pages of documents and interpretations, and the generation of each document
LISTS = "portal_lists"  # every other page: gone from the disk with the next change
UNREACHABLE = (OSError, RedisError)
UNREAD, UNWRITTEN = "portal cache cannot be read", "portal cache cannot be written"
KEYS = 1000  # that Redis removes at once
logger = logging.getLogger(__name__)


def keeps() -> bool:
    """Test if anything is kept at all."""
    return not isinstance(caches[STATE], DummyCache)


def get(shelf: str, key: str) -> Any:
    """Return what is kept under the key, None when nothing is."""
    return (get_many(shelf, [key]) or {}).get(key)


def get_many(shelf: str, keys: Iterable[str]) -> dict[str, Any] | None:
    """Return what is kept under these keys, None when the cache does not answer."""
    try:
        return caches[shelf].get_many(list(keys))
    except UNREACHABLE:
        logger.warning(UNREAD)
        return None


def put(shelf: str, values: Mapping[str, Any], seconds: int | None) -> None:
    """Keep each value under its key for so long, for ever when no time is given."""
    try:
        caches[shelf].set_many(dict(values), seconds)
    except UNREACHABLE:
        logger.warning(UNWRITTEN)


def add(shelf: str, key: str, value: Any) -> Any:
    """Keep the value for ever unless there is one; return what is kept now."""
    try:
        added = caches[shelf].add(key, value, None)
        return value if added else caches[shelf].get(key, value)
    except UNREACHABLE:
        logger.warning(UNWRITTEN)
        return value


def remove(shelf: str, keys: Iterable[str]) -> None:
    """Let nothing lie under these keys."""
    try:
        caches[shelf].delete_many(list(keys))
    except UNREACHABLE:
        logger.warning(UNWRITTEN)


def clear(shelf: str) -> None:
    """Remove all files of the shelf from the disk; what lies in Redis goes by its time."""
    if isinstance(cache := caches[shelf], FileBasedCache):
        with suppress(OSError):
            cache.clear()


def empty(shelf: str) -> None:
    """Remove all that lies on the shelf, from the disk or from Redis, which is asked for every key that it has.

    Of a million pages that takes seconds, for which no visitor waits.
    :raises OSError, RedisError: Redis does not answer.
    """
    clear(shelf)
    if isinstance(cache := caches[shelf], RedisCache):
        client = cache._cache.get_client(write=True)
        found = iter(client.scan_iter(match=cache.make_key("*"), count=KEYS))
        while keys := list(islice(found, KEYS)):
            client.unlink(*keys)
