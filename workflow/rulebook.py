"""The rule book as people read it: its 88 checks, where each is asked, which tests prove it."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from common.rules import EFFECT_NAMES, Rule
from documents.choices import Action
from review.choices import Desk
from workflow.titles import TITLES

ACT_NAMES = {  # in the order in which a document meets them; a desk and its move bear one name
    "take_in": "上传、填写",
    "decide": "拟定公开属性",
    Action.SUBMIT.value: str(Action.SUBMIT.label),
    **{desk.value: str(desk.label) for desk in Desk},
    "dispose": "处理疑点",
    "sign_upward": "签发上行文",
    "return": "退回",
    **{action.value: str(action.label) for action in Action if action not in Desk.values},
    "renumber": "作废字号",
    "reschedule": "改定公开时间",
    "let_out": "对外公开",
    "declare_emergency": "决定紧急公开",
    "cosign_afterwards": "补会签",
    "ratify_emergency": "追认紧急公开",
    "refuse_emergency": "不予追认紧急公开",
    "propose_ending": "提出撤下、更正",
    "propose_validity": "提请变动有效性",
    "change_validity": "批准变动有效性",
    "propose_listing_end": "提请撤下门户条目",
    "end_listing": "批准撤下门户条目",
    "propose_listing_change": "提请变动条目有效性",
    "change_listing": "批准变动条目有效性",
    "show_validity": "显示有效性",
    "note_placement": "登记登载",
    "make_supply": "编制移送清单",
    "repost": "转载",
    "open_dataset": "开放数据集",
    "reopen": "提出转为公开",
    "selfcheck_judge": "年度自查：重新判断",
    "selfcheck_confirm": "年度自查：确认",
    "selfcheck_close": "年度自查：办结",
    "card_issue": "发监察牌",
    "card_uphold": "维持监察牌",
    "card_withdraw": "撤销监察牌",
    "card_reject": "申诉不予采纳",
    "card_grant": "采纳申诉",
    "grant_role": "授予角色",
    "open_page": "打开页面",
    "journal.verify": "校验留痕",
}


class MarkUnreadable(ValueError):
    """A test bears a rule mark whose number is not written out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One registered check with the names of its acts in Chinese and the tests that prove its number."""

    rule: Rule
    enforced: tuple[str, ...]
    tests: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return the line as JSON; `acts` are codes, `enforced` the same in Chinese."""
        return {
            "number": self.rule.number,
            "basis": self.rule.basis,
            "effect": self.rule.effect.value,
            "sentence": self.rule.sentence,
            "acts": sorted(str(act) for act in self.rule.acts),
            "enforced": list(self.enforced),
            "predicate": self.rule.name,
            "tests": list(self.tests),
        }


def acts_of(rule: Rule) -> tuple[str, ...]:
    """Return the Chinese names of the acts that ask the check, in the order of the flow, each once."""
    return tuple(dict.fromkeys(name for act, name in ACT_NAMES.items() if act in rule.acts))


def lines(rules: Iterable[Rule], proofs: dict[int, list[str]]) -> list[Line]:
    """Join each registered check with its acts and its tests."""
    return [Line(rule, acts_of(rule), tuple(proofs.get(rule.number, ()))) for rule in rules]


def proofs_in(folder: Path) -> dict[int, list[str]]:
    """Return the tests under a folder by the rule numbers that they are marked with (`pytest.mark.rule`).

    A mark counts on the function, its class, its module (pytestmark), one of its parameters, or a name
    of the module that one of these mentions. Raises MarkUnreadable.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        place = path.relative_to(folder.parent).as_posix()
        for number, test in _proofs_of(ast.parse(path.read_text(encoding="utf-8"), place)):
            found[number].append(f"{place}::{test}")
    return found


def _proofs_of(module: ast.Module) -> Iterator[tuple[int, str]]:
    named = {
        target.id: _numbers(node.value, {})
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for prefix, test, outer in _tests(module, frozenset(named.get("pytestmark", frozenset())), named):
        marks = outer.union(*(_numbers(each, named) for each in test.decorator_list))
        yield from ((number, prefix + test.name) for number in sorted(marks))


def _tests(
    module: ast.Module, outer: frozenset[int], named: dict[str, frozenset[int]]
) -> Iterator[tuple[str, ast.FunctionDef, frozenset[int]]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield "", node, outer
        elif isinstance(node, ast.ClassDef):
            marks = outer.union(*(_numbers(each, named) for each in node.decorator_list))
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            yield from ((f"{node.name}::", each, marks) for each in methods if each.name.startswith("test_"))


def _numbers(node: ast.expr, named: dict[str, frozenset[int]]) -> frozenset[int]:
    """Return the numbers of the rule marks inside an expression, also through names of the module."""
    found: set[int] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            found |= named.get(each.id, frozenset())
        elif isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.rule":
            found.add(_number(each))
    return frozenset(found)


def _number(mark: ast.Call) -> int:
    value = mark.args[0] if len(mark.args) == 1 else None
    if not isinstance(value, ast.Constant) or not isinstance(value.value, int):
        raise MarkUnreadable(ast.unparse(mark))
    return value.value


def unproven(book: list[Line]) -> list[int]:
    """Return the numbers of registered checks that no test is marked with."""
    return sorted({line.rule.number for line in book if not line.tests})


def markdown(book: list[Line], proofs: dict[int, list[str]]) -> str:
    """Return docs/process/rules.md: every number of the rule book, registered as a predicate or not."""
    built = {line.rule.number for line in book}
    head = [
        "# 规则清单",
        "",
        "由 `manage.py rules --markdown` 生成，请勿手工修改；测试保证本文件与登记一致。",
        "",
        f"规则书共 {len(TITLES)} 条；登记为判断函数的 {len(built)} 条（{len(book)} 个函数）。"
        "“由程序保证”的不在某个环节上判断，而由读取、排版、页面等代码做到，有测试证明；“尚未登记”的随后续版本建立。"
        "“把关环节”为“—”的由系统计算。证明各条的测试见 `manage.py rules`。",
        "",
        "| 规则 | 要求 | 依据 | 效果 | 把关环节 | 判断函数 |",
        "|---|---|---|---|---|---|",
    ]
    rows = []
    for number in TITLES:
        found = [line for line in book if line.rule.number == number]
        rows += [_built(line) for line in found] or [_other(number, proofs)]
    return "\n".join(head + rows) + "\n"


def _built(line: Line) -> str:
    rule = line.rule
    where = "、".join(line.enforced) or "—"
    return f"| {rule.number} | {rule.sentence} | {rule.basis} | {EFFECT_NAMES[rule.effect]} | {where} | `{rule.name}` |"


def _other(number: int, proofs: dict[int, list[str]]) -> str:
    state = "由程序保证" if number in proofs else "尚未登记"
    return f"| {number} | {TITLES[number]} | | {state} | | |"
