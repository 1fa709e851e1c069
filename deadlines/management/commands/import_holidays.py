"""manage.py import_holidays FILE: enter yearly holiday notices: their wording, a csv, or one line a year."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from common import clock
from common.errors import DomainError
from deadlines.notice import read
from deadlines.services import import_year


class Command(BaseCommand):
    help = (
        "录入放假安排：国务院办公厅通知原文；或者每年一行，如“2026 元旦 0101-0103 +0104 | 春节 0215-0223 +0214 +0228”"
        "（+为调休上班日）；或者 csv（年份,日期,安排,名称）"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept the file."""
        parser.add_argument("file", type=Path, help="文本文件（UTF-8）")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Enter every year of the file, or none when a line cannot be read."""
        try:
            years = read(options["file"].read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"无法读取文件 {options['file']}（须为UTF-8文本）") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        for year, days in years.items():
            version = import_year(year=year, days=days, by=None, at=clock.now())
            self.stdout.write(f"{year} 年：{len(days)} 天，第 {version} 版")
