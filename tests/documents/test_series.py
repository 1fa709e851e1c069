"""发文代字 through the services: what has given a number is settled, what is closed gives none."""

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from audit.models import Entry
from common.errors import NotFound
from documents import demo
from documents import selectors as documents_of
from documents import services as documents
from documents.errors import SeriesCodeTaken, SeriesCodeUnreadable, SeriesMissing, SeriesSettled
from documents.models import NumberSeries
from tests.people import make_person
from tests.publication.build import NOON


@pytest.fixture
def by(db):
    return make_person("mishu", Role.OFFICE_SECRETARY)


def add(by, code, name="测试用", is_order=False):
    return documents.add_series(code=code, name=name, is_order=is_order, by=by, at=NOON)


def change(series, by, **fields):
    given = {"code": series.code, "name": series.name, "is_order": series.is_order} | fields
    return documents.change_series(series_id=series.pk, **given, by=by, at=NOON)


def journal():
    return list(Entry.objects.filter(chain="series").order_by("serial").values_list("verb", flat=True))


def test_a_series_without_a_number_is_renamed_closed_and_opened_and_the_journal_knows(by):
    series = add(by, "教测")
    change(series, by, code="教试")
    change(NumberSeries.objects.get(), by, name="另一用途")
    documents.switch_series(series_id=series.pk, on=False, by=by, at=NOON)
    documents.switch_series(series_id=series.pk, on=False, by=by, at=NOON)
    documents.switch_series(series_id=series.pk, on=True, by=by, at=NOON)

    assert [f"series.{verb}" for verb in ("added", "renamed", "changed", "closed", "opened")] == journal()
    assert Entry.objects.get(verb="series.renamed").facts["former"] == "教测"


@pytest.mark.rule(50)
def test_what_has_given_a_number_keeps_its_letters_also_against_sql_and_only_its_use_is_rewritten(world, by):
    world.issued()

    for fields in ({"code": "教厅"}, {"is_order": True}):
        with pytest.raises(SeriesSettled):
            change(world.series, by, **fields)
    with pytest.raises(IntegrityError, match="不得更改"), transaction.atomic():
        NumberSeries.objects.update(code="教厅")
    assert change(world.series, by, name="办公厅文件").name == "办公厅文件"
    assert documents_of.series_kept(2026).get().settled


def test_a_closed_series_gives_no_number(world, by):
    document = world.issued()
    documents.switch_series(series_id=world.series.pk, on=False, by=by, at=NOON)
    document.number_id = None

    assert not documents_of.active_series().exists()
    with pytest.raises(SeriesMissing), transaction.atomic():
        documents.register_number(document=document, series=world.series, issued_on=NOON.date(), by=by, at=NOON)


@pytest.mark.parametrize(
    ("code", "is_order"),
    [
        ("教 办", False),
        ("教〔办〕", False),
        ("教2026", False),
        ("教办第", True),
        ("教发", True),
        ("号", True),
        ("-", False),
    ],
)
def test_letters_that_would_not_be_read_back_are_refused(by, code, is_order):
    with pytest.raises(SeriesCodeUnreadable):
        add(by, code, is_order=is_order)


def test_the_series_of_the_demonstration_could_all_be_added_by_hand(by):
    for code, name, is_order in demo.SERIES:
        add(by, code, name, is_order)

    assert documents_of.active_series().count() == len(demo.SERIES)


def test_letters_are_given_once_and_a_series_that_is_not_there_is_not_found(by):
    series = add(by, "教测")
    documents.switch_series(series_id=series.pk, on=False, by=by, at=NOON)

    with pytest.raises(SeriesCodeTaken):
        add(by, "教测")
    with pytest.raises(SeriesCodeTaken):
        change(add(by, "教试"), by, code="教测")
    with pytest.raises(NotFound):
        documents.switch_series(series_id=0, on=True, by=by, at=NOON)
