"""manage.py rebuild_portal: compare the portal with what is released, and mend it, such as after an upgrade."""

import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common import clock
from publication.choices import Fault
from publication.services.rebuilding import faults, mend

MOST_NAMED = 200  # faults that are named one by one


class Command(BaseCommand):
    """Mends what is missing, differs, or stands for no release; running it again changes nothing."""

    help = "核对公开门户：补上缺少的，改正与公开文本不符的，撤下没有公开发布记录的；可反复执行"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to report only, and whether to leave out what needs a look at every document."""
        parser.add_argument("--check", action="store_true", help="只核对、不改动；有不符的，退出码为 1")
        parser.add_argument(
            "--missing-only", action="store_true", help="只补缺少的、让位重复的，不逐件比较（启动时用）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the faults and count them by kind. Exit status: 1 when some were found and only looked for."""
        found: Counter[Fault] = Counter()
        for each in faults(clock.now(), missing_only=options["missing_only"]):
            found[each.fault] += 1
            if found.total() <= MOST_NAMED:
                self.stdout.write(f"{each.fault.label}：{each.where}")
            if not options["check"]:
                mend(each, clock.now())
        done = "发现" if options["check"] else "改正"
        counts = "，".join(f"{fault.label} {found[fault]} 件" for fault in Fault)
        self.stdout.write(f"公开门户已核对，{done} {found.total()} 件：{counts}。")
        if options["check"] and found:
            sys.exit(1)
