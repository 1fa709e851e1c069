"""Documents made by the hundred thousand are such as the desks' own services leave behind."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from audit.models import Entry
from audit.verification import verify
from common import clock
from common.clock import office_date
from documents.models import Document, DocumentNumber
from portal import search, selectors
from portal.models import FacetCount, PublishedDocument, SearchEntry
from portal.services.entries import put_entries
from publication.models import ValidityTerm
from review.choices import Desk
from tests.ministry import run
from tests.workflow.road import Road
from workflow.models import DeskTask
from workflow.populating import filling

COUNT = 60


@pytest.fixture
def _no_pdf(monkeypatch):
    monkeypatch.setattr("documents.docx.libreoffice.pdf.program", lambda: None)


def populate(count=COUNT):
    said = StringIO()
    call_command("populate", documents=count, stdout=said)
    return said.getvalue()


def entries():
    names = ("document_id", "published_at", "text_starts", "text_ends", "oversized", "folded", "vector")
    return list(SearchEntry.objects.order_by("document_id").values_list(*names))


@pytest.fixture
def filled(db, _no_pdf):
    road = Road()
    monkey = pytest.MonkeyPatch()
    monkey.setattr("workflow.populating.lots.OPEN_SHARE", 0.4)
    said = populate()
    monkey.undo()
    return road, said


def test_the_indexes_of_many_documents_are_built_afterwards_as_they_were(db):
    before = indexes()

    with filling._indexed_afterwards([DocumentNumber], filling.MANY):
        meanwhile = indexes()

    assert indexes() == before
    left_out = {name for name, _ in before} - {name for name, _ in meanwhile}
    assert {each.name for each in DocumentNumber._meta.indexes} <= left_out
    assert "number_given_once" not in left_out


def indexes():
    return set(run("select indexname, indexdef from pg_indexes where tablename = %s", DocumentNumber._meta.db_table))


def test_what_is_made_is_whole_and_the_office_goes_on_with_it(filled):
    road, said = filled

    assert "核对无误" in said
    assert Document.objects.count() == COUNT + 4
    held = DocumentNumber.objects.values("series", "year").annotate(n=Count("pk"))
    assert sum(each["n"] for each in held) == Document.objects.exclude(number=None).count()
    _what_is_found_is_what_the_services_would_write()
    _texts_are_found()
    _each_has_a_chain_that_verifies()
    _no_term_is_over()
    _an_open_document_is_taken_to_its_end(road)
    _the_next_run_adds_more_and_strangers_are_refused(road)


def _what_is_found_is_what_the_services_would_write():
    made = entries()
    plain = PublishedDocument.objects.annotate(n=Count("readings")).filter(n=0)
    keys = set(plain.values_list("pk", flat=True))

    put_entries(list(plain))

    assert keys and [each for each in made if each[0] in keys] == [each for each in entries() if each[0] in keys]
    counted = PublishedDocument.objects.filter(state="live").count()
    assert FacetCount.objects.get(name="total").count == counted == len(made)


def _texts_are_found():
    some = PublishedDocument.objects.order_by("-pk").first()
    word = some.text.splitlines()[2][8:14]

    found = search.find(search.asked_of({"q": word}), selectors.counts(), 0, 20)

    assert some.pk in found.keys


def _each_has_a_chain_that_verifies():
    made = Entry.objects.filter(verb="populate.cloned")
    chains = {f"document:{key}" for key in Document.objects.values_list("pk", flat=True)}

    assert made.count() == COUNT and set(Entry.objects.filter(chain__startswith="document:").values_list(
        "chain", flat=True)) == chains  # fmt: skip
    assert not verify().broken


def _no_term_is_over():
    ends = list(ValidityTerm.objects.exclude(document__in=sampled()).values_list("ends_on", flat=True))

    assert len(set(ends)) > len(ends) // 2 > 0 and min(ends) > office_date(clock.now())


def sampled():
    return [each["sample"] for each in Entry.objects.filter(verb="populate.cloned").values_list("facts", flat=True)]


def _an_open_document_is_taken_to_its_end(road):
    task = DeskTask.objects.filter(finished=None, desk=Desk.OFFICE_CHECK).order_by("-pk").first()

    done = road.walk(task.document)

    assert done.status == "published"
    serials = DocumentNumber.objects.filter(series=done.series, year=done.number.year)
    assert done.number.serial == serials.count()


def _the_next_run_adds_more_and_strangers_are_refused(road):
    assert filling.strangers() == 0

    road.draft()

    assert filling.strangers() == 1
    with pytest.raises(CommandError, match="拒绝执行"):
        populate(1)
    assert Entry.objects.filter(chain=filling.CHAIN).count() == 1
