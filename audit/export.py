"""The journal as CSV, one line at a time."""

from collections.abc import Iterable, Iterator

from audit.models import Entry
from audit.selectors import line_of
from common import sheets
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


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of the file."""
    return sheets.csv_lines(HEAD, map(_cells, entries))


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
