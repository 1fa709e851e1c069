"""Telling people, and what they have read; call them as `notices.<verb>(...)`."""

from notices.services.reading import mark_read, open_notice, purge
from notices.services.telling import claim, tell, tell_rungs

__all__ = ["claim", "mark_read", "open_notice", "purge", "tell", "tell_rungs"]
