"""The one pass: what it may not miss, what its failure means, what it keeps."""

from dataclasses import replace

import hyperscan
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.docx.model import Line
from review.errors import ScanFailed
from review.scanner import EMPTY, Dictionary, Term, TermKind, engine, plain, refusal_of, scan
from review.scanner.rough import ROUGH
from review.scanner.scan import claims
from tests.review.scanner import second
from tests.review.scanner.corpus import FORMS, NEGATIVES, corpus


def of_persons(look):
    return [claim for claim in claims(look) if claim[2]]


@pytest.mark.parametrize(("forms", "negatives"), [(FORMS, NEGATIVES), (second.FORMS, second.NEGATIVES)])
def test_what_the_whole_line_would_give_away_is_found_in_the_windows_of_the_pass(forms, negatives):
    texts = [each.line.text for each in corpus(3, forms, negatives)]
    found = {look.line: of_persons(look) for reading in engine.read(texts, EMPTY) for look in reading.looks}

    for number, text in enumerate(texts):
        everything = engine.Look(number, plain.plain(text), {name: (0, len(text)) for name in ROUGH})
        assert found.get(number, []) == of_persons(everything), text


def test_a_scan_that_breaks_down_is_no_clean_scan(monkeypatch):
    broken = replace(engine.database(EMPTY), compiled=hyperscan.Database())
    monkeypatch.setattr(engine, "database", lambda dictionary: broken)

    with pytest.raises(ScanFailed) as refusal:
        scan([Line("0", "身份证11010519491231002X")])

    assert refusal.value.code == "REV-190"
    assert "11010519491231002X" not in str(refusal.value)


@pytest.mark.parametrize("text", [None, b"13812345678", 13812345678])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(ScanFailed):
        scan([Line("0", "正文"), Line("1", text)])


@pytest.mark.parametrize("odd", ["\ud800", "\0", "\U00020bb7", "\n", "\r\n", "\u200b", "👨\u200d👩"])
def test_odd_characters_neither_hide_a_number_nor_move_it(odd):
    text = f"{odd}手机{odd}13812345678{odd}。"

    (found,) = scan([Line("0", "一"), Line("1", text), Line("2", "二")])

    assert (found.place, text[found.start : found.end]) == ("1", "13812345678")


def test_a_number_in_any_batch_of_a_long_text_is_found_in_its_own_line():
    lines = [Line(str(number), "正文。") for number in range(3 * engine.BATCH)]
    for number in (0, engine.BATCH - 1, engine.BATCH, 3 * engine.BATCH - 1):
        lines[number] = Line(str(number), "手机13812345678")

    assert [int(each.place) for each in scan(lines)] == [0, engine.BATCH - 1, engine.BATCH, 3 * engine.BATCH - 1]


def test_very_many_hits_in_one_line_are_all_found():
    line = Line("0", "、".join(["维稳经费13812345678"] * 20_000))
    dictionary = Dictionary(Term(text, TermKind.WORDING, "warn", "", "", "1") for text in ("维稳", "维稳经费"))

    assert len(scan([line], dictionary)) == 40_000


def test_a_list_whose_head_comes_again_and_again_is_read_once():
    lines = [Line(str(number), "序号 姓名 班级") for number in range(5000)]

    assert scan([*lines, Line("end", "1 李小红 二班")])[-1].place == "end"


def test_a_dictionary_is_compiled_once_for_its_content():
    def dictionary():
        return Dictionary([Term("维稳经费", TermKind.WORDING, "warn", "", "", "1")])

    assert engine.database(dictionary()) is engine.database(dictionary())


def test_a_term_with_a_sign_of_a_sentence_in_it_is_found_as_it_is_written():
    for text in ("三、9号", "一、0", "甲，乙", "A、0÷", "《甲，乙》"):
        (found,) = scan([Line("0", f"见{text}。")], Dictionary([Term(text, TermKind.WORDING, "warn", "", "", "1")]))

        assert 1 <= found.start < found.end <= 1 + len(text)


@given(st.text(min_size=2, max_size=12), st.text(max_size=5), st.text(max_size=5))
def test_whatever_the_term_it_is_found_where_it_stands_alone(text, before, after):
    if refusal_of(text):
        return
    line = f"{before}。{text}。{after}"

    found = scan([Line("0", line)], Dictionary([Term(text, TermKind.WORDING, "warn", "", "", "1")]))

    assert any(each.term and each.start <= len(before) + 1 + len(text) and each.end > len(before) for each in found)
