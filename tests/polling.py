"""Waiting for another process: bounded, and it says what it waited for."""

import time
from collections.abc import Callable

LONGEST = 120.0  # seconds; reached only when the thing waited for never comes


def until(condition: Callable[[], object], what: str = "the condition", longest: float = LONGEST) -> None:
    """Return as soon as the condition holds; fail when it does not come true in time."""
    deadline = time.monotonic() + longest
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
