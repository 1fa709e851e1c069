"""docs/process/clocks.md is the table that the product runs by."""

from io import StringIO

from django.core.management import call_command

from config.database import ROOT


def test_the_page_of_limits_is_that_of_the_code():
    out = StringIO()
    call_command("clocks", stdout=out)

    assert (ROOT / "docs/process/clocks.md").read_text(encoding="utf-8") == out.getvalue(), "make docs"
