"""The gap of a series, from the numbers given and the numbers seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.gaps.computing import Gap, Given, Kind, Series, Shown, kind_of, report

A, B = Series("教办厅", 2026), Series("教办厅", 2025)
PROACTIVE = {"is_void": False, "status": "issued", "attribute": "proactive", "is_late": False}


def test_each_number_is_public_or_has_its_reason():
    (entry,) = report(
        [Given(A, 1, Kind.PENDING, 11), Given(A, 2, Kind.WITHHELD, 12), Given(A, 5, Kind.VOID, 15)],
        [Shown(A, 1, True), Shown(A, 4, True), Shown(A, 3, False)],
    )

    assert list(entry.gaps()) == [Gap(2, Kind.WITHHELD, 12), Gap(3, Kind.RETRACTED), Gap(5, Kind.VOID, 15)]
    assert (entry.last, entry.last_seen, entry.missing, entry.visible) == (5, 4, 3, 2)


def test_what_the_office_says_of_a_number_goes_before_the_tombstone():
    (entry,) = report([Given(A, 1, Kind.WITHHELD, 7)], [Shown(A, 1, False), Shown(A, 2, True)])

    assert list(entry.gaps()) == [Gap(1, Kind.WITHHELD, 7)]


def test_a_number_that_nobody_knows_is_unrecorded():
    (entry,) = report([], [Shown(A, 3, True)])

    assert [gap.kind for gap in entry.gaps()] == [Kind.UNRECORDED, Kind.UNRECORDED]
    assert entry.counts[Kind.UNRECORDED] == 2


def test_years_are_kept_apart_the_newest_first():
    found = report([Given(B, 2, Kind.VOID, 1)], [Shown(A, 1, True)])

    assert [(entry.series, entry.missing) for entry in found] == [(A, 0), (B, 2)]


@pytest.mark.rule(21)
@pytest.mark.parametrize(("is_late", "kind"), [(False, Kind.PENDING), (True, Kind.OVERDUE)])
def test_a_proactive_document_is_pending_until_its_day_has_passed(is_late, kind):
    assert kind_of(**(PROACTIVE | {"is_late": is_late})) is kind


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"is_void": True, "attribute": "withheld"}, Kind.VOID),
        ({"attribute": "withheld"}, Kind.WITHHELD),
        ({"attribute": "on_request", "status": "filed"}, Kind.ON_REQUEST),
        ({"status": "retracted"}, Kind.RETRACTED),
    ],
)
def test_the_reason_follows_from_the_register(changed, kind):
    assert kind_of(**(PROACTIVE | {"is_late": True} | changed)) is kind


SERIALS = st.integers(1, 12)
SEEN = st.sets(st.tuples(SERIALS, st.booleans()), max_size=12)
GIVEN = st.dictionaries(SERIALS, st.sampled_from(list(Kind)), max_size=12)


@given(seen=SEEN, given=GIVEN)
def test_the_figures_add_up_whatever_was_given_and_seen(seen, given):
    for entry in report(
        [Given(A, serial, kind, 1) for serial, kind in given.items()],
        [Shown(A, serial, live) for serial, live in seen],
    ):
        gaps = list(entry.gaps())

        assert sum(entry.counts.values()) == entry.missing == len(gaps) == entry.last - len(entry.public)
        assert [len(list(entry.gaps(kind))) for kind in Kind] == list(entry.counts.values())
        assert entry.visible == sum(gap.serial < entry.last_seen for gap in gaps)


def test_what_another_agency_leads_is_neither_overdue_nor_pending():
    assert kind_of(**(PROACTIVE | {"status": "filed", "is_late": True})) is Kind.LED
