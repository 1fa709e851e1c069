"""manage.py examine FILE [--json] [--fix OUT.docx]: 公文体检; exit 0 clean, 1 warnings, 2 blocked.

Needs no database.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.docx.errors import ClassifiedContent, FileRefused, FileTooLarge
from documents.docx.examining.examiner import BLOCKED, WARNED, Report, examine
from documents.docx.examining.findings import Finding
from documents.docx.examining.hidden import LOST, NAMES
from documents.docx.examining.mending import mended
from documents.docx.model import Line
from documents.docx.opening.package import LIMIT_MB, MB
from documents.docx.reading.asfound import AsFound
from review import scanner

_SEVERITIES = {"block": "阻断", "warn": "提醒", "info": "说明"}
_HINTS = {
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "withheld": "不予公开",
    "partial": "部分公开（有删减）",
}


class Command(BaseCommand):
    """Prints what is recognised in a .docx and what is wrong with it."""

    help = "公文体检：识别公文要素，检查格式，列出不可见内容；退出码 0 无问题，1 有提醒，2 须先处理"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the form of the answer."""
        parser.add_argument("file", type=Path, help="要体检的 .docx 文件")
        parser.add_argument("--json", action="store_true", dest="as_json", help="以 JSON 输出")
        parser.add_argument(
            "--fix", type=Path, metavar="OUT.docx", help="自动改正：按 GB/T 9704 重新排版，写到 OUT.docx"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine the file, print the report, exit with its outcome."""
        try:
            report = examine(_bytes(options["file"]), options["file"].name)
        except FileRefused as refusal:
            self._refuse(refusal, as_json=options["as_json"])
            sys.exit(BLOCKED)
        suspicions = _in_own_characters(report)
        if options["fix"]:
            self._fix(report, options["fix"])
        if options["as_json"]:
            self.stdout.write(_dumped(report.as_json(map(_suspicion_json, suspicions))))
        else:
            self.stdout.write("\n".join([*_lines(report), *_suspicions(suspicions)]))
        sys.exit(max(report.outcome, _outcome(suspicions)))

    def _fix(self, report: Report, path: Path) -> None:
        """Write the mended file; what typesetting cannot carry over would be lost, so then nothing is written."""
        if any(each.kind in LOST for each in report.hidden):
            self.stderr.write("没有自动改正：文件含有不能带入排版的内容（见格式检查），请先改好。")
            return
        try:
            path.write_bytes(mended(report.draft))
        except OSError as error:
            raise CommandError(f"无法写入文件：{path}", returncode=BLOCKED) from error

    def _refuse(self, refusal: FileRefused, *, as_json: bool) -> None:
        if as_json:
            classified = isinstance(refusal, ClassifiedContent)
            error = {"code": refusal.code, "message": str(refusal)}
            self.stdout.write(_dumped({"classified": classified, "error": error}))
        else:
            self.stderr.write(f"{refusal.code} {refusal}")


def _bytes(path: Path) -> bytes:
    """Return the bytes of the file; a file over the limit is refused before it is read."""
    try:
        if path.stat().st_size > LIMIT_MB * MB:
            raise FileTooLarge(limit=LIMIT_MB)
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"无法打开文件：{path}", returncode=BLOCKED) from error


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _lines(report: Report) -> Iterator[str]:
    facts = report.as_json()
    hint = _HINTS.get(report.draft.disclosure_hint, "")
    yield from (
        f"标　　题：{facts['title'] or '（未识别）'}",
        f"文　　种：{facts['genre'] or '（未识别）'}",
        f"发文机关：{'、'.join(facts['issuing_bodies']) or '（未识别）'}",
        f"发文字号：{facts['document_number'] or '（无）'}",
        f"主送机关：{'；'.join(facts['addressees']) or '（无）'}",
        f"成文日期：{facts['issued_on'] or '（无）'}",
        f"附　　注：{facts['closing_note'] or '（无）'}" + (f"　→ {hint}" if hint else ""),
        f"正　　文：{facts['paragraphs']}段，{facts['tables']}张表，{len(facts['headings'])}个标题",
        f"附　　件：{'；'.join(each['title'] for each in facts['attachments']) or '（无）'}",
    )
    yield "格式检查：" + ("" if report.format else "未发现问题")
    yield from map(_finding, report.format)
    yield "不可见内容（不会进入公开文本）：" + ("" if report.hidden else "无")
    for each in report.hidden:
        yield f"  {NAMES[each.kind]} ×{each.count}（{_place(each.place)}）"


def _in_own_characters(report: Report) -> list[scanner.Finding]:
    """Return the scanner's findings, their spans counted in the file's own paragraphs."""
    lines = {line.place: line.text for line in (*report.draft.lines, *report.draft.page_lines)}
    found = scanner.scan(Line(place, text) for place, text in lines.items())
    if not found:
        return []
    file = AsFound(report.main_part)
    spans = [file.span(each.place, lines[each.place], each.start, each.end) for each in found]
    return [each._replace(start=start, end=end) for each, (start, end) in zip(found, spans, strict=True)]


def _suspicions(found: list[scanner.Finding]) -> Iterator[str]:
    yield "个人信息疑点（内容已遮盖）：" + ("" if found else "未发现")
    for each in found:
        what = f"  [{_SEVERITIES[each.severity]}] {each.label} {each.masked}（{_place(each.place)}）"
        yield f"{what}：{each.advice}；依据：{each.basis}"


def _suspicion_json(finding: scanner.Finding) -> dict[str, Any]:
    place: int | str = int(finding.place) if finding.place.isdecimal() else finding.place
    return {
        "kind": finding.kind.value,
        "severity": finding.severity,
        "paragraph": place,
        "start": finding.start,
        "end": finding.end,
        "masked": finding.masked,
    }


def _outcome(found: list[scanner.Finding]) -> int:
    severities = {each.severity for each in found}
    return BLOCKED if "block" in severities else WARNED if "warn" in severities else 0


def _finding(finding: Finding) -> str:
    place = f"（{_place(finding.paragraph)}）" if finding.paragraph else ""
    return f"  [{_SEVERITIES[finding.severity]}] 规则{finding.rule}：{finding.message}{place}"


def _place(place: str) -> str:
    return f"第{int(place) + 1}段" if place.isdecimal() else place
