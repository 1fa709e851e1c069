"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.columns import put_column
from portal.services.datasets import close_dataset, dataset_rows, open_dataset, put_datasets
from portal.services.items import apply

__all__ = ["apply", "close_dataset", "dataset_rows", "open_dataset", "put_column", "put_datasets"]
