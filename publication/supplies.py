"""Reads over the lists for archives and libraries, and the list as a workbook."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, QuerySet

from common import sheets
from common.gate import provides
from common.sheets import Sheet
from publication.facts import SupplyFacts
from publication.models import Release, Supply

HEADINGS = (
    "序号",
    "索引号",
    "发文字号",
    "标题",
    "发文机关",
    "成文日期",
    "公开日期",
    "有效性",
    "Word 文件 SM3",
    "PDF 文件 SM3",
)
WIDTHS = (6, 22, 24, 60, 22, 12, 12, 16, 66, 66)


def supplies() -> QuerySet[Supply]:
    """Return every list, the newest first, each with `count`."""
    rows = Supply.objects.select_related("made_by", "handed_by").annotate(count=Count("items"))
    return rows.order_by("-pk")


def releases_on(supply: Supply) -> QuerySet[Release]:
    """Return the releases on the list in the order of their publication."""
    return Release.objects.filter(pk__in=supply.items.values("release")).order_by("published_at", "pk")


def release_rows(found: QuerySet[Release]) -> QuerySet[Release]:
    """Return the releases with 索引号 and public copy."""
    return found.select_related("index", "copy")


@provides(SupplyFacts)
def supply_facts(supply: Supply) -> SupplyFacts:
    """Return how many releases the list holds beside how many the period has that were live when it was made."""
    period = Release.objects.filter(published_on__range=(supply.since, supply.until), published_at__lte=supply.made_at)
    published = period.exclude(ended_at__lte=supply.made_at)
    return SupplyFacts(listed=supply.items.count(), published=published.count())


def supply_xlsx(supply: Supply) -> bytes:
    """Return the list as a workbook, every release with the digests of its files."""
    headings = tuple(zip(HEADINGS, WIDTHS, strict=True))
    return sheets.write(
        [Sheet("移送清单", headings, _rows(release_rows(releases_on(supply)).iterator(chunk_size=500)))]
    )


def _rows(releases: Iterable[Release]) -> Iterator[tuple[str, ...]]:
    for number, each in enumerate(releases, 1):
        days = (each.generated_on.isoformat(), each.published_on.isoformat())
        digests = (each.copy.docx_sm3, each.copy.pdf_sm3)
        head = (str(number), each.index.text, each.number_text, each.title, each.issuing_body)
        yield (*head, *days, each.get_validity_display(), *digests)
