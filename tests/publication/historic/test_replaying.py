"""A register run through the clock of publication (R21)."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from deadlines import selectors
from publication.historic.replaying import replay
from publication.historic.sheet import Row

REGISTER = """document_number_as_found,title,issued_on,published_on
国函〔2023〕98号,国务院关于某规划的批复,2023-09-15,2023-09-20
国办发〔2023〕27号,国务院办公厅关于印发某计划的通知,2023-08-09,2023-09-06
国办发〔2023〕28号,国务院办公厅关于印发某方案的通知,2023-08-09,2023-09-07
国函〔2022〕1号,国务院关于某事的批复,2022-01-04,
国函〔2022〕2号,国务院关于某事的批复,2022-03-04,2022-03-01
国函〔2021〕2号,国务院关于某事的批复,2021-03-04,2021-03-05
"""


@pytest.fixture(autouse=True)
def fresh_calendar():
    selectors.forget()
    yield
    selectors.forget()


@pytest.mark.rule(21)
def test_the_twentieth_working_day_is_in_time_and_the_next_is_late(db, tmp_path, capsys):
    file = tmp_path / "register.csv"
    file.write_text(REGISTER, encoding="utf-8")

    call_command("replay_register", str(file), "--from", "2022", "--to", "2023")

    assert capsys.readouterr().out.splitlines()[2:] == [
        "| 2022 | 0 | 0 | 0.0% | 0 | 0 | 2 |",
        "| 2023 | 3 | 1 | 33.3% | 20 | 21 | 0 |",
        "| 合计 | 3 | 1 | 33.3% | 20 | 21 | 2 |",
    ]


def test_a_year_whose_notice_is_not_known_is_marked(db):
    rows = [Row(2, "国函〔2003〕1号", "国务院关于某事的批复", "2003-03-04", "2003-03-05"), Row(3, "", "", "三月", "")]

    (line,) = replay(rows, calendar=selectors.calendar(), first=1980, last=2023)

    assert (line.year, line.provisional, line.took) == (2003, True, [1])
    assert selectors.calendar().knows(date(2004, 1, 1), date(2026, 12, 31))


def test_a_file_that_is_no_register_is_refused(db, tmp_path):
    file = tmp_path / "nothing.csv"
    file.write_bytes(b"a,b\n1,2\n")

    with pytest.raises(CommandError, match="发文字号"):
        call_command("replay_register", str(file))
    with pytest.raises(CommandError, match="无法打开"):
        call_command("replay_register", str(tmp_path / "missing.csv"))
