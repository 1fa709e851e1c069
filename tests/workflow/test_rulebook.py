import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from common.rules import all_rules
from config.database import ROOT
from workflow import rulebook
from workflow.titles import TITLES

NEEDED = {*range(1, 12), 15, 16, 17, 19, *range(21, 25), *range(30, 47), 50, 54, *range(82, 86), 87, 88}
MODULE = """
import pytest
LISTED = [pytest.param(1, marks=pytest.mark.rule(4)), 2]
pytestmark = pytest.mark.rule(9)

@pytest.mark.parametrize("n", LISTED)
def test_through_a_name(n): ...

@pytest.mark.parametrize("n", [pytest.param(1, marks=[pytest.mark.rule(5), pytest.mark.rule(6)])])
def test_through_a_parameter(n): ...

@pytest.mark.rule(7)
class TestGroup:
    def test_in_a_class(self): ...
    def helper(self): ...

def helper(): ...
"""


def said(*arguments):
    answer = StringIO()
    call_command("rules", *arguments, stdout=answer)
    return answer.getvalue()


def scanned(tmp_path, text):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_one.py").write_text(text, encoding="utf-8")
    return rulebook.proofs_in(folder)


def test_every_registered_rule_has_a_test():
    book = rulebook.lines(all_rules(), rulebook.proofs_in(ROOT / "tests"))

    assert rulebook.unproven(book) == []


def test_the_list_names_the_rules_of_the_main_line_with_a_test_each():
    listed = json.loads(said("--json"))

    assert {each["number"] for each in listed} >= NEEDED
    for each in listed:
        assert set(each) >= {"number", "basis", "effect", "sentence", "acts", "predicate", "tests"}
        assert each["tests"] and each["basis"] and each["sentence"]


def test_every_named_test_is_there():
    for test in {test for each in json.loads(said("--json")) for test in each["tests"]}:
        path, *names = test.split("::")
        assert f"def {names[-1]}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_number_is_one_of_the_rule_book():
    assert {entry.number for entry in all_rules()} <= set(TITLES)
    assert set(rulebook.proofs_in(ROOT / "tests")) <= set(TITLES)


def test_the_plain_list_names_each_predicate_once():
    listed = [line for line in said().splitlines() if line.startswith("    函数：")]

    assert sorted(listed) == sorted(f"    函数：{entry.name}" for entry in all_rules())


def test_every_act_that_asks_a_rule_has_a_chinese_name():
    assert set().union(*(entry.acts for entry in all_rules())) <= set(rulebook.ACT_NAMES)
    assert not any(name.isascii() for name in rulebook.ACT_NAMES.values())


def test_a_rule_without_a_test_makes_the_command_fail(monkeypatch):
    monkeypatch.setattr(rulebook, "proofs_in", lambda folder: {1: ["tests/test_one.py::test_it"]})

    with pytest.raises(CommandError, match="没有测试证明的规则：2、3"):
        said()


def test_marks_count_wherever_they_stand(tmp_path):
    one = "tests/test_one.py::"

    assert scanned(tmp_path, MODULE) == {
        4: [one + "test_through_a_name"],
        5: [one + "test_through_a_parameter"],
        6: [one + "test_through_a_parameter"],
        7: [one + "TestGroup::test_in_a_class"],
        9: [one + name for name in ("test_through_a_name", "test_through_a_parameter", "TestGroup::test_in_a_class")],
    }


def test_a_mark_whose_number_is_not_written_out_is_refused(tmp_path):
    with pytest.raises(rulebook.MarkUnreadable):
        scanned(tmp_path, "@pytest.mark.rule(NUMBER)\ndef test_it(): ...\n")


def test_the_committed_list_is_what_the_command_writes():
    assert (ROOT / "docs/process/rules.md").read_text(encoding="utf-8") == said("--markdown"), "make docs"
