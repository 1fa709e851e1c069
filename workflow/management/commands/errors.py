"""manage.py errors: every refusal of the product as docs/process/errors.md; needs no database."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from common.errors import DomainError

HEAD = """# 错误代码

由 `manage.py errors` 生成，请勿手工修改；测试保证本文件与代码一致。代码唯一；`%(…)s` 处由程序填入，不含公文内容。
“状态”是页面应答的 HTTP 状态码。
"""


class Command(BaseCommand):
    """Prints a table for each app: code, sentence, status."""

    help = "列出全部错误代码、提示和状态码（docs/process/errors.md）"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page."""
        self.stdout.write(markdown(), ending="")


def markdown() -> str:
    """Return docs/process/errors.md."""
    parts = [HEAD]
    for app in _own_apps():
        rows = [error for error in refusals() if error.__module__.split(".")[0] == app.name]
        parts += [_table(str(app.verbose_name), rows)] if rows else []
    return "\n".join(parts)


def _table(title: str, rows: list[type[DomainError]]) -> str:
    lines = [f"| {each.code} | {each.message} | {each.http_status} |" for each in rows]
    return "\n".join([f"## {title}", "", "| 代码 | 提示 | 状态 |", "|---|---|---|", *lines, ""])


def refusals() -> list[type[DomainError]]:
    """Return every class that bears a code of its own, by code."""
    for app in _own_apps():
        for name in _modules(app.name):
            importlib.import_module(name)
    pending, found = [DomainError], set[type[DomainError]]()
    while pending:
        each = pending.pop()
        pending += each.__subclasses__()
        found |= {each} if "code" in vars(each) else set()
    ours = {app.name for app in _own_apps()}
    return sorted((each for each in found if each.__module__.split(".")[0] in ours), key=lambda each: each.code)


def _own_apps() -> list[Any]:
    return [app for app in apps.get_app_configs() if (settings.BASE_DIR / app.name).is_dir()]


def _modules(package: str) -> Iterator[str]:
    path = importlib.import_module(package).__path__
    for found in pkgutil.walk_packages(path, f"{package}."):
        if "migrations" not in found.name.split("."):
            yield found.name
