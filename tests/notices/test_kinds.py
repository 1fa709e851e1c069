"""The table of what is told (notices.kinds) and the page made of it."""

from config.database import ROOT
from notices.choices import Group
from notices.kinds import KINDS
from notices.management.commands.notices import markdown


def test_the_page_of_what_is_told_is_as_the_table_has_it():
    assert (ROOT / "docs/process/notices.md").read_text(encoding="utf-8") == markdown()


def test_every_group_has_a_kind_and_every_kind_fits_its_column():
    assert {each.group for each in KINDS.values()} == set(Group)
    assert max(map(len, KINDS)) <= 40
