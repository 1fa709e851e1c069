"""manage.py rebuild_portal: put on the portal what is released and not there, such as after an upgrade."""

from typing import Any

from django.core.management.base import BaseCommand

from common import clock
from publication.selectors import documents_not_shown
from publication.services.showing import show_again


class Command(BaseCommand):
    help = "核对公开门户：把已公开（或已撤下）而门户上没有的公文补上；可反复执行"

    def handle(self, *args: Any, **options: Any) -> None:
        """Show the newest release of every document that the portal does not know; say how many there were."""
        missing = documents_not_shown()
        for document_id in missing:
            show_again(document_id, clock.now())
        self.stdout.write(f"公开门户已核对，补上 {len(missing)} 件。")
