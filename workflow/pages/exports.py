"""Board and register as files: rows made one at a time, so that no list is ever whole in memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from common.clock import office_text
from common.sheets import LAST_ROW, Sheet, csv_lines, write_to
from deadlines.lights import Light
from documents.choices import Attribute
from documents.models import DocumentNumber
from workflow.models import DeskTask
from workflow.pages.rows import Today, board_row, register_row

PIECE = 500  # lines
Row = tuple[str | int, ...]
BOARD = (
    ("标题", 60), ("发文字号", 22), ("紧急程度", 10), ("拟稿单位", 20), ("拟稿人", 10), ("现环节", 22), ("办理人", 10),
    ("办理人单位", 20), ("到达", 17), ("停留（工作日）", 14), ("时限", 12), ("灯", 20), ("最近催办", 17), ("情形", 24),
)  # fmt: skip
REGISTER = (
    ("发文字号", 22), ("标题", 60), ("文种", 8), ("主送", 40), ("拟稿单位", 20), ("签发人", 10), ("成文日期", 12),
    ("登记时间", 17), ("公开属性", 12), ("状态", 10), ("作废时间", 17), ("作废原因", 30), ("改用字号", 22),
)  # fmt: skip


def board_lines(tasks: Iterable[DeskTask], today: Today) -> Iterator[Row]:
    """Yield the lines of the board's tasks."""
    return (_board_line(task, board_row(task, today)) for task in tasks)


def _board_line(task: DeskTask, row: dict[str, Any]) -> Row:
    light: Light | None = row["light"]
    marks = "、".join(each["word"] for each in row["marks"])
    state = "无人可办" if row["orphan"] else "退回再办" if row["returned"] else ""
    return (
        row["title"], row["number"], task.document.get_urgency_display(), row["office"], row["drafter"], row["desk"],
        row["holder"] or row["named"], row["holder_office"], office_text(task.created), row["age"],
        light.due.isoformat() if light else "无时限", light.word if light else "",
        office_text(task.urged_at) if task.urged_at else "", "；".join(each for each in (state, marks) if each),
    )  # fmt: skip


def register_lines(numbers: Iterable[DocumentNumber]) -> Iterator[Row]:
    """Yield the lines of the register, void numbers included."""
    return (_register_line(register_row(number, may_void=False)) for number in numbers)


def _register_line(row: dict[str, Any]) -> Row:
    return (
        row["number"], row["title"], row["genre"], row["addressees"], row["office"], row["signer"],
        row["issued_on"].isoformat() if row["issued_on"] else "", office_text(row["registered_at"]),
        dict(Attribute.choices).get(row["attribute"], ""), "作废" if row["void_at"] else row["status_label"],
        office_text(row["void_at"]) if row["void_at"] else "", row["void_reason"], row["successor"],
    )  # fmt: skip


def as_csv(headings: tuple[tuple[str, int], ...], lines: Iterable[Row]) -> Iterator[str]:
    """Yield the file some lines at a time: each piece that is yielded is sent by itself."""
    found = csv_lines([name for name, _ in headings], lines)
    while piece := "".join(islice(found, PIECE)):
        yield piece


def as_xlsx(name: str, headings: tuple[tuple[str, int], ...], lines: Iterator[Row]) -> IO[bytes]:
    """Return a workbook as an open file without a name; what does not go into one sheet of Excel is left out (the CSV
    has everything)."""
    file = TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    write_to(file, [Sheet(name, headings, (line for line, _ in zip(lines, range(LAST_ROW - 1), strict=False)))])
    file.seek(0)
    return file
