"""Which function brings about which kind of effect."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from outbox.errors import UnknownKind

Handler = Callable[[dict[str, Any], datetime], None]

_handlers: dict[str, Handler] = {}
_words: dict[str, str] = {}


def handles(kind: str, word: str = "") -> Callable[[Handler], Handler]:
    """Register the function below it for the kind; it gets the payload and the moment, inside a transaction.

    `word` names the kind for a person.

    A handler may be called again after it failed or its worker died, so what it does outside the database
    must bear repetition; what it does in the database happens once. One that asks the network leaves that for
    after the commit (transaction.on_commit) and has a sweep of its own for what was lost in between.
    :raises ValueError: the kind has another handler already.
    """

    def register(handler: Handler) -> Handler:
        if _handlers.setdefault(kind, handler) is not handler:
            raise ValueError(f"outbox kind {kind} has two handlers")
        _words[kind] = word or kind
        return handler

    return register


def handler_of(kind: str) -> Handler:
    """Return the handler of the kind.

    :raises UnknownKind: there is none.
    """
    if kind not in _handlers:
        raise UnknownKind(kind=kind)
    return _handlers[kind]


def word_of(kind: str) -> str:
    """Return the kind in words; a kind that left the code is named by its code."""
    return _words.get(kind, kind)
