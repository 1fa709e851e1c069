"""manage.py prepare_portal: build every page of the portal, so that no visitor waits for one."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal import generations, preparing, shelves
from portal.models import PublishedDocument

BATCH = 500


class Command(BaseCommand):
    """Goes on where it was stopped, since what is kept is not built again; changes may be made meanwhile."""

    help = "生成门户的全部网页（首页、各列表、每件公文和解读）并保存，来访时不必现做；中断后再执行即接着做"

    def handle(self, *args: Any, **options: Any) -> None:
        """Build all pages, the newest documents first; exit code 1 when some cannot be built."""
        if not shelves.keeps():
            raise CommandError("没有设置页面缓存，不能保存网页。")
        generations.follow()
        asked = failed = 0
        with tqdm(total=PublishedDocument.objects.count(), unit="件", disable=None, file=sys.stderr) as bar:
            for addresses in preparing.everything(_batches(bar)):
                asked += len(addresses)
                failed += sum(not preparing.build(each) for each in addresses)
        if failed:
            raise CommandError(f"{asked:,} 个网页中有 {failed:,} 个未能生成，原因见日志。")
        self.stdout.write(f"{asked:,} 个网页已生成并保存。")


def _batches(bar: Any) -> Iterator[list[str]]:
    """Yield the index numbers of all documents in batches; the bar moves when the next batch is asked for."""
    rows = PublishedDocument.objects.order_by("-published_at", "-pk").values_list("index", flat=True)
    indexes = rows.iterator(BATCH)
    while batch := list(islice(indexes, BATCH)):
        yield batch
        bar.update(len(batch))
