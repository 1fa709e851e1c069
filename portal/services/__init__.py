"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.columns import put_column
from portal.services.items import apply

__all__ = ["apply", "put_column"]
