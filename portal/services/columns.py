"""政府信息公开专栏: one statutory page is put on the portal or taken off it."""

from datetime import datetime

from django.db import transaction

from portal import keeping
from portal.facts import PublicColumn
from portal.models import ColumnPage


@transaction.atomic
def put_column(*, column: PublicColumn, at: datetime) -> None:
    """Show the page under its kind; one without text says again that it was not filled in."""
    if column.page:
        ColumnPage.objects.update_or_create(kind=column.kind, defaults={"page": column.page, "changed_at": at})
    else:
        ColumnPage.objects.filter(kind=column.kind).delete()
    transaction.on_commit(lambda: keeping.renew(at), robust=True)
