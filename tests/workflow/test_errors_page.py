from io import StringIO

from django.core.management import call_command

from config.database import ROOT
from documents.errors import ActionRefused
from workflow.management.commands.errors import refusals


def listed():
    answer = StringIO()
    call_command("errors", stdout=answer)
    return answer.getvalue()


def test_the_committed_page_of_errors_is_what_the_command_writes():
    assert (ROOT / "docs/process/errors.md").read_text(encoding="utf-8") == listed(), "make docs"


def test_every_code_is_listed_once_with_sentence_and_status():
    page = listed()

    assert ActionRefused in refusals()
    for error in refusals():
        assert page.count(f"| {error.code} | {error.message} | {error.http_status} |") == 1
