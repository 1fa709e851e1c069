"""The ways to an outlet by its kind; each takes a delivery and returns the receipt, or raises NotDelivered."""

from collections.abc import Callable
from datetime import datetime

from publication.facts import Receipt
from publication.models import Delivery, Outlet
from publication.outlets import folder, mail, webhook
from publication.outlets.choices import OutletKind

Sender = Callable[[Delivery, datetime], Receipt]
SENDERS: dict[str, Sender] = {
    OutletKind.WEBHOOK: webhook.send,
    OutletKind.FOLDER: folder.send,
    OutletKind.MAIL: mail.send,
}
PROBES: dict[str, Callable[[Outlet, datetime], Receipt]] = {
    OutletKind.WEBHOOK: webhook.probe,
    OutletKind.FOLDER: folder.probe,
    OutletKind.MAIL: mail.probe,
}
