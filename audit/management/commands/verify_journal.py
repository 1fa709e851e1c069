"""manage.py verify_journal [--json]: check every chain and every seal; exit 1 when one is broken."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from audit.verification import Verdict, verify


class Command(BaseCommand):
    help = "核验留痕：逐链、逐次封存核对SM3摘要，指出每条链上第一处断裂；有断裂时退出码为1"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept --json for machines."""
        parser.add_argument("--json", action="store_true", help="以JSON输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, print what was found, and say by the exit code whether the journal is whole."""
        verdict = verify()
        self.stdout.write(_as_json(verdict) if options["json"] else _as_text(verdict))
        if verdict.broken:
            raise SystemExit(1)


def _as_json(verdict: Verdict) -> str:
    broken = [asdict(each) | {"sentence": str(each)} for each in verdict.broken]
    return json.dumps(asdict(verdict) | {"broken": broken, "whole": not broken}, ensure_ascii=False)


def _as_text(verdict: Verdict) -> str:
    read = f"留痕 {verdict.entries} 条、{verdict.chains} 链、封存 {verdict.seals} 次"
    if not verdict.broken:
        return f"{read}，全部完好。"
    return "\n".join([f"{read}，发现 {len(verdict.broken)} 处断裂：", *map(str, verdict.broken)])
