"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.columns import put_column
from portal.services.datasets import close_dataset, open_dataset
from portal.services.items import apply

__all__ = ["apply", "close_dataset", "open_dataset", "put_column"]
