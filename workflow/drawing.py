"""The flow as a picture (SVG), drawn from its nodes: stages from top to bottom, who acts in each box.

Gateways are not drawn: a box points to the boxes that may follow it. Inside a stage boxes run from left
to right; between stages one arrow stands for all ways onward, one dashed line for all returns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise, takewhile
from typing import Any

from accounts.roles import Role
from documents.choices import Action, Status
from review.choices import Desk as DeskName
from workflow.desks import DESKS
from workflow.engine.agreement import transitions
from workflow.engine.gateways import Fork, Gather, Switch
from workflow.engine.nodes import Begin, Desk, Job

# A stage begins at the node named here and ends before the next one, in the order of the flow's page.
STAGES = {
    "start": "拟稿",
    "division": "核稿",
    "parallel": "并行审核",
    "approval": "复核",
    "sign": "签发",
    "register": "登记",
    "typeset": "排版核验",
    "destination": "公开、归存",
    "follow_up": "归档",
}
GATEWAYS = (Switch, Fork, Gather)
LEFT, TOP, COLUMN, ROW, WIDTH, HEIGHT, GAP = 112, 44, 166, 58, 146, 42, 30  # pixels
RAIL = LEFT + 5 * COLUMN + 8  # where the way back runs
INK, SOFT, BAND = "#1f2937", "#64748b", "#f1f5f9"
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif"


@dataclass(slots=True)
class Box:
    """A step and its cell: stage, row in the stage, column; `y` is its upper edge in pixels."""

    node: Any
    stage: str
    row: int = 0
    column: int = 0
    y: int = 0

    @property
    def x(self) -> int:
        """Return the left edge in pixels."""
        return LEFT + self.column * COLUMN

    @property
    def middle(self) -> int:
        """Return the height of its middle in pixels."""
        return self.y + HEIGHT // 2


def draw(flow_class: Any) -> str:
    """Return the SVG of a flow; the same flow gives the same text."""
    boxes = _boxes(flow_class)
    bands, y = list[str](), TOP
    for stage in dict.fromkeys(box.stage for box in boxes.values()):
        high = _stand([box for box in boxes.values() if box.stage == stage], y)
        bands += _band(stage, y, high)
        y += high + GAP
    ways = [way for box in boxes.values() for way in _ways(box, boxes)]
    lines = [*_ways_on(boxes), *ways, *_way_back(boxes)]
    return "\n".join([*_head(flow_class, y), *bands, *lines, *map(_drawn, boxes.values()), "</svg>", ""])


def followers(node: Any) -> list[str]:
    """Return the names of the boxes that may come next, through any gateways, each once."""
    found, waiting = dict[str, Any](), [node]
    while waiting:
        for edge in waiting.pop(0)._outgoing():
            if edge.dst.name not in found:
                found[edge.dst.name] = edge.dst
                waiting += [edge.dst] if isinstance(edge.dst, GATEWAYS) else []
    return [name for name, each in found.items() if not isinstance(each, GATEWAYS)]


def _boxes(flow_class: Any) -> dict[str, Box]:
    """Return a box for each step, in the order in which the flow's page names them."""
    stage, found = "", dict[str, Box]()
    nodes = {node.name: node for node in flow_class.instance.nodes()}
    for node in (nodes[name] for name in vars(flow_class) if name in nodes):
        stage = STAGES.get(node.name, stage)
        if not isinstance(node, GATEWAYS):
            found[node.name] = Box(node, stage)
    return found


def _stand(members: list[Box], top: int) -> int:
    """Set a stage's boxes, a row for each to which nothing earlier in it leads; return the height."""
    rows = 0
    for at, box in enumerate(members):
        before = [each for each in members[:at] if box.node.name in followers(each.node)]
        box.row = before[0].row if before else rows
        box.column = max((each.column + 1 for each in before), default=0)
        box.y = top + 10 + box.row * ROW
        rows += not before
    return rows * ROW + 8


def _ways(box: Box, boxes: dict[str, Box]) -> Iterator[str]:
    """Yield the arrows to the next column of the stage, and dashed ones back to its first box."""
    for target in (boxes[name] for name in followers(box.node)):
        if target.stage == box.stage and target.column == box.column + 1:
            yield _line(f"M{box.x + WIDTH} {box.middle} h8 V{target.middle} H{target.x - 2}")
        elif target.stage == box.stage and target.column == 0 < box.column:
            low = box.y + HEIGHT + 8
            yield _line(f"M{box.x + WIDTH // 2} {low - 8} V{low} H{LEFT + 20} V{low - 6}", dashed=True)


def _ways_on(boxes: dict[str, Box]) -> Iterator[str]:
    """Yield one arrow from each stage to the next where a way leads on."""
    for here, there in pairwise(dict.fromkeys(box.stage for box in boxes.values())):
        leaving = [box for box in boxes.values() if box.stage == here]
        if any(boxes[name].stage == there for box in leaving for name in followers(box.node)):
            low = max(box.y for box in leaving) + ROW - 6
            yield _line(f"M{LEFT + WIDTH // 2} {low} v{GAP - 3}")


def _way_back(boxes: dict[str, Box]) -> list[str]:
    """Return the one line of all returns: from each desk before the number is given to the drafter."""
    earlier = takewhile(lambda box: getattr(box.node, "action", None) != Action.REGISTER, boxes.values())
    desks = [box for box in earlier if isinstance(box.node, Desk)]
    sources = sorted({box.middle for box in desks if DESKS[box.node.desk].returns})
    goal = boxes[DeskName.REVISE.value]
    low, end = goal.middle + 12, goal.x + WIDTH + 2
    rail = " ".join(f"M{RAIL - 12} {y} h12" for y in sources)
    words = _text(RAIL - 20, low - 6, "退回（须有原因和文字）、撤回", size=12, colour=SOFT, anchor="end")
    return [_line(f"{rail} M{RAIL} {sources[-1]} V{low} H{end}", dashed=True), words]


def _line(path: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-width="1.5"{dash} marker-end="url(#tip)"/>'


def _text(x: int, y: int, text: str, *, size: int, colour: str = INK, anchor: str = "middle") -> str:
    place = f'x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(text)}</text>"


def _rect(x: int, y: int, wide: int, high: int, **look: object) -> str:
    rest = "".join(f' {name}="{value}"' for name, value in look.items())
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"{rest}/>'


def _band(stage: str, y: int, high: int) -> list[str]:
    name = _text(20, y + high // 2 + 5, stage, size=15, anchor="start")
    return [_rect(8, y, RAIL - 20, high, rx=6, fill=BAND), name]


def _drawn(box: Box) -> str:
    first, second, fill = _words(box.node)
    shape = _rect(box.x, box.y, WIDTH, HEIGHT, rx=21 if fill == "none" else 5, fill=fill, stroke=SOFT)
    middle = box.x + WIDTH // 2
    lower = [_text(middle, box.y + 34, second, size=11, colour=SOFT)] if second else []
    return "\n".join([shape, _text(middle, box.y + (18 if second else 26), first, size=13), *lower])


def _words(node: Any) -> tuple[str, str, str]:
    """Return a box's two lines and its colour: white for people, blue for the system, none at the ends."""
    if isinstance(node, Desk):
        label, _, part = str(node.desk.label).rstrip("）").partition("（")
        who = str(Role(DESKS[node.desk].role).label)
        return label, who if not part or part in who else f"{who}·{part}", "#ffffff"
    action = getattr(node, "action", None)
    after = {target for (name, _), target in transitions().items() if action and name == action.value}
    status = "、".join(f"→ {Status(each).label}" for each in sorted(after))
    if action or isinstance(node, Job):
        return str(node.task_title), status or "后台任务", "#dbeafe"
    return ("开始" if isinstance(node, Begin) else "结束"), "", "none"


def _head(flow_class: Any, high: int) -> list[str]:
    wide, title = RAIL + 12, f"{flow_class.__doc__.strip()}（流程定义第 {flow_class.definition} 版）"
    legend = "白框：人办理；蓝框：系统；虚线：退回。意见仍有效的环节自动跳过。"
    tip = 'id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="{FONT}">',
        f"<title>{escape(title)}</title>",
        f'<defs><marker {tip}><path d="M0 0 L8 4 L0 8 z" fill="{SOFT}"/></marker></defs>',
        _rect(0, 0, wide, high, fill="#ffffff"),
        _text(12, 28, title, size=17, anchor="start"),
        _text(wide - 12, 28, legend, size=12, colour=SOFT, anchor="end"),
    ]
