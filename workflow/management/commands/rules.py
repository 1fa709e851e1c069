"""manage.py rules [--json | --markdown]: the rule registry and what proves it; needs no database."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.rules import EFFECT_NAMES, all_rules
from workflow import rulebook


class Command(BaseCommand):
    """Lists every registered check; fails when one has no test."""

    help = "列出已建规则：编号、依据、效果、把关环节、判断函数和证明它的测试；有规则没有测试时退出码为 1"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the list."""
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", dest="as_json", help="以 JSON 输出")
        form.add_argument("--markdown", action="store_true", help="输出 docs/process/rules.md")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the list, then complain of what no test proves."""
        try:
            proofs = rulebook.proofs_in(settings.BASE_DIR / "tests")
        except rulebook.MarkUnreadable as error:
            raise CommandError(f"测试上的规则标记须写明编号：{error}") from error
        book = rulebook.lines(all_rules(), proofs)
        if options["as_json"]:
            text = json.dumps([line.as_json() for line in book], ensure_ascii=False, indent=2)
        elif options["markdown"]:
            text = rulebook.markdown(book, proofs).rstrip("\n")
        else:
            text = "\n".join(_paragraph(line) for line in book)
        self.stdout.write(text)
        if missing := rulebook.unproven(book):
            raise CommandError("没有测试证明的规则：" + "、".join(map(str, missing)))


def _paragraph(line: rulebook.Line) -> str:
    rule = line.rule
    tests = [f"      {test}" for test in line.tests] or ["      （无）"]
    rows = [
        f"规则{rule.number}〔{EFFECT_NAMES[rule.effect]}〕{rule.sentence}",
        f"    依据：{rule.basis}",
        f"    把关：{'、'.join(line.enforced) or '—'}",
        f"    函数：{rule.name}",
        f"    测试：{len(line.tests)} 项",
    ]
    return "\n".join(rows + tests)
