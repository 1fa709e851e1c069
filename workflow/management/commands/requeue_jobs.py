"""manage.py requeue_jobs: put what waits for the worker into the outbox again, as after a database was restored."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from workflow.engine.jobs import put_again


class Command(BaseCommand):
    help = "数据库恢复之后，把流程中等待办理的排版、核验、公开（含定时公开）重新列入后台事项；重复执行无妨"

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Put them, and say how many were missing."""
        self.stdout.write(f"补列后台事项 {put_again()} 项。")
