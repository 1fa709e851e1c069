"""政府信息公开专栏: one statutory page is put on the portal or taken off it."""

from datetime import datetime

from django.db import transaction

from portal.facts import PublicColumn
from portal.models import ColumnPage
from portal.services.changes import note_lists
from portal.services.items import next_change


@transaction.atomic
def put_column(*, column: PublicColumn, at: datetime) -> None:
    """Show the page under its kind; one without text says again that it was not filled in."""
    next_change(0)  # first: whoever changes the portal waits here
    if column.page:
        ColumnPage.objects.update_or_create(kind=column.kind, defaults={"page": column.page, "changed_at": at})
    else:
        ColumnPage.objects.filter(kind=column.kind).delete()
    note_lists(at=at)


def column_rows() -> tuple[PublicColumn, ...]:
    """Return every page that was filled in, by kind (one query)."""
    return tuple(PublicColumn(each.kind, each.page) for each in ColumnPage.objects.order_by("kind"))


@transaction.atomic
def put_columns(*, rows: tuple[PublicColumn, ...], at: datetime) -> None:
    """Show exactly these pages; every other one says again that it was not filled in."""
    filled = {each.kind: each for each in rows}
    shown = ColumnPage.objects.exclude(kind__in=filled).values_list("kind", flat=True)
    for kind in [*filled, *shown]:
        put_column(column=filled.get(kind, PublicColumn(kind, "")), at=at)
