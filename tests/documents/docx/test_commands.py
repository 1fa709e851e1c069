"""manage.py examine and parse_numbers: stable names, no database, nothing of a classified file."""

import json
import subprocess
import sys

import pytest
from django.core.management import call_command

from config.database import ROOT
from tests.documents.docx.making import box, notice, p, r

KEYS = {
    "document_number", "document_number_as_found", "title", "issuing_bodies", "genre", "addressees", "issued_on",
    "closing_note", "disclosure_hint", "headings", "paragraphs", "tables", "attachments", "format", "findings",
    "hidden", "classified",
}  # fmt: skip
NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}


def manage(*arguments, stdin=""):
    """Run a command where no database answers and no locale helps."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=NOWHERE,
        cwd="/",
        check=False,
    )


def manage_here(capsys, *arguments):
    """Return exit code, output and complaints of a command in this process, where no database is allowed either."""
    with pytest.raises(SystemExit) as ended:
        call_command(*arguments)
    return ended.value.code, *capsys.readouterr()


def written(tmp_path, data, name="稿.docx"):
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def test_numbers_are_parsed_line_by_line():
    lines = "国办发〔2017〕3号\n 教办厅[2017] 03 号\r\n\n国令第707号\n国办发〔17〕3号"
    done = manage("parse_numbers", stdin=lines)
    first, second, empty, order, failed = map(json.loads, done.stdout.decode().splitlines())

    assert done.returncode == 0
    assert first == {
        "as_found": "国办发〔2017〕3号",
        "normalised": "国办发〔2017〕3号",
        "code_letters": "国办发",
        "year": 2017,
        "serial": 3,
        "series": "document",
    }
    assert (second["as_found"], second["normalised"]) == (" 教办厅[2017] 03 号", "教办厅〔2017〕3号")
    assert set(empty) == set(failed) == {"as_found", "error"}
    assert (order["year"], order["serial"], order["series"]) == (None, 707, "order")


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ([p("一、总则"), p("（一）目的。")], 0),
        ([p("一、总则"), p("（1）目的。")], 1),
        ([p(runs=r("删去", "<w:strike/>"))], 2),
    ],
)
def test_the_exit_code_tells_clean_from_warned_and_blocked(tmp_path, capsys, blocks, code):
    exited, printed, _ = manage_here(capsys, "examine", written(tmp_path, notice(*blocks)), "--json")
    report = json.loads(printed)

    assert exited == code, report["format"]
    assert set(report) == KEYS
    assert report["classified"] is False


def test_a_classified_file_is_refused_without_an_echo(tmp_path):
    path = written(tmp_path, notice(p("某某工程的代号为彩虹。"), box(p("机密★10年"))))
    done = manage("examine", path, "--json")
    report = json.loads(done.stdout)

    assert (done.returncode, report["classified"]) == (2, True)
    assert "彩虹" not in (done.stdout + done.stderr).decode()
    assert "某某省教育厅" not in (done.stdout + done.stderr).decode()


def test_a_file_that_is_none_is_refused_with_advice(tmp_path, capsys):
    exited, printed, _ = manage_here(capsys, "examine", written(tmp_path, b"%PDF-1.7", "稿.pdf"), "--json")
    report = json.loads(printed)

    assert (exited, report["classified"], report["error"]["code"]) == (2, False, "DOC-303")
