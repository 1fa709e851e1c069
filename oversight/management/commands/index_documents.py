"""manage.py index_documents: write what the office's search compares anew, after an import that no trigger saw."""

from typing import Any

from django.core.management.base import BaseCommand

from oversight.models import SearchPassage
from oversight.search import indexing


class Command(BaseCommand):
    help = "重建公文检索索引（批量导入之后执行；平时由系统自动更新）"

    def handle(self, *args: Any, **options: Any) -> None:
        """Write all passages in one go where there are none; else mark every document and take all up. Say how many."""
        if SearchPassage.objects.exists():
            indexing.mark_all()
            done = indexing.refresh_all()
        else:
            done = indexing.build()
        self.stdout.write(f"已编入 {done} 件。")
