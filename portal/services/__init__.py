"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.bulk import apply_register
from portal.services.bundles import apply_bundle
from portal.services.columns import put_column
from portal.services.items import apply

__all__ = [
    "apply",
    "apply_bundle",
    "apply_register",
    "put_column",
]
