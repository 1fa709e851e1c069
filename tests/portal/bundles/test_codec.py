"""Values travel as JSON by the types of their fields, and come back equal or not at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.bundles.codec import Unfit, from_json, to_json
from portal.facts import PublicItem
from tests.portal.bundles.build import NOON, READING, file_of, item_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


@dataclass(frozen=True)
class Inner:
    data: bytes


@dataclass(frozen=True)
class Outer:
    name: str
    number: int
    at: datetime
    day: date | None
    words: tuple[str, ...]
    inner: tuple[Inner, ...] = ()


OUTER = {"name": "", "number": 1, "at": "2026-11-24T04:00:00+00:00", "day": None, "words": []}


def there_and_back(value):
    files = []

    def put(data):
        files.append(data)
        return str(len(files) - 1)

    return from_json(type(value), to_json(value, put), lambda name: files[int(name)])


@settings(max_examples=25, deadline=None)
@given(
    st.builds(
        Outer,
        TEXT,
        st.integers(),
        st.datetimes(timezones=st.just(UTC)),
        st.none() | st.dates(),
        st.lists(TEXT).map(tuple),
        st.lists(st.builds(Inner, st.binary(max_size=3))).map(tuple),
    )
)
def test_a_value_comes_back_as_it_was(value):
    assert there_and_back(value) == value


def test_a_whole_item_comes_back_as_it_was():
    item = item_of(files=(file_of(), file_of(b"%PDF", "pdf")), readings=(READING,))

    assert there_and_back(item) == item and isinstance(there_and_back(item), PublicItem)


def test_what_has_a_default_may_be_missing():
    assert from_json(Outer, OUTER, bytes) == Outer("", 1, NOON, None, ())


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": 1}, "name"),
        ({"name": None}, "name"),
        ({"number": "1"}, "number"),
        ({"number": True}, "number"),
        ({"number": 1.0}, "number"),
        ({"at": "2026"}, "at"),
        ({"at": "2026-11-24T04:00:00"}, "at"),
        ({"at": 5}, "at"),
        ({"day": "2026-13-01"}, "day"),
        ({"words": "x"}, "words"),
        ({"words": [1]}, "words"),
        ({"inner": [{}]}, "inner.data"),
        ({"inner": [{"data": 1}]}, "inner.data"),
        ({"more": 1}, "more"),
    ],
)
def test_what_does_not_fit_is_named(change, place):
    with pytest.raises(Unfit, match=f"^{place}$"):
        from_json(Outer, OUTER | change, bytes)


@pytest.mark.parametrize("value", [None, [], "x", 1, {}])
def test_what_is_no_such_value_at_all_is_refused(value):
    with pytest.raises(Unfit):
        from_json(Outer, value, bytes)
