"""manage.py seal_journal: seal all chains now; the printed hash, kept elsewhere, proves it so far."""

from typing import Any

from django.core.management.base import BaseCommand

from audit.services import seal
from common import clock


class Command(BaseCommand):
    help = "封存留痕：把上次封存以来有变动的各链链首合并计算SM3摘要"

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal and print the seal, or say that nothing has changed."""
        made = seal(at=clock.now())
        if made is None:
            self.stdout.write("上次封存以来没有新的留痕。")
        else:
            self.stdout.write(f"第 {made.serial} 次封存，含 {made.heads} 条链，摘要 {made.hash}")
