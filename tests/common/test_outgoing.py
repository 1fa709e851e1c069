"""An answer of another machine ends in time as a whole, its headers included."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from common.outgoing import pieces, session


@pytest.fixture
def address():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "200000")
            self.end_headers()
            self.wfile.write(b"x" * 200_000)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_what_comes_in_time_comes_whole(address):
    until = time.monotonic() + 60
    with session(until=until) as asking, asking.get(address, stream=True, timeout=60) as answer:
        assert sum(map(len, pieces(answer, until=until))) == 200_000


def test_headers_that_come_too_late_are_not_waited_for(address):
    with session(until=time.monotonic()) as asking, pytest.raises(requests.Timeout):
        asking.get(address, stream=True, timeout=60)
