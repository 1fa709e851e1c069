"""The report of a self-check: figures computed once when it closes, then set as a Word file or a workbook."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from common import sheets
from common.clock import office_date
from common.sheets import Sheet
from documents.choices import Attribute, Ground
from documents.docx.model import Block, Cell, Content, Elements, Heading, Paragraph, Table
from documents.docx.typesetting.typeset import typeset
from oversight.models import AskedFor, SelfCheck
from oversight.selfcheck.choices import CONVERTING, Judgement, Outcome

OFFICE_HEAD = ("单位", "件数", "维持不主动公开", "转为主动公开", "区分处理后公开", "其中已公开", "终止转公开")
GROUND_HEAD = ("原理由", "件数", "维持不主动公开", "转为公开（含区分处理）")
ASKED_HEAD = ("发文字号或名称", "申请件数", "本系统公文的处理")
ROW_HEAD = ("发文字号", "单位", "原公开属性", "原理由", "被申请次数", "重新判断", "现理由", "结果")


def figures_of(check: SelfCheck, rows: list[dict[str, Any]], asked: Iterable[AskedFor]) -> dict[str, Any]:
    """Return the report as plain data: totals, by office, by ground, what was asked for, and every document.

    A document is named by its number alone: the report outlives what may have to be erased (R12).
    """
    outcomes = {each["number"]: each["outcome"] for each in rows}
    return {
        "year": check.year,
        "organ": check.organ.name,
        "total": len(rows),
        "verdicts": dict(Counter(each["verdict"] for each in rows)),
        "outcomes": dict(Counter(each["outcome"] for each in rows)),
        "attributes": dict(Counter(each["attribute"] for each in rows)),
        "offices": [[name, *_counted(some)] for name, some in _by(rows, "office").items()],
        "grounds": [[ground, *_kept_or_not(some)] for ground, some in _by(rows, "ground").items()],
        "asked": [[_name(each), each.count, _fate(each, outcomes)] for each in asked],
        "rows": [_row(each) for each in rows],
    }


def _by(rows: list[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for each in rows:
        found.setdefault(each[name], []).append(each)
    return found


def _counted(rows: list[dict[str, Any]]) -> list[int]:
    verdicts, outcomes = Counter(each["verdict"] for each in rows), Counter(each["outcome"] for each in rows)
    return [len(rows), *(verdicts[each] for each in Judgement), outcomes[Outcome.PUBLIC], outcomes[Outcome.STOPPED]]


def _kept_or_not(rows: list[dict[str, Any]]) -> list[int]:
    converted = sum(each["verdict"] in CONVERTING for each in rows)
    return [len(rows), len(rows) - converted, converted]


def _fate(asked: AskedFor, outcomes: Mapping[str, str]) -> str:
    if asked.document is None:
        return "本系统无此公文"
    outcome = outcomes.get(asked.document.number_text)
    return str(Outcome(outcome).label) if outcome else str(asked.document.get_status_display())


def _row(each: dict[str, Any]) -> dict[str, Any]:
    names = ("number", "office", "attribute", "ground", "asked", "verdict", "ground_now", "outcome")
    return {name: each[name] for name in names}


def _name(asked: AskedFor) -> str:
    """Return the number of the document, or the name of what is no document here."""
    return asked.number_text or (asked.document.number_text if asked.document else asked.title)


def docx_of(check: SelfCheck) -> bytes:
    """Return the report of a closed self-check as a Word file of the office."""
    assert check.closed_at is not None  # noqa: S101  # only a closed one has a report
    organ, day = check.figures["organ"], office_date(check.closed_at)
    elements = Elements(issuing_body="", issued_on=day, signature_bodies=(organ,))
    return typeset(content_of(check.figures, f"{check.due_on:%Y年%m月%d日}"), elements, {})


def content_of(figures: Mapping[str, Any], due: str) -> Content:
    """Return the text of the report."""
    verdicts, outcomes = Counter(figures["verdicts"]), Counter(figures["outcomes"])
    told = "、".join(f"{label}{Counter(figures['attributes'])[code]}件" for code, label in Attribute.choices[1:])
    judged = "、".join(f"{each.label}{verdicts[each]}件" for each in Judgement)
    done = f"转公开的公文中，已公开{outcomes[Outcome.PUBLIC]}件，正在办理{outcomes[Outcome.RUNNING]}件，"
    blocks: list[Block] = [
        Paragraph(
            f"依照《中华人民共和国政府信息公开条例》第十八条和教办厅〔2017〕3号第二十条，{figures['organ']}对不主动公开的公文"
            f"作{figures['year']}年度全面自查，期限{due}。列入公文{figures['total']}件（{told}），逐件重新判断并经另一人确认。"
        ),
        Heading(1, "一、总体情况"),
        Paragraph(f"重新判断：{judged}。{done}终止转公开、维持原公开属性{outcomes[Outcome.STOPPED]}件。"),
        Heading(1, "二、各单位情况"),
        _table(OFFICE_HEAD, figures["offices"]),
        Heading(1, "三、按不公开理由"),
        _table(GROUND_HEAD, ([_ground(row[0]), *row[1:]] for row in figures["grounds"])),
    ]
    if figures["asked"]:
        blocks += [Heading(1, "四、申请较多的信息"), _table(ASKED_HEAD, figures["asked"])]
    return Content(title=f"{figures['organ']}{figures['year']}年度公文公开属性自查报告", blocks=tuple(blocks))


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Table:
    lines = [head, *rows]
    return Table(tuple(tuple(Cell((Paragraph(str(value)),)) for value in line) for line in lines))


def _ground(code: str) -> str:
    return str(Ground(code).label) if code else "—"


def xlsx_of(check: SelfCheck) -> bytes:
    """Return the report of a closed self-check as a workbook: offices, grounds, applications, every document."""
    figures = check.figures
    grounds = ((_ground(row[0]), *row[1:]) for row in figures["grounds"])
    return sheets.write(
        [
            Sheet("各单位", _wide(OFFICE_HEAD, 28), map(tuple, figures["offices"])),
            Sheet("按理由", _wide(GROUND_HEAD, 40), grounds),
            Sheet("申请较多的信息", _wide(ASKED_HEAD, 50), map(tuple, figures["asked"])),
            Sheet("逐件", _wide(ROW_HEAD, 26), _cells(figures["rows"])),
        ]
    )


def _wide(head: tuple[str, ...], first: int) -> tuple[tuple[str, int], ...]:
    return ((head[0], first), *((each, 18) for each in head[1:]))


def _cells(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str | int, ...]]:
    for each in rows:
        was = (Attribute(each["attribute"]).label, _ground(each["ground"]), each["asked"])
        now = (_label(Judgement, each["verdict"]), _ground(each["ground_now"]), str(Outcome(each["outcome"]).label))
        yield (each["number"], each["office"], str(was[0]), was[1], was[2], *now)


def _label(choices: Any, code: str) -> str:
    return str(choices(code).label) if code else "—"
