"""manage.py clocks: every limit as a page (docs/process/clocks.md); needs no database."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from workflow.pages.calendar import clocks_shown, desks_shown

HEAD = """# 时限一览

由 `manage.py clocks` 生成，请勿手工修改；测试保证本文件与代码一致。
起算当日不计；工作日按国务院放假安排计算，特急件按办公时间计工作小时；
按日计的期限，最后一日逢休假的顺延至其后第一个工作日（民法典第二百零三条）。
"""
DESKS = ("环节", "平件", "加急", "特急", "暂停", "依据")
CLOCKS = ("事项", "时限", "起算", "说明", "依据")


class Command(BaseCommand):
    """Prints the limits of the desks and the clocks of the law."""

    help = "列出各环节办理时限和法定时限（docs/process/clocks.md）"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        desks, clocks = _table(DESKS, desks_shown()), _table(CLOCKS, clocks_shown())
        self.stdout.write(f"{HEAD}\n## 各环节办理时限\n\n{desks}\n\n## 法定时限\n\n{clocks}")


def _table(head: Iterable[str], rows: Iterable[dict[str, str]]) -> str:
    lines = [list(head), ["---" for _ in head], *([cell or "—" for cell in row.values()] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
