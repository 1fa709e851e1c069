"""The gap report as a workbook: one sheet of figures, one of numbers."""

from collections.abc import Iterator, Mapping, Sequence

from common import sheets
from common.sheets import Sheet
from publication.gaps.computing import Kind, SeriesGap

FIGURES = (
    ("代字", 16), ("年份", 10), ("末号", 10), ("已公开", 10), ("公开率（%）", 14), ("未公开", 10),
    *((kind.label, 14) for kind in Kind), ("门户最大序号", 14), ("门户可见缺口", 14),
)  # fmt: skip
NUMBERS = (("发文字号", 26), ("代字", 16), ("年份", 10), ("序号", 10), ("未公开原因", 18), ("标题（有权知悉的）", 60))
MOST_NUMBERS = 200_000  # rows; a sheet of Excel ends at a million


def write(found: Sequence[SeriesGap], titles: Mapping[int, str], kind: str = "") -> bytes:
    """Return the workbook; `titles` are those that its reader may know, by document."""
    figures = Sheet("汇总", FIGURES, map(_figures, found))
    return sheets.write([figures, Sheet("缺号", NUMBERS, _numbers(found, titles, kind))])


def _figures(entry: SeriesGap) -> tuple[str | int, ...]:
    share = 100 * len(entry.public) // entry.last if entry.last else 0
    counts = tuple(entry.counts.values())
    head = (entry.series.letters, entry.series.year or "—", entry.last, len(entry.public), share, entry.missing)
    return (*head, *counts, entry.last_seen, entry.visible)


def _numbers(found: Sequence[SeriesGap], titles: Mapping[int, str], kind: str) -> Iterator[tuple[str | int, ...]]:
    left = MOST_NUMBERS
    for entry in found:
        series = entry.series
        for gap in entry.gaps(kind):
            if left == 0:
                return
            left -= 1
            title = titles.get(gap.document_id, "")
            yield series.number(gap.serial), series.letters, series.year or "—", gap.serial, gap.kind.label, title
