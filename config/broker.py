"""Celery's messages without a broker: files in one folder, each written and claimed as a whole.

kombu's own file transport lets a reader take a file (a message, the table of an exchange) before its
text is in it, and the reader dies of it. A message that is lost all the same is found again by the outbox sweep.
"""

import os
import uuid
from contextlib import suppress
from pathlib import Path
from queue import Empty
from time import monotonic_ns
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

TRANSPORT_ALIASES["filesystem"] = "config.broker:Transport"


def transport_options(url: str, folder: Path) -> dict[str, Any]:
    """Return Celery's options for the broker's address; the file transport gets its folders, made here."""
    if not url.startswith("filesystem:"):
        return {}
    for name in ("messages", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.1,  # seconds
    }


class Channel(filesystem.Channel):
    """Writes under another name first, claims by renaming: a reader sees whole messages only, once."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # its two parents differ
        name = f"{monotonic_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        draft = folder / f".{name}.part"
        draft.write_text(dumps(payload), encoding="utf-8")
        draft.rename(folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] == f"{queue}.msg" and (text := _claim(folder / name)):
                return loads(text)
        raise Empty

    def _queue_bind(self, exchange: str, routing_key: Any, pattern: Any, queue: Any) -> None:
        """Bind as kombu does, but never let a reader see the table of an exchange before its text is in it."""
        table = Path(self.control_folder) / f"{exchange}.exchange"
        if not table.exists():
            draft = table.with_name(f".{uuid.uuid4()}.part")
            draft.write_text(dumps([(routing_key or "", pattern or "", queue or "")]), encoding="utf-8")
            with suppress(FileExistsError):
                os.link(draft, table)
            draft.unlink()
        super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    """kombu's file transport with the careful channel, read from the worker's event loop as Redis is.

    For a transport without the loop celery lets all processes of its pool read from one pipe in turn; one
    that is killed (out of memory) in its turn never ends it, and the worker lives on and does nothing.
    """

    Channel = Channel
    implements = filesystem.Transport.implements.extend(asynchronous=True)

    def register_with_event_loop(self, connection: Any, loop: Any) -> None:
        """Look for messages again and again while the loop runs."""
        loop.call_repeatedly(self.polling_interval, self._take_all, connection)

    def _take_all(self, connection: Any) -> None:
        with suppress(TimeoutError):  # nothing there, or the worker has its hands full
            while True:
                self.drain_events(connection, timeout=0)


def _claim(path: Path) -> str:
    """Return the message and remove it; an empty text when another reader was faster."""
    claimed = path.with_name(f".{path.name}.claimed")
    try:
        path.rename(claimed)
    except FileNotFoundError:
        return ""
    text = claimed.read_text(encoding="utf-8")
    claimed.unlink()
    return text
