"""自动改正: what a finding promises to put right is right in the mended file, and no word of the text has changed."""

import docx
import pytest

from documents.docx import content as contents
from documents.docx.examining.examiner import examine
from documents.docx.examining.mending import mended
from tests.documents.docx.test_commands import manage_here
from tests.review.scanner import FOUNDING

LINES = (
    "某某省教育厅文件", "某教［2024］03号", "某某省教育厅关于做好有关工作的通知", "各市教育局:",
    "现将有关事项通知如下。", "一、总体要求", "（一）做好工作。",
    "某某省教育厅", "2024年03月05日", "抄送：省政府办公厅",
)  # fmt: skip


@pytest.fixture
def careless(tmp_path):
    """Return a file with all that a hurried clerk forgets: colon, number, date, stop, fonts, paper."""
    word = docx.Document()
    for line in LINES:
        word.add_paragraph(line)
    path = tmp_path / "草稿.docx"
    word.save(path)
    return path


def promised(report):
    return {finding.sentence for finding in report.format if finding.mended}


def test_every_promise_is_kept_and_the_content_is_the_same(careless):
    before = examine(careless.read_bytes(), careless.name)

    after = examine(mended(before.draft), "改正.docx")

    assert len(promised(before)) >= 5
    assert promised(after) == set()
    assert after.hidden == ()
    assert contents.digest(after.draft.content) == contents.digest(before.draft.content)
    assert (str(after.draft.number), after.draft.issued_on) == ("某教〔2024〕3号", before.draft.issued_on)


def test_the_command_writes_the_mended_file_beside_its_report(tmp_path, capsys):
    path = tmp_path / "改正.docx"

    _, before, _ = manage_here(capsys, "examine", str(FOUNDING), "--fix", str(path))
    _, after, _ = manage_here(capsys, "examine", str(path))

    assert "未发现问题" not in before and "未发现问题" in after


def test_a_file_that_would_lose_something_is_not_mended(tmp_path, capsys, careless):
    word = docx.Document(careless)
    word.paragraphs[4].runs[0].font.strike = True
    word.save(careless)
    path = tmp_path / "改正.docx"

    exited, _, complaint = manage_here(capsys, "examine", str(careless), "--fix", str(path))

    assert exited == 2
    assert "没有自动改正" in complaint
    assert not path.exists()
