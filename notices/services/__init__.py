"""Telling people, and what they have read; call them as `notices.<verb>(...)`."""

from notices.services.preferences import save_preference
from notices.services.reading import mark_read, open_notice, purge
from notices.services.sending import send, send_due
from notices.services.telling import claim, tell, tell_rungs

__all__ = ["claim", "mark_read", "open_notice", "purge", "save_preference", "send", "send_due", "tell", "tell_rungs"]
