"""The ways to a person; each sends a message, or raises NotSent."""

from collections.abc import Callable
from datetime import datetime

from notices.channels import mail, robot
from notices.channels.refusal import NotSent
from notices.choices import Channel
from notices.models import Message

__all__ = ["ONCE", "SENDERS", "NotSent"]

SENDERS: dict[str, Callable[[Message, datetime], None]] = {Channel.MAIL: mail.send, Channel.ROBOT: robot.send}
ONCE: frozenset[str] = frozenset({Channel.ROBOT})
