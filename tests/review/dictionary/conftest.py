"""A confidentiality desk with an officer who proposes and a head who approves, and files with few rows."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Delegation
from accounts.roles import Role
from review.dictionary import sheet
from review.dictionary.sheet import Row
from review.models import DictionaryEdition
from review.services import dictionary
from tests.people import make_office, make_person

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)
ROW = Row(2, "启用前的试题", "工作秘密", "须处理", "A03", "教育法第79条", "删去")


def row(**changes):
    return replace(ROW, **changes)


def file_of(*rows):
    """Return an Excel file with the rows, numbered as they stand."""
    return sheet.write(rows or (ROW,))


@dataclass
class Desk:
    """The people around the dictionary, and short forms of what they do."""

    def __post_init__(self):
        office = make_office("教育厅")
        self.officer = make_person("list-officer", Role.CONFIDENTIALITY_OFFICER, office=office)
        self.other = make_person("list-other", Role.CONFIDENTIALITY_OFFICER, office=office)
        self.head = make_person("list-head", Role.CONFIDENTIALITY_HEAD, office=office)
        self.both = make_person("list-both", Role.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_HEAD, office=office)
        self.reader = make_person("list-reader", Role.DISCLOSURE_OFFICER, office=office)

    def draft(self, *rows, by=None, valid_from=TODAY, note="新增词条", at=NOON):
        data = file_of(*rows)
        return dictionary.import_xlsx(data=data, note=note, valid_from=valid_from, by=by or self.officer, at=at)

    def proposed(self, *rows, **options):
        edition = self.draft(*rows, **options)
        return dictionary.propose(edition_id=edition.pk, by=edition.proposed_by, at=options.get("at", NOON))

    def approved(self, *rows, at=NOON, **options):
        edition = self.proposed(*rows, at=at, **options)
        return dictionary.approve(edition_id=edition.pk, by=self.head, at=at)

    def first(self):
        return DictionaryEdition.objects.get(serial=1)


@pytest.fixture
def desk(db):
    return Desk()


def stand_in(principal, delegate):
    Delegation.objects.create(
        principal=principal, delegate=delegate, starts_on=TODAY, ends_on=TODAY, reason="出差", made_at=NOON
    )
