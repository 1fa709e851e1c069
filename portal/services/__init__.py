"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.items import apply

__all__ = ["apply"]
