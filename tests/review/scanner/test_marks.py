"""Marks of work secrets (R13): a star where none may stand, and what says that a text is not for the public."""

import pytest

from documents.docx.model import Line
from review.scanner import Kind, scan


def said(text, place="0"):
    return [text[each.start : each.end] for each in scan([Line(place, text)]) if each.kind == Kind.WORK_SECRET_MARK]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("工作秘密★3年", "工作秘密★"),
        ("内部☆", "内部☆"),
        ("★内部", "★内部"),
        ("敏感 ★ 长期", "敏感 ★"),
        ("內部資料★", "內部資料★"),
        ("工 作 秘 密*", "工 作 秘 密*"),
        ("内部资料　注意保存", "内部资料　注意保存"),
        ("【内部文件】关于招生的通知", "内部文件"),
        ("教育统计-内部资料.docx", "内部资料"),
        ("内部材料，请勿外传", "内部材料，请勿外传"),
        ("此件不得外传。", "不得外传"),
        ("仅供内部参考", "仅供内部参考"),
        ("工作秘密", "工作秘密"),
    ],
)
def test_a_mark_is_found_and_stops_the_publication(text, mark):
    assert mark in said(text)
    assert {each.severity for each in scan([Line("header 0/paragraph 0", text)])} == {"block"}


@pytest.mark.parametrize(
    "text",
    [
        "依法保守工作秘密",
        "不得泄露内部资料",
        "公司内部文件管理办法",
        "健全内部控制",
        "敏感信息保护",
        "注意保存证据",
        "外传的内容",
        "★主动公开目录",
        "2★3",
    ],
)
def test_a_word_of_a_sentence_is_no_mark(text):
    assert said(text) == []
