"""开放数据集: opened after the review of its aggregation, closed when the review says so (R20)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from portal.choices import Dataset
from portal.facts import PublicDataset
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


def dataset_rows() -> tuple[PublicDataset, ...]:
    """Return every open set by name, as another portal is handed it."""
    names = ("name", "approved_on", "valid_until", "note")
    return tuple(PublicDataset(*row) for row in PublishedDataset.objects.order_by("name").values_list(*names))


@transaction.atomic
def put_datasets(*, rows: Sequence[PublicDataset], at: datetime) -> None:
    """Let the public take exactly these sets as a whole; `at` is not kept, for each row has days of its own."""
    del at
    PublishedDataset.objects.exclude(name__in=[each.name for each in rows]).delete()
    for each in rows:
        open_dataset(
            name=Dataset(each.name), approved_on=each.approved_on, valid_until=each.valid_until, note=each.note
        )
