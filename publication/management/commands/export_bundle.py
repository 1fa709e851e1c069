"""manage.py export_bundle: write what changed on the portal since the last bundle into signed files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.commands import refusals_end_it
from publication import services as publication
from publication import signing
from publication.services.bundles import Exported, Sender


class Command(BaseCommand):
    """Writes one bundle or, when there is much, several that follow on one another."""

    help = "导出公开内容包：上次导出之后公开、更正、撤下的全部内容，签名后由介质带到门户机导入"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and where to begin."""
        parser.add_argument("--output", type=Path, default=settings.VAR_DIR / "bundles", help="写入的目录")
        start = parser.add_mutually_exclusive_group()
        start.add_argument("--since", type=_serial, metavar="N", help="接在第 N 号包之后重新导出（门户只到第 N 号）")
        start.add_argument("--all", action="store_true", help="全量：门户机新装、恢复或链条断开时用")
        parser.add_argument("--serial", type=_serial, metavar="N", help="全量包的编号，须大于门户已导入的；配合 --all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export, and say what was written."""
        if options["serial"] is not None and not options["all"]:
            raise CommandError("--serial 只与 --all 一起使用。")
        begin = {"since": 0 if options["all"] else options["since"], "serial": options["serial"]}
        count = 0
        with refusals_end_it():
            signer = signing.load(settings.BUNDLE_PRIVATE_KEY_FILE)
            sender = Sender(signer, settings.SITE["name"], settings.SITE["id_code"])
            for each in publication.export_bundles(folder=options["output"], sender=sender, **begin, at=clock.now()):
                self.stdout.write(_line(each))
                count += 1
        if not count:
            self.stdout.write("上次导出之后没有新的变动，未生成公开内容包。")


def _serial(text: str) -> int:
    """Return a serial from 1 to what the database holds."""
    number = int(text)
    if not 1 <= number < 2**31:
        raise ValueError
    return number


def _line(each: Exported) -> str:
    row = each.row
    after = f"接在第 {row.previous_id} 号之后" if row.previous_id else "全量"
    return f"第 {row.serial} 号（{after}），{row.count} 项，{row.size} 字节：{each.path}"
