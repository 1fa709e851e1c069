"""A worker process for tests: takes one entry and, in its handler, says "inside" and waits for a line.

argv: entry id. Its effect stands in the transaction before it waits, so that a kill must undo it.
"""

import sys

import django

django.setup()

from common import clock  # noqa: E402  # models load after setup
from outbox import services  # noqa: E402
from outbox.registry import handles  # noqa: E402
from tests.outbox.conftest import leave  # noqa: E402


@handles("test")
def wait_inside(payload, at):
    leave(payload["word"])
    sys.stdout.write("inside\n")
    sys.stdout.flush()
    sys.stdin.readline()


sys.stdout.write(f"{services.deliver(int(sys.argv[1]), clock.now())}\n")
