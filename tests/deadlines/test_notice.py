from datetime import date

import pytest

from deadlines.errors import NoticeUnreadable
from deadlines.notice import NamedDay, parse


def test_a_notice_names_days_off_and_days_worked_in_exchange():
    assert parse("2026 元旦 0101-0102 +0104 | 清明 0404") == {
        2026: [
            NamedDay(date(2026, 1, 1), False, "元旦"),
            NamedDay(date(2026, 1, 2), False, "元旦"),
            NamedDay(date(2026, 1, 4), True, "元旦"),
            NamedDay(date(2026, 4, 4), False, "清明"),
        ]
    }


def test_a_notice_may_name_days_of_the_year_before():
    assert parse("2027 元旦 20261231-20270102")[2027][0].day == date(2026, 12, 31)


def test_empty_lines_and_remarks_are_passed_over():
    assert list(parse("# 国办发明电\n\n2026 元旦 0101\n")) == [2026]


@pytest.mark.parametrize(
    "line",
    [
        "元旦 0101",
        "2026",
        "2026 元旦",
        "2026 0101",
        "2026 元旦 0230",
        "2026 元旦 0103-0101",
        "2026 元旦 01",
        "2026 元旦 0101 |",
        "2026 元旦 0101\n2026 清明 0404",
    ],
)
def test_an_unreadable_line_is_named(line):
    with pytest.raises(NoticeUnreadable) as refusal:
        parse("# 说明\n" + line)

    assert refusal.value.fields["line"] == 2 + line.count("\n")
