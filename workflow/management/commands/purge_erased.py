"""manage.py purge_erased: rewrite the tables from which a content was erased (R12), so that no dead row keeps it."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import ProgrammingError, connection

APPS = ("documents", "interpretation", "review", "publication", "workflow")
BEYOND = "数据文件已重写。预写日志的旧段、备份、备库与归档不在本命令之内，请按 docs/operations/erasure.md 处置。"
NO_RIGHT = "当前数据库账号不能执行 CHECKPOINT、pg_switch_wal，请由数据库管理员执行。"


class Command(BaseCommand):
    help = "“应当定密”清除内容以后重写有关数据表，使数据文件不再留有被清除的字节；期间不能读写，请在下班后执行"

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite each table, write a checkpoint, begin a new segment of the write-ahead log, say what is left."""
        with connection.cursor() as cursor:
            for table in _tables():
                cursor.execute(f"vacuum (full, analyze) {connection.ops.quote_name(table)}")
            cursor.execute("vacuum full pg_catalog.pg_statistic")  # the planner keeps frequent values in clear
            try:
                cursor.execute("checkpoint")
                cursor.execute("select pg_switch_wal()")
            except ProgrammingError:
                self.stderr.write(NO_RIGHT)
        self.stdout.write(BEYOND)


def _tables() -> list[str]:
    models = (m for label in APPS for m in apps.get_app_config(label).get_models(include_auto_created=True))
    return sorted({model._meta.db_table for model in models})
