"""Names: by the label before them, by the head of a table column; officials acting as such are public."""

import re
from collections.abc import Iterator, Mapping, Sequence

from review.scanner import masks
from review.scanner.findings import Finding, Kind, Severity
from review.scanner.text import around
from review.scanner.words import COMPOUND_SURNAMES, NOT_NAMES, PRIVATE_PERSONS, SURNAMES

_MINORS = ("学生", "幼儿", "儿童", "未成年人", "班级", "年级")
_OFFICIAL = re.compile(r"职务|职位|职级|警号|执法证|负责人|联系人|主任|处长|局长|科长|厅长|校长|书记|成员单位|专家")
_SENSITIVE = re.compile(
    r"贫困|困难|低保|残疾|患有|疾病|病情|诊断|血型|成绩|分数|名次|排名|处分|违纪|心理|宗教|民族|遗传|孤儿|留守|资助|助学金|艾滋|抑郁"
)
_LABEL = "|".join(sorted(PRIVATE_PERSONS, key=len, reverse=True))
_LABELLED = re.compile(rf"(?:{_LABEL})(?:姓名)?\s*[:：]\s*(?P<value>[\u4e00-\u9fa5](?:\s?[\u4e00-\u9fa5·]){{1,4}})")
ROUGH = r"(?:" + "|".join(PRIVATE_PERSONS) + r")(?:姓名)?\s*[:：]"
_CELL = re.compile(r"(?P<table>.*table \d+)/row (?P<row>\d+)/cell (?P<cell>\d+)/")
_NAME_HEAD = re.compile(r"^(?:姓\s*名|(?:" + "|".join(PRIVATE_PERSONS) + r")(?:姓\s*名)?)$")
_LONGEST = 4
_CLAUSE = 20  # characters within which a word says what a name is named for
_CHINESE = re.compile(r"[\u4e00-\u9fa5]")
_AFTER_A_NAME = tuple("的于在因向为系与和及以被将已经是同不未应等")


def is_name(text: str) -> bool:
    """Test if the text looks like a Chinese name: a known surname and one to three further characters."""
    bare = text.replace(" ", "").replace("·", "")
    if bare in NOT_NAMES or not re.fullmatch(r"[\u4e00-\u9fa5]{2,9}", bare):
        return False
    if "·" in text:
        return True
    longest = _LONGEST if bare.startswith(COMPOUND_SURNAMES) else _LONGEST - 1
    return len(bare) <= longest and (bare[0] in SURNAMES or bare.startswith(COMPOUND_SURNAMES))


def labelled(place: str, line: str) -> Iterator[Finding]:
    """Yield the names that stand behind a label such as 申请人：."""
    for match in _LABELLED.finditer(line):
        start = match.start("value")
        value = _beginning(match["value"], line[match.end("value") :])
        if value:
            end = start + len(value)
            kind, severity = _kind(match[0] + around(line, start, end, _CLAUSE))
            yield Finding(kind, severity, place, start, end, masks.name(value))


def _beginning(run: str, rest: str) -> str:
    """Return the name with which a run of characters begins, "" when there is none."""
    for length in range(len(run), 1, -1):
        follows = (run[length:] + rest)[:1]
        if is_name(run[:length]) and (follows in _AFTER_A_NAME or not _CHINESE.match(follows)):
            return run[:length].rstrip()
    return ""


def _kind(context: str) -> tuple[Kind, Severity]:
    if any(word in context for word in _MINORS):
        return Kind.MINOR, "block"
    return (Kind.SENSITIVE if _SENSITIVE.search(context) else Kind.NAME), "block"


def in_tables(places: Sequence[str], lines: Sequence[str]) -> Iterator[Finding]:
    """Yield the names in columns headed 姓名 and the like; a column of offices beside them makes them public."""
    for cells in _tables(places, lines).values():
        heads = {column: line for (row, column), (_, line) in cells.items() if row == 0}
        named = {column for column, head in heads.items() if _NAME_HEAD.match(head.strip())}
        context = " ".join(heads.values())
        if not named or _OFFICIAL.search(context):
            continue
        kind, severity = _kind(context)
        for (row, column), (place, line) in cells.items():
            if row and column in named and is_name(line.strip()):
                start = len(line) - len(line.lstrip())
                value = line.strip()
                yield Finding(kind, severity, place, start, start + len(value), masks.name(value))


def _tables(places: Sequence[str], lines: Sequence[str]) -> Mapping[str, dict[tuple[int, int], tuple[str, str]]]:
    found: dict[str, dict[tuple[int, int], tuple[str, str]]] = {}
    for place, line in zip(places, lines, strict=True):
        if match := _CELL.match(place):
            cells = found.setdefault(match["table"], {})
            cells.setdefault((int(match["row"]), int(match["cell"])), (place, line))
    return found
