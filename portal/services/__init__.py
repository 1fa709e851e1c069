"""Writes of the portal; call them as `portal.<verb>(...)`."""

from portal.services.bulk import apply_register
from portal.services.bundles import apply_bundle
from portal.services.columns import column_rows, put_column
from portal.services.datasets import close_dataset, dataset_rows, open_dataset, put_datasets
from portal.services.items import apply, columns_of

__all__ = [
    "apply",
    "apply_bundle",
    "apply_register",
    "close_dataset",
    "column_rows",
    "columns_of",
    "dataset_rows",
    "open_dataset",
    "put_column",
    "put_datasets",
]
