"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.bulk import apply_register
from portal.services.items import apply

__all__ = ["apply", "apply_register"]
