"""Real brokers for tests: the files of `make run`, and a Redis of the test's own on the loopback."""

import fcntl
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis

from config.broker import transport_options
from tests.polling import until
from tests.tools import program


@dataclass(frozen=True)
class Files:
    """Messages as files below the data folder."""

    var: Path
    url: str = "filesystem://"

    @property
    def options(self) -> dict[str, Any]:
        """Return the transport options that the settings give the worker as well."""
        return transport_options(self.url, self.var / "broker")

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let nobody who has not sent before send while the block runs: the sender waits for the queue's table."""
        with (self.var / "broker" / "control" / "celery.exchange").open("rb+") as table:
            fcntl.flock(table, fcntl.LOCK_EX)
            yield

    def messages(self) -> int:
        """Return how many messages nobody has taken."""
        return len(list((self.var / "broker" / "messages").glob("*.celery.msg")))


@dataclass(frozen=True)
class Redis:
    """A Redis server without a file, which dies with the test."""

    client: "redis.Redis[bytes]"
    url: str
    options: dict[str, Any]

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let nobody send or acknowledge while the block runs: they wait."""
        self.client.client_pause(120_000, all=False)
        try:
            yield
        finally:
            self.client.client_unpause()

    def messages(self) -> int:
        """Return how many messages nobody has taken."""
        return int(self.client.llen("celery"))


@contextmanager
def redis_server(folder: Path) -> Iterator[Redis]:
    """Start a Redis on a free port of the loopback; kill it in the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    bare = ("--save", "", "--appendonly", "no", "--dir", str(folder), "--logfile", str(folder / "redis.log"))
    server = subprocess.Popen([program("redis"), "--bind", "127.0.0.1", "--port", str(port), *bare])
    try:
        client = redis.Redis(host="127.0.0.1", port=port)
        until(lambda: _answers(client), "Redis to answer")
        yield Redis(client, f"redis://127.0.0.1:{port}/0", {})
    finally:
        server.kill()
        server.wait()


def _answers(client: "redis.Redis[bytes]") -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
