"""Small real programs for the tests of the supervisor: die, ignore, wait, serve."""

import http.server
import os
import signal
import subprocess
import sys


def die() -> None:
    sys.stdout.write("第 1 行\n第 2 行\n第 3 行\n")
    sys.exit(7)


def wait() -> None:
    signal.pause()


def ignore() -> None:
    """Ignore the request to stop, as the child does."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    sys.stdout.write(f"child {child.pid}\n")
    sys.stdout.flush()
    while True:
        signal.pause()


def serve() -> None:
    """Answer every request on the port of the environment."""
    address = ("127.0.0.1", int(os.environ["PORT"]))
    http.server.ThreadingHTTPServer(address, http.server.SimpleHTTPRequestHandler).serve_forever()


if __name__ == "__main__":
    {"die": die, "wait": wait, "ignore": ignore, "serve": serve}[sys.argv[1]]()
