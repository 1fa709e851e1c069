"""Real receivers for the tests of outlets: a web server that remembers what it got, a mail server likewise."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Receiver:
    """What a neighbouring system got, and how it answers: `status` for each coming request, then the last again."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [200])
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    location: str = ""
    meanwhile: list[Callable[[], object]] = field(default_factory=list)  # done before the answers, one for each
    promised: int = 0  # bytes that the answer says it has
    said: bytes = b'{"taken": true}'
    paths: list[str] = field(default_factory=list)

    def answer(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def receiving(*statuses: int) -> Iterator[Receiver]:
    """Listen on a free port while the block runs."""
    receiver = Receiver(statuses=list(statuses) or [200])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append((dict(self.headers), body))
            receiver.paths.append(self.path)
            if receiver.meanwhile:
                receiver.meanwhile.pop(0)()
            status = receiver.answer()
            self.send_response(status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            if receiver.promised:
                self.send_header("Content-Length", str(receiver.promised))
            self.end_headers()
            self.wfile.write(receiver.said)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Mailbox:
    """The handler of the mail server: keeps every message, refuses whoever is named `refused`."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            return "554 no"
        self.messages.append(envelope)
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """Run a mail server on a free port while the block runs."""
    mailbox, port = Mailbox(), free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()
