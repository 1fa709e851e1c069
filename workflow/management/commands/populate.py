"""manage.py populate: fill a database of its own with documents, for rehearsals and measuring."""

import shutil
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from tqdm import tqdm

from accounts import demo as people
from common import clock
from common.commands import refusals_end_it
from documents import demo as numbering
from workflow.populating import filling, proofs

A_DOCUMENT = 30_000  # bytes of a document with all its rows and indexes, and some room


class Command(BaseCommand):
    """Refuses where documents are that it did not make; running it again adds more."""

    help = "造出成批公文（约 97% 已办结，3% 在各环节办理中），供演练和测量；只在没有真实公文的库中执行"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many."""
        parser.add_argument("--documents", type=int, required=True, help="件数；1000000 件约需 27 GB 磁盘")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, then prove by the whole tables that what must never be false is not."""
        count: int = options["documents"]
        self._require(count)
        if settings.DEBUG:
            people.build(at=clock.now())
            numbering.build()
        if not filling.has_drafters():
            raise CommandError("没有拟稿人。请先建立机构、人员和发文代字（演示环境执行 manage.py demo）。")
        with refusals_end_it(), tqdm(total=count, unit="件", disable=None, file=sys.stderr) as bar:
            cloning = filling.fill(count=count, at=clock.now(), progress=bar.update)
        doubts = list(proofs.doubts(cloning))
        if doubts:
            raise CommandError("核对不符：\n" + "\n".join(doubts))
        self.stdout.write(f"已造 {count:,} 件，核对无误。办公侧的检索用 manage.py index_documents 编入。")

    def _require(self, count: int) -> None:
        if count < 1:
            raise CommandError("件数须为正整数。")
        if strangers := filling.strangers():
            raise CommandError(f"本库有 {strangers:,} 件不是本命令造的公文，拒绝执行。请另建数据库。")
        if not filling.is_superuser():
            raise CommandError("造件须以数据库超级用户连接（暂停触发器）。请在本机的演练库中执行。")
        host = str(connection.settings_dict["HOST"])
        free = shutil.disk_usage(host).free if host.startswith("/") else None
        if free is not None and free < count * A_DOCUMENT:
            raise CommandError(f"磁盘空间不足：约需 {count * A_DOCUMENT >> 30} GB，只剩 {free >> 30} GB。")
