"""manage.py draw_flow [--output FILE]: the picture of the flow as SVG; needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflow.drawing import draw
from workflow.flows.dispatch import DispatchFlow


class Command(BaseCommand):
    """Draws the flow from its nodes, so that a changed flow is a changed picture."""

    help = "把发文流程画成图（SVG）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to write."""
        parser.add_argument("--output", type=Path, help="写入的文件；不给则输出到终端")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or the text to the terminal."""
        picture = draw(DispatchFlow)
        if options["output"]:
            options["output"].write_text(picture, encoding="utf-8")
        else:
            self.stdout.write(picture, ending="")
