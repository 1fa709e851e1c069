"""开放数据集: opened after the review of its aggregation, closed when the review says so (R20)."""

from datetime import date

from django.db import transaction

from portal.choices import Dataset
from portal.models import PublishedDataset


@transaction.atomic
def open_dataset(*, name: Dataset, approved_on: date, valid_until: date, note: str) -> PublishedDataset:
    """Let the public take the data set as a whole until that day; return the row."""
    values = {"approved_on": approved_on, "valid_until": valid_until, "note": note}
    return PublishedDataset.objects.update_or_create(name=name, defaults=values)[0]


@transaction.atomic
def close_dataset(*, name: Dataset) -> None:
    """Let nobody take the data set as a whole any more."""
    PublishedDataset.objects.filter(name=name).delete()
