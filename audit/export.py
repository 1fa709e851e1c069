"""The journal as CSV (UTF-8 with mark, as office software wants it), one line at a time."""

import csv
from collections.abc import Iterable, Iterator

from audit.models import Entry
from audit.selectors import line_of
from common.clock import OFFICE_ZONE
from common.digests import canonical

HEAD = [
    "编号",
    "时间",
    "链",
    "序号",
    "事项代码",
    "说明",
    "办理人",
    "委托人",
    "要素",
    "操作编号",
    "前条摘要",
    "本条摘要",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of the file; a text that a spreadsheet would take for a formula gets a ' in front."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(HEAD)
    for entry in entries:
        yield writer.writerow([_plain(cell) for cell in _cells(entry)])


def _cells(entry: Entry) -> list[str]:
    return [
        str(entry.pk),
        entry.at.astimezone(OFFICE_ZONE).isoformat(),
        entry.chain,
        str(entry.serial),
        entry.verb,
        line_of(entry).sentence,
        entry.by_name,
        entry.on_behalf_of_name,
        canonical(entry.facts).decode(),
        str(entry.act_id),
        entry.previous,
        entry.hash,
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
