from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comparison.alignment import SMALL, gaps, matches, rising
from documents.comparison.pairing import BAND, FEW, reworded
from documents.comparison.words import profile

LONG = range(1, 20_001)
SEQUENCES = st.lists(st.integers(0, 5), max_size=40)


class Counted:
    """An item that counts how often it is looked at."""

    looks = 0

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        Counted.looks += 1
        return self.value == other.value

    def __hash__(self):
        Counted.looks += 1
        return hash(self.value)


@given(SEQUENCES, SEQUENCES)
def test_what_is_matched_is_equal_and_rises_on_both_sides(first, second):
    found = matches(first, second)

    assert all(first[i] == second[j] for i, j in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))


@given(SEQUENCES)
def test_a_sequence_matches_itself_wholly(items):
    assert matches(items, items) == [(n, n) for n in range(len(items))]


@given(st.lists(st.integers(), unique=True, max_size=30), st.data())
def test_what_was_only_taken_out_leaves_all_the_rest_matched(items, data):
    kept = [item for item in items if data.draw(st.booleans())]

    assert len(matches(items, kept)) == len(kept)


@given(SEQUENCES, SEQUENCES)
def test_pairs_and_gaps_cover_both_sequences_once(first, second):
    pairs = matches(first, second)
    between = gaps(pairs, (0, len(first), 0, len(second)))

    left = [i for i, _ in pairs] + [n for a, b, _, _ in between for n in range(a, b)]
    right = [j for _, j in pairs] + [n for _, _, c, d in between for n in range(c, d)]
    assert sorted(left) == list(range(len(first)))
    assert sorted(right) == list(range(len(second)))


def test_the_longest_rising_choice_is_found():
    assert rising([(0, 5), (1, 1), (2, 6), (3, 2), (4, 3)]) == [(1, 1), (3, 2), (4, 3)]
    assert rising([]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([n % 2 for n in range(20_000)], [n % 3 for n in range(20_000)]),
        (list(range(20_000)), list(range(20_000, 0, -1))),
        ([n * 7919 % 10_007 for n in range(20_000)], [n * 104_729 % 10_007 for n in range(20_000)]),
        ([0] * 20_000, [1] * 20_000),
        ([n if n % 500 == 0 else -(n % 2) for n in LONG], [n if n % 500 == 0 else -(n % 3) for n in LONG]),
    ],
)
def test_even_the_worst_long_sequences_take_a_bounded_number_of_looks(first, second):
    Counted.looks = 0

    matches([Counted(item) for item in first], [Counted(item) for item in second])

    assert Counted.looks < 40 * 20_000 + 20_000 * SMALL**0.5


def test_a_long_gap_is_searched_in_a_band_only():
    class Seen:
        looks = 0

        def __init__(self, text):
            self.text = text

        @property
        def profile(self):
            Seen.looks += 1
            return profile(self.text)

    old, new = [Seen(f"甲{n}") for n in range(500)], [Seen(f"乙{n}") for n in range(500)]

    reworded(old, new)

    assert FEW < 500 and Seen.looks <= 2 * 500 * (2 * BAND + 1)
