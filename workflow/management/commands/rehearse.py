"""manage.py rehearse: 预演 — a draft through the whole process, in a database of its own."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import clock
from common.errors import DomainError
from common.scratch import scratch_database
from documents.choices import Attribute, Ground
from documents.intake import take_in
from workflow import rehearsal

HEAD_START = timedelta(hours=2)  # every act of the rehearsal takes a minute, and none may lie in the future


class Command(BaseCommand):
    """Prints each step with actor and basis; stops at a refusal with rule number and basis."""

    help = "预演：用演示人员把一份草稿走完全部环节，写出公开稿、元数据和留痕"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="草稿（.docx）")
        parser.add_argument("--output", type=Path, required=True, help="结果目录")
        parser.add_argument("--attribute", choices=Attribute.values, default=Attribute.PROACTIVE, help="公开属性")
        parser.add_argument("--policy", action="store_true", help="政策性文件")
        parser.add_argument("--normative", action="store_true", help="行政规范性文件")
        parser.add_argument("--ground", choices=Ground.values, default="", help="不公开理由")
        parser.add_argument("--reason", default="", help="理由说明")
        parser.add_argument("--entry", default="", help="负面清单条目编号，如 B02")

    def handle(self, *args: Any, **options: Any) -> None:
        wish = self._wish(options)
        with scratch_database(f"rehearsal_{os.getpid()}"):
            call_command("migrate", verbosity=0)
            run = rehearsal.Rehearsal(wish, clock.now() - HEAD_START)
            self._play(run)
            document = run.document()
            written = rehearsal.write(document, options["output"])
            remark = rehearsal.remark(document)
            self.stdout.write(f"终态：{document.status}（{document.get_status_display()}） {document.number_text}")
        self.stdout.write("写出：" + "、".join(path.name for path in written))
        if remark:
            self.stdout.write(f"提醒：{remark}")

    def _wish(self, options: dict[str, Any]) -> rehearsal.Wish:
        path: Path = options["file"]
        try:
            taken = take_in(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"读不到文件：{path.name}") from error
        except DomainError as error:
            raise CommandError(f"{error}（{error.code}）", returncode=2) from error
        return rehearsal.Wish(
            taken,
            options["attribute"],
            options["ground"],
            options["reason"],
            options["entry"],
            options["policy"],
            options["normative"],
        )

    def _play(self, run: rehearsal.Rehearsal) -> None:
        try:
            for number, step in enumerate(run.run(), start=1):
                self.stdout.write(f"{number:>2}. {step.what}：{step.who}")
                self.stdout.write(f"    依据：{step.basis}")
                self.stdout.write("\n".join(f"    · {sentence}" for sentence in step.journal))
        except DomainError as error:
            lines = "\n".join(f"  - {line}" for line in rehearsal.refusal_lines(error))
            raise CommandError(f"预演在此停止（{error.code}）：\n{lines}", returncode=2) from error
