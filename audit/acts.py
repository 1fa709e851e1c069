"""One act of one person: everything journalled during one request bears the same act number."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

_act: ContextVar[UUID | None] = ContextVar("act", default=None)


def current() -> UUID:
    """Return the number of the act that is going on, or a new one outside any act."""
    return _act.get() or uuid4()


@contextmanager
def act() -> Iterator[UUID]:
    """Give everything inside one act number; an act inside an act keeps the outer number."""
    number = current()
    token = _act.set(number)
    try:
        yield number
    finally:
        _act.reset(token)
