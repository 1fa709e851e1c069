"""manage.py redeliver [ID ...]: list the effects that are no longer retried, or release them again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.errors import DomainError
from outbox.selectors import troubled
from outbox.services import redeliver


class Command(BaseCommand):
    help = "列出停止重试或久未完成的后台事项；给出编号（或 --all）则重新投递停止重试的事项"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept ids, or --all."""
        parser.add_argument("ids", nargs="*", type=int, help="后台事项编号")
        parser.add_argument("--all", action="store_true", help="全部停止重试的事项")

    def handle(self, *args: Any, **options: Any) -> None:
        """Release what was named, then list what is left."""
        at = clock.now()
        stuck = troubled(at).filter(stuck=True).values_list("pk", flat=True)
        try:
            for entry_id in list(stuck) if options["all"] else options["ids"]:
                redeliver(entry_id=entry_id, by=None, at=at)
                self.stdout.write(f"已重新投递：{entry_id}")
        except DomainError as error:
            raise CommandError(str(error)) from error
        for entry in troubled(at):
            state = "停止重试" if entry.stuck else "未完成"
            self.stdout.write(f"{entry.pk} {entry.kind} {state}，已试 {entry.attempts} 次 {entry.failed_code}")
