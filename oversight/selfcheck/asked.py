"""The workbook in which the disclosure desk brings the applications of a year: number, name, count."""

from common.sheets import FORMULA, TooLarge, Unsound, lines_of
from documents.middleware import refusal_of, visible
from oversight.selfcheck.errors import AskedUnreadable
from oversight.selfcheck.facts import Asked

LIMIT_MB, UNPACKED_MB, MOST = 5, 50, 5000
LONGEST_NUMBER, LONGEST_TITLE, MOST_COUNTED = 60, 500, 1_000_000


def read(data: bytes) -> list[Asked]:
    """Return the lines of the first sheet (发文字号, 名称, 申请件数; a heading line is left out).

    Raises AskedUnreadable, which names the first line that is unfit and never what it says.
    """
    try:
        found = lines_of(data, columns=3, unpacked_mb=UNPACKED_MB, most=MOST + 2)
    except TooLarge:
        raise AskedUnreadable(why="文件过大") from None
    except Unsound:
        raise AskedUnreadable(why="不是可以读取的 .xlsx 文件") from None
    lines = found[1:] if found and not found[0][1][2].isdecimal() else found
    if not lines or len(lines) > MOST:
        raise AskedUnreadable(why=f"须有 1 至 {MOST} 行")
    return [_line(number, cells) for number, cells in lines]


def _line(number: int, cells: tuple[str, ...]) -> Asked:
    number_text, title, count = (visible(each).strip() for each in cells)
    if why := _unfit(number_text, title, count):
        raise AskedUnreadable(why=f"第 {number} 行{why}")
    return Asked(int(count), number_text, title)


def _unfit(number_text: str, title: str, count: str) -> str:
    if FORMULA in (number_text, title, count):
        return "是公式，请改为文字"
    if not number_text and not title:
        return "须写明发文字号或名称"
    if len(number_text) > LONGEST_NUMBER or len(title) > LONGEST_TITLE:
        return "的发文字号或名称过长"
    if not (count.isdecimal() and count.isascii() and len(count) < 8 and 1 <= int(count) <= MOST_COUNTED):  # noqa: PLR2004
        return "的申请件数须为正整数"
    return "带有密级标志，不得存入本系统" if refusal_of([number_text, title]) else ""
