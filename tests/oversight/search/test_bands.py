"""Which of the newest documents a question looks through before it looks through all; no database."""

import pytest

from oversight.search import bands

BAND = 1 << bands.BITS
TOP = 61 * BAND + 500


def test_a_span_ends_with_the_newest_document_and_begins_with_a_band():
    span = bands.newest(TOP)

    assert (span.start, span.stop) == (60 * BAND, TOP + 1)
    assert bands.names_of(span) == ["000060", "000061"] == sorted({bands.name_of(key) for key in span})


def test_a_small_house_is_looked_through_at_once():
    assert bands.newest(4 * BAND) is None
    assert bands.newest(5 * BAND) is not None


@pytest.mark.parametrize("found", [0, 1, 50])
def test_a_rare_word_is_looked_for_everywhere_next(found):
    assert bands.wider(bands.newest(TOP), found, 1001) is None


@pytest.mark.parametrize("found", [200, 500, 900, 1000])
def test_a_common_word_is_looked_for_where_enough_of_it_should_be(found):
    span = bands.newest(TOP)
    wide = bands.wider(span, found, 1001)

    assert wide.stop == span.stop and wide.start % BAND == 0
    assert len(wide) >= 2 * (len(span) - BAND) and len(wide) * found >= len(span) * 1001


def test_looking_comes_to_an_end():
    span, steps = bands.newest(TOP), 0
    while span is not None:
        span, steps = bands.wider(span, 1000, 1001), steps + 1

    assert steps <= 5
