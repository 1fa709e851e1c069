"""Unfit and contradictory rows: each is named by its number and reason, and no sentence repeats a word."""

from datetime import date

import pytest

from review.dictionary import checking
from review.errors import RowsRefused
from review.scanner.terms import Term, TermKind
from tests.review.dictionary.conftest import ROW, row

ENTRIES = {"A03": "条例第14条；教育法第79条"}

UNFIT = {
    "an empty term": ({"text": ""}, "词语不能使用"),
    "one character": ({"text": "题"}, "词语不能使用"),
    "figures alone": ({"text": "2026"}, "词语不能使用"),
    "a formula": ({"text": "=（公式）"}, "公式"),
    "an unknown kind": ({"kind": "其他"}, "“类别”须是"),
    "an unknown severity": ({"severity": "block"}, "“级别”须是"),
    "an entry that is not in force": ({"code": "Z99"}, "没有这个编号"),
    "neither basis nor entry": ({"basis": "", "code": ""}, "须写明依据"),
    "no advice": ({"advice": ""}, "处理建议"),
    "a day in words": ({"valid_from": "明年"}, "2026-12-01"),
    "a day that does not exist": ({"valid_to": "2026-02-30"}, "2026-12-01"),
    "an end before the beginning": ({"valid_from": "2026-12-02", "valid_to": "2026-12-01"}, "早于生效日期"),
    "a line break": ({"advice": "删去\n或改写"}, "不可见字符"),
    "a text too long for its column": ({"basis": "条" * 301}, "超过300字"),
}


def refused(*rows, **options):
    with pytest.raises(RowsRefused) as refusal:
        checking.terms_of(rows, ENTRIES, **options)
    return refusal.value


@pytest.mark.parametrize("case", UNFIT)
def test_an_unfit_row_is_refused_with_number_and_reason(case):
    changes, reason = UNFIT[case]

    error = refused(ROW, row(number=7, **{"text": "命题人员名单"} | changes))

    assert {number for number, _reason in error.problems} == {7}
    assert any(reason in each for _number, each in error.problems)


def test_a_sound_row_is_a_term():
    (found,) = checking.terms_of([row(basis="", valid_from="2026/12/1", severity="请核对")], ENTRIES)

    term = Term("启用前的试题", TermKind.WORK_SECRET, "warn", ENTRIES["A03"], "删去", "A03")
    assert found == checking.Dated(term, date(2026, 12, 1), None)


@pytest.mark.parametrize("again", ["启用前的试题", "启用前 的试题", "启用前 的 试题"])
@pytest.mark.parametrize(("severity", "reason"), [("须处理", "重复"), ("请核对", "级别不同")])
def test_the_same_term_twice_is_refused(again, severity, reason):
    error = refused(ROW, row(number=9, text=again, severity=severity))

    assert [(number, "第2行" in text and reason in text) for number, text in error.problems] == [(9, True)]


def test_width_and_case_do_not_make_another_term():
    assert refused(row(text="ＡＢＣ方案"), row(number=3, text="abc方案")).problems[0][0] == 3


def test_every_bad_row_is_named_and_none_repeats_the_term():
    error = refused(row(text="绝对保密词", kind="?"), row(number=3, text="绝对保密词二", advice=""))

    assert [number for number, _reason in error.problems] == [2, 3]
    assert "绝对保密词" not in str(error) + "".join(reason for _number, reason in error.problems)


def test_a_file_without_terms_is_refused():
    assert refused().problems[0][0] == 1


def test_terms_are_added_replaced_and_dropped():
    before = checking.terms_of([ROW, row(number=3, text="命题人员名单")], ENTRIES)

    after = checking.changed(
        before,
        add=[row(number=1, severity="请核对"), row(number=2, text="过程稿")],
        drop=["命题人员 名单"],
        entries=ENTRIES,
    )

    assert {each.term.text: each.term.severity for each in after} == {"启用前的试题": "warn", "过程稿": "block"}


def test_only_a_term_that_is_there_can_be_dropped():
    with pytest.raises(RowsRefused) as refusal:
        checking.changed([], add=[ROW], drop=["没有的词"], entries=ENTRIES)

    assert refusal.value.problems == ((1, "要删去的词语不在现行版中"),)


def test_the_digest_does_not_depend_on_the_order():
    one, two = checking.terms_of([ROW, row(number=3, text="命题人员名单")], ENTRIES)

    assert checking.digest_of([one, two]) == checking.digest_of([two, one]) != checking.digest_of([one])
