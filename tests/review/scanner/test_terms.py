"""Terms of the negative list: what may be one, and in which disguises it is found."""

import pytest

from documents.docx.model import Line
from review.scanner import Dictionary, Kind, Term, TermKind, refusal_of, scan


def term(text, severity="warn", kind=TermKind.WORDING, code="1", basis="", advice=""):
    return Term(text, kind, severity, basis, advice, code)


def said(text, *terms):
    found = scan([Line("0", text)], Dictionary(each if isinstance(each, Term) else term(each) for each in terms))
    return [(each.masked, text[each.start : each.end]) for each in found if each.term]


@pytest.mark.parametrize(
    "written",
    [
        "涉密网络布局",
        "涉密網絡佈局",
        "涉密網络布局",
        "涉 密 网 络 布 局",
        "涉密　网络布局",
        "涉·密·网·络·布·局",
        "涉密*网络布局",
        "涉-密-网-络-布-局",
        "涉、密、网、络、布、局",
        "涉密\u200b网络\u200d布局",
        "涉密“网络”布局",
        "涉密\n网络布局",
    ],
)
def test_a_term_is_found_in_every_disguise_and_just_there(written):
    assert said(f"关于{written}的说明", "涉密网络布局") == [("涉密网络布局", written)]


@pytest.mark.parametrize("written", ["5g基站abc", "５Ｇ基站ＡＢＣ", "5G 基站 ABC", "5G基站Abc"])
def test_letters_are_found_in_any_case_and_width(written):
    assert said(f"建设{written}。", "5G基站ABC") == [("5G基站ABC", written)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("做好涉密，网络布局", "涉密网络布局"),  # a comma divides two clauses
        ("严防外泄、密切关注", "泄密"),
        ("涉密网络的布局", "涉密网络布局"),  # another word between
        ("涉密               网络布局", "涉密网络布局"),  # a gap of a form, no disguise
        ("25GB的内存", "5G"),
        ("APPLE公司", "PPL"),
    ],
)
def test_what_only_looks_like_a_term_is_left_alone(text, words):
    assert said(text, words) == []


def test_a_term_does_not_reach_over_the_end_of_a_line():
    lines = [Line("0", "涉密网络"), Line("1", "布局")]

    assert scan(lines, Dictionary([term("涉密网络布局")])) == []


def test_the_hit_carries_kind_severity_basis_advice_and_code_of_its_entry():
    entry = term("维稳经费", "block", TermKind.THREE_SECURITIES, "12", "条例第14条", "删去")

    (found,) = scan([Line("title", "关于维稳经费的报告")], Dictionary([entry]))

    assert (found.kind, found.severity, found.place) == (TermKind.THREE_SECURITIES, "block", "title")
    assert (found.label, found.basis, found.advice, found.term.code) == ("三安全一稳定", "条例第14条", "删去", "12")


def test_an_entry_without_words_of_its_own_speaks_with_those_of_its_kind():
    (found,) = scan([Line("0", "维稳经费")], Dictionary([term("维稳经费", kind=TermKind.PROCESS)]))

    assert (found.basis, found.advice) == (TermKind.PROCESS.basis, TermKind.PROCESS.advice)


def test_a_finding_of_a_person_speaks_with_the_words_of_its_kind():
    (found,) = scan([Line("0", "手机13812345678")])

    assert (found.label, found.basis, found.advice) == (Kind.MOBILE.label, Kind.MOBILE.basis, Kind.MOBILE.advice)
    assert found.term is None


def test_of_two_terms_the_longer_stands_unless_the_shorter_is_graver():
    assert said("维稳经费支出", "维稳", "维稳经费") == [("维稳经费", "维稳经费")]
    assert said("维稳经费支出", term("维稳", "block"), "维稳经费") == [("维稳经费", "维稳经费"), ("维稳", "维稳")]


def test_two_entries_of_the_same_words_are_both_named():
    entries = [term("维稳经费", code="1"), term("維穩經費", code="2")]

    assert {each.term.code for each in scan([Line("0", "维稳经费")], Dictionary(entries))} == {"1", "2"}


def test_terms_and_personal_information_are_found_in_one_scan_in_the_order_of_the_text():
    text = "手机13812345678涉及维稳经费"

    assert [each.kind for each in scan([Line("0", text)], Dictionary([term("维稳经费")]))] == [
        Kind.MOBILE,
        TermKind.WORDING,
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空的"),
        ("　 ", "空的"),
        ("密", "一个字"),
        ("。密！", "一个字"),
        ("，。；！", "标点或数字"),
        ("12345", "标点或数字"),
        ("２０１７－３", "标点或数字"),
        ("*", "通配符"),
        (".*", "通配符"),
        ("涉密%", "通配符"),
        (r"[\s\S]+", "通配符"),
        ("涉密.*网络", "通配符"),
        ("涉密\n网络", "一行"),
        ("密" * 51, "50"),
    ],
)
def test_what_cannot_be_a_term_is_refused_with_the_reason(text, reason):
    assert reason in refusal_of(text)
    with pytest.raises(ValueError, match=reason):
        Dictionary([term(text)])


@pytest.mark.parametrize("text", ["涉密", "5G", "“两会”安保", "《内部通报》", "密" * 50, "a.b", "（试行）稿"])
def test_what_can_be_a_term_is_not_refused(text):
    assert refusal_of(text) is None


@pytest.mark.parametrize(("text", "words"), [("a.b", "axb"), ("（试行）稿", "试验稿"), ("涉密+", "涉密密")])
def test_a_term_is_never_taken_for_a_pattern(text, words):
    assert said(f"见{words}。", text)[:1] in ([], [(text, words[:2])])
    assert all(hit[1] != words for hit in said(f"见{words}。", text))


def test_a_dictionary_is_named_by_its_content():
    one, other = Dictionary([term("维稳经费"), term("涉密网络")]), Dictionary([term("涉密网络"), term("维稳经费")])

    assert one == other
    assert hash(one) == hash(other)
    assert one.digest == other.digest
    assert one.digest != Dictionary([term("维稳经费")]).digest
    assert len(one) == 2
