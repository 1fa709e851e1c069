"""manage.py parse_numbers < FILE: one JSON object for each line of standard input. Needs no database."""

import io
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from documents.docx.numbercauses import cause
from documents.docx.numbers import parse


class Command(BaseCommand):
    """Reads one 发文字号 as found per line, and prints its parts or why it has none."""

    help = "解析发文字号：标准输入每行一个，逐行输出 JSON；不能解析的在 error 中写明原因"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line, so that a pipe of any length flows."""
        for line in _lines():
            self.stdout.write(json.dumps(parsed(line), ensure_ascii=False))


def _lines() -> io.TextIOBase:
    """Return standard input as UTF-8 whatever the locale; a byte that is none becomes a mark, not an exception."""
    raw = getattr(sys.stdin, "buffer", None)
    return io.TextIOWrapper(raw, "utf-8-sig", "replace", newline="\n") if raw else sys.stdin  # type: ignore[return-value]


def parsed(line: str) -> dict[str, Any]:
    """Return the answer for one line."""
    as_found = line.rstrip("\r\n")
    number = parse(as_found)
    if number is None:
        return {"as_found": as_found, "error": cause(as_found)}
    return {
        "as_found": as_found,
        "normalised": str(number),
        "code_letters": number.code_letters,
        "year": number.year,
        "serial": number.serial,
        "series": number.series.value,
    }
