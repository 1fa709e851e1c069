"""manage.py purge_erased: rewrite the tables from which a content was erased (R12), so that no dead row keeps it."""

import time
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection

from portal import generations
from portal.shelves import UNREACHABLE

APPS = (
    "deadlines", "documents", "interpretation", "notices", "review", "publication", "portal", "workflow",
    "oversight",
)  # fmt: skip
BEYOND = "数据文件已重写。预写日志的旧段、备份、备库与归档不在本命令之内，请按 docs/operations/erasure.md 处置。"
WAITS = 120  # seconds for sessions that still see the rows as they were
# Of every database of the server: the rewriting session's own view reaches back to the oldest transaction of them all.
OLD_VIEWS = """
select count(*) from pg_stat_activity
 where pid <> pg_backend_pid()
   and greatest(age(backend_xmin), age(backend_xid)) >= age(%s::text::xid)
"""
STILL_SEEN = (
    "另有会话仍在使用清除之前的数据快照，现在重写留不住结果；没有重写，请待其结束（或停用网页与后台任务）后再执行。"
)
# The planner keeps frequent values in clear, and analyzing a table that is empty now leaves what it knew.
FORGET = "delete from pg_catalog.pg_statistic where starelid = any(%s::regclass[])"
NO_CACHE = "存放门户网页的 Redis 没有应答；没有重写，请待其恢复后再执行。"
NO_RIGHT = "当前数据库账号不能整理统计、写检查点、换预写日志，请由数据库管理员按 docs/operations/erasure.md 执行。"


class Command(BaseCommand):
    help = "“应当定密”清除内容以后重写有关数据表，使数据文件不再留有被清除的字节；期间不能读写，请在下班后执行"

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite each table, write a checkpoint, begin a new segment of the write-ahead log, say what is left."""
        _forget_pages()
        with connection.cursor() as cursor:
            _outlive_old_views(cursor)
            self._forget_statistics(cursor)
            for table in _tables():
                cursor.execute(f"vacuum (full, analyze) {connection.ops.quote_name(table)}")
            cursor.execute("vacuum full pg_catalog.pg_statistic")
            try:
                cursor.execute("checkpoint")
                cursor.execute("select pg_switch_wal()")
            except ProgrammingError:
                self.stderr.write(NO_RIGHT)
        self.stdout.write(BEYOND)

    def _forget_statistics(self, cursor: Any) -> None:
        """Delete what the planner knows of the tables, and wait until nobody sees it any more."""
        try:
            cursor.execute(FORGET, [_tables()])
            _outlive_old_views(cursor)
        except ProgrammingError:
            self.stderr.write(NO_RIGHT)
        except CommandError:
            cursor.execute("analyze")
            raise


def _forget_pages() -> None:
    """Remove every kept page of the portal.

    Raises CommandError when the cache does not answer.
    """
    try:
        generations.forget()
    except UNREACHABLE as error:
        raise CommandError(NO_CACHE) from error


def _outlive_old_views(cursor: Any) -> None:
    """Wait until no session sees the rows as they were before: what somebody sees is copied, not dropped.

    Raises CommandError when one still does after two minutes.
    """
    cursor.execute("select pg_current_xact_id()::xid::text")
    (now,) = cursor.fetchone()
    until = time.monotonic() + WAITS
    while True:
        cursor.execute(OLD_VIEWS, [now])
        if not cursor.fetchone()[0]:
            return
        if time.monotonic() > until:
            raise CommandError(STILL_SEEN)
        time.sleep(0.2)


def _tables() -> list[str]:
    models = (m for label in APPS for m in apps.get_app_config(label).get_models(include_auto_created=True))
    return sorted({model._meta.db_table for model in models})
