"""manage.py import_bundle FILE…: verify bundles and put what they bring on this portal, each whole and once."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.commands import refusals_end_it
from portal import preparing
from portal import services as portal
from portal.bundles.keys import keys_of
from portal.bundles.verifying import Bundle, opened


class Command(BaseCommand):
    """Verifies every file first, then applies them in the order of their serials."""

    help = "导入公开内容包：核对签名、校验值和先后次序后整包写入；改动、残缺、次序不对的一律拒绝，重复导入不起作用"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="公开内容包（.zip）")
        parser.add_argument("--check", action="store_true", help="只核对，不写入")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, then apply; the first refusal ends it with exit code 1, what was applied before it stays."""
        if apps.is_installed("publication") and not options["check"]:
            raise CommandError("本机是办公系统，公开内容由发布环节直接写入；导入只在独立的门户机上（SITE=portal）。")
        with ExitStack() as stack:
            bundles = [(path, self._open(stack, path)) for path in options["files"]]
            for path, bundle in sorted(bundles, key=lambda each: each[1].manifest.serial):
                self._take(path, bundle, options["check"])

    def _open(self, stack: ExitStack, path: Path) -> Bundle:
        with refusals_end_it(f"{path.name}："):
            return stack.enter_context(opened(path, keys_of(settings.BUNDLE_PUBLIC_KEY), settings.SITE["id_code"]))

    def _take(self, path: Path, bundle: Bundle, check: bool) -> None:
        manifest = bundle.manifest
        name = f"{path.name}：第 {manifest.serial} 号，{len(manifest.items)} 项"
        if check:
            self.stdout.write(f"{name}，签名和全部校验值无误，没有写入。")
            return
        before = preparing.newest_change()
        with refusals_end_it(f"{path.name}："):
            applied = portal.apply_bundle(bundle=bundle, at=clock.now())
        if not applied:
            self.stdout.write(f"{name}，以前已导入过，这次没有改动。")
            return
        pages = preparing.prepare_changes(before + 1, preparing.newest_change())
        self.stdout.write(f"{name}，已导入，{pages} 个网页已生成。")
