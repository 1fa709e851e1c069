"""manage.py replay_register FILE: how many documents of a list were public after 20 working days, year by year."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.commands import refusals_end_it
from deadlines.calendar import FIRST_YEAR, LAST_YEAR
from deadlines.selectors import calendar
from publication.historic import sheet
from publication.historic.replaying import YearLine, replay

HEAD = "| 年份 | 件数 | 超期 | 超期占比 | 工作日中位数 | 最长 | 日期不全 |\n|---|---|---|---|---|---|---|"


class Command(BaseCommand):
    """Runs a register through the clock of publication; writes nothing."""

    help = (
        "把公开登记（CSV 或 .xlsx：成文日期、发布日期）按工作日历重算，逐年列出超过20个工作日公开的占比；不写入数据库"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the years."""
        parser.add_argument("file", type=Path, help="登记表，.csv（UTF-8 或 GB 18030）或 .xlsx")
        parser.add_argument("--from", dest="first", type=int, default=FIRST_YEAR, help="成文年份自")
        parser.add_argument("--to", dest="last", type=int, default=LAST_YEAR, help="成文年份至")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a table."""
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"文件无法打开：{error.strerror}") from None
        with refusals_end_it():
            rows = sheet.read(data)
        lines = replay(rows, calendar=calendar(), first=options["first"], last=options["last"])
        self.stdout.write("\n".join([HEAD, *map(_line, lines), _total(lines)]))


def _line(line: YearLine) -> str:
    year = f"{line.year}（暂定）" if line.provisional else str(line.year)
    return _row(year, line)


def _total(lines: list[YearLine]) -> str:
    every = YearLine(0, [days for line in lines for days in line.took], sum(line.late for line in lines))
    every.unclear = sum(line.unclear for line in lines)
    return _row("合计", every)


def _row(name: str, line: YearLine) -> str:
    cells = (name, len(line.took), line.late, f"{line.share:.1f}%", f"{line.typical:g}", line.longest, line.unclear)
    return "| " + " | ".join(map(str, cells)) + " |"
