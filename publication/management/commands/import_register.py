"""manage.py import_register FILE.csv|.xlsx: put older public documents on the portal from a list of them."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from common import clock
from common.errors import DomainError
from publication.historic import sheet
from publication.historic.reading import Problem
from publication.historic.sheet import Row
from publication.services.historic import Imported, import_register

UNREADABLE, LEFT_OUT = 2, 1


class Command(BaseCommand):
    """Imports a register of older documents; running it again with the same file changes nothing."""

    help = "导入历史公开登记（CSV 或 .xlsx：发文字号、标题、成文日期、发布日期）；可反复执行，全部成功或全部不写"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, who issued what names nobody, and whether to try only."""
        parser.add_argument("file", type=Path, help="登记表，.csv（UTF-8 或 GB 18030）或 .xlsx")
        parser.add_argument("--body", default="", help="标题和字号都认不出发文机关时所用的发文机关，如“国务院”")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and say what came of it.

        Exit status: 0 when every line is on the portal, 1 when some are not, 2 when nothing was imported.
        """
        try:
            rows = sheet.read(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"文件无法打开：{error.strerror}", returncode=UNREADABLE) from None
        except DomainError as error:
            raise CommandError(str(error), returncode=UNREADABLE) from None
        found = self._imported(rows, options["body"], dry=options["dry_run"])
        self._say(found, dry=options["dry_run"])
        if found.left_out:
            sys.exit(LEFT_OUT)

    def _imported(self, rows: list[Row], body: str, *, dry: bool) -> Imported:
        with transaction.atomic(), tqdm(total=len(rows), unit="件", disable=None, file=sys.stderr) as bar:
            try:
                found = import_register(rows=rows, body=body, by=None, at=clock.now(), progress=bar.update)
            except DomainError as error:
                raise CommandError(str(error), returncode=UNREADABLE) from None
            if dry:
                transaction.set_rollback(True)
        return found

    def _say(self, found: Imported, *, dry: bool) -> None:
        for each in found.problems:
            self.stdout.write(_line(each))
        applied = found.applied
        counts = f"新增 {applied.new} 件，更新 {applied.changed} 件，原已登记 {applied.same} 件"
        self.stdout.write(f"{'（试算，未写入）' if dry else ''}{counts}；未导入 {len(found.left_out)} 行。")


def _line(each: Problem) -> str:
    return f"第 {each.line} 行{'未导入' if each.left_out else '请核对'}：{each.cause}"
