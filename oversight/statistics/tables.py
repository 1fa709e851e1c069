"""The figures as tables: what the page shows, a workbook holds and a monthly report keeps; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from deadlines.limits import PUBLICATION
from documents.choices import Attribute, Ground, Stage
from oversight.statistics.figures import Figures, Ratio
from review.choices import Desk, ReturnReason

Cell = str | int
Link = tuple[str, str, date | None]  # figure, value, month (None: the whole period)
NO_LINK: Link = ("", "", None)
COUNTED_DAYS = "用时按工作日计，到达当日不计；中位数指半数在此以内办结，九成用时指九成在此以内办结"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells, the first is its name, and for each cell the list behind it."""

    cells: tuple[Cell, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table with what its figures mean."""

    code: str
    title: str
    note: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the table as it is kept in a report, without links."""
        return {
            "code": self.code,
            "title": self.title,
            "note": self.note,
            "headings": list(self.headings),
            "lines": [list(line.cells) for line in self.lines],
        }


def from_json(kept: Iterable[Mapping[str, Any]]) -> list[Table]:
    """Return the tables of a report."""
    return [
        Table(
            each["code"], each["title"], each["note"], tuple(each["headings"]),
            tuple(Line(tuple(cells)) for cells in each["lines"]),
        )
        for each in kept
    ]  # fmt: skip


def tables(figures: Figures) -> list[Table]:
    """Return all tables of the figures, in the order of the page."""
    return [
        _totals(figures), _in_time(figures), _desks(figures), _returns(figures), _attributes(figures),
        _stages(figures), _grounds(figures), _months(figures),
    ]  # fmt: skip


def _totals(figures: Figures) -> Table:
    rush = figures.emergencies
    lines = (
        _counted("首次送审", figures.submitted, "submitted"),
        _counted("首次登记编号（印发）", figures.issued, "issued"),
        _counted("首次公开发布", figures.published, "published"),
        _counted("其中：紧急公开", rush.part, "emergency"),
        Line((f"紧急公开占比（{rush.part}/{rush.whole}）", rush.percent)),
    )
    note = "每件公文只在首次送审、首次编号、首次公开时各计一次。"
    return Table("totals", "办理总量", note, ("事项", "件数"), lines)


def _in_time(figures: Figures) -> Table:
    kept = figures.in_time
    lines = (
        _counted("期内到期应公开", kept.whole, "due"),
        _counted("其中：按期公开", kept.part, "in_time"),
        _counted("其中：逾期公开或尚未公开", kept.whole - kept.part, "late"),
        Line((f"按期公开率（{kept.part}/{kept.whole}）", kept.percent)),
    )
    note = f"{PUBLICATION.basis}；目录项另有时限的从其规定（规则21、22）。由其他机关牵头公开的不计。"
    return Table("in_time", "公开及时", note, ("事项", "件数"), lines)


def _desks(figures: Figures) -> Table:
    lines = []
    for desk in Desk:
        if found := figures.desks.get(desk):
            kept, to = found.in_time, ("desk", desk.value, None)
            cells = (desk.label, found.count, _days(found.median), _days(found.p90), *_of(kept))
            links = (NO_LINK, to, NO_LINK, NO_LINK, ("desk_limited", desk.value, None), ("desk_kept", desk.value, None))
            lines.append(Line(cells, links))
    heads = ("环节", "办结", "中位用时", "九成用时", "有时限的", "限期内办结", "限期内占比")
    return Table("desks", "各环节用时", f"{COUNTED_DAYS}。只计有人办结的任务，收回的不计。", heads, tuple(lines))


def _of(ratio: Ratio) -> tuple[int, int, str]:
    return ratio.whole, ratio.part, ratio.percent


def _days(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _returns(figures: Figures) -> Table:
    whole = sum(figures.returns.values())
    lines = [
        _shared(reason.label, count, whole, "returned", reason.value)
        for reason in ReturnReason
        if (count := figures.returns.get(reason, 0))
    ]
    heads = ("原因", "次数", "占比")
    lines += [_sum(whole, "returned")] if whole else []
    return Table("returns", "退回原因", "每退回一次计一次，含拟稿人撤回。", heads, tuple(lines))


def _attributes(figures: Figures) -> Table:
    lines = [_shared(a.label, figures.attributes.get(a, 0), figures.issued, "attribute", a.value) for a in Attribute]
    note = "期内首次登记编号的公文，按现在的公开属性。"
    return Table("attributes", "公开属性", note, ("公开属性", "件数", "占比"), (*lines, _sum(figures.issued, "issued")))


def _stages(figures: Figures) -> Table:
    lines = [_shared(each.label, figures.stages.get(each, 0), figures.issued, "stage", each.value) for each in Stage]
    note = f"一件公文可属几个环节，占比的分母都是期内印发的 {figures.issued} 件，合计可超过 100%。"
    return Table("stages", "五公开环节", note, ("环节", "件数", "占比"), tuple(lines))


def _grounds(figures: Figures) -> Table:
    lines = []
    for ground in Ground:
        counts = [figures.grounds.get((each, ground), 0) for each in (Attribute.WITHHELD, Attribute.ON_REQUEST)]
        if any(counts):
            links = [("ground", f"{each}.{ground}", None) for each in ("withheld", "on_request")]
            lines.append(Line((ground.label, *counts), (NO_LINK, *links)))
    note = "期内首次登记编号、未定为主动公开的公文，按所附理由（政府信息公开工作年度报告八类口径）。"
    return Table("grounds", "不公开理由", note, ("理由", "不予公开", "依申请公开"), tuple(lines))


def _months(figures: Figures) -> Table:
    lines = []
    for first, month in figures.months.items():
        counts = (month.submitted, month.issued, month.published, month.returned, month.in_time.whole)
        cells = (f"{first:%Y-%m}", *counts, month.in_time.part, month.in_time.percent)
        names = ("submitted", "issued", "published", "returned", "due", "in_time")
        lines.append(Line(cells, (NO_LINK, *((name, "", first) for name in names))))
    heads = ("月份", "送审", "印发", "公开", "退回", "到期应公开", "按期公开", "按期率")
    return Table("months", "逐月趋势", "口径同上。", heads, tuple(lines))


def _counted(name: str, count: int, figure: str) -> Line:
    return Line((name, count), (NO_LINK, (figure, "", None)))


def _shared(name: str, part: int, whole: int, figure: str, value: str) -> Line:
    return Line((name, part, Ratio(part, whole).percent), (NO_LINK, (figure, value, None)))


def _sum(whole: int, figure: str) -> Line:
    return Line(("合计", whole, ""), (NO_LINK, (figure, "", None)))
