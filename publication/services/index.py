"""索引号: consecutive per year, one for each document, kept for ever (R30)."""

from datetime import date

from django.conf import settings
from django.db.models import F

from documents.models import Document
from publication.models import IndexCounter, IndexNumber


def index_number_of(document: Document, on: date) -> IndexNumber:
    """Return the index number of a locked document; the first time it is the next one of the year of `on`.

    Releases of the same year wait for the counter's row, so serials have no gap; a release that fails gives
    its serial back because the row is not committed.
    """
    if held := IndexNumber.objects.filter(document=document).first():
        return held
    serial = _next_serial(on.year)
    return IndexNumber.objects.create(document=document, year=on.year, serial=serial, text=index_text(on, serial))


def index_text(on: date, serial: int) -> str:
    """Return the index number with this serial of the year of `on`, in the form of settings.INDEX_NUMBER_PATTERN."""
    return settings.INDEX_NUMBER_PATTERN.format(year=on.year, month=on.month, serial=serial)


def _next_serial(year: int) -> int:
    IndexCounter.objects.bulk_create([IndexCounter(year=year)], ignore_conflicts=True)
    counter = IndexCounter.objects.select_for_update().get(year=year)
    IndexCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return counter.last + 1
