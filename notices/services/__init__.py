"""Telling people, and what they have read; call them as `notices.<verb>(...)`."""

from notices.services.preferences import save_preference
from notices.services.reading import erase_typed, mark_read, open_notice, purge
from notices.services.robots import probe_robot, remove_robot, set_robot
from notices.services.sending import send, send_again, send_due
from notices.services.telling import claim, tell, tell_all, tell_once

__all__ = [
    "claim",
    "erase_typed",
    "mark_read",
    "open_notice",
    "probe_robot",
    "purge",
    "remove_robot",
    "save_preference",
    "send",
    "send_again",
    "send_due",
    "set_robot",
    "tell",
    "tell_all",
    "tell_once",
]
