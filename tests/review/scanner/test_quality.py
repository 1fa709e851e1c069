"""The measured quality of the scanner; `make bench` prints it kind by kind."""

import pytest

from review.scanner import Kind
from tests.review.scanner import corpus, second
from tests.review.scanner.quality import CHECKSUM_KINDS, measure


@pytest.fixture(scope="module", params=[corpus, second], ids=["first set", "second set"])
def quality(request):
    return measure(10, request.param.FORMS, request.param.NEGATIVES)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_planted_is_found_and_little_else(quality, kind):
    found = quality[kind]

    assert found.planted >= 10
    assert found.recall >= (0.99 if kind in CHECKSUM_KINDS else 0.95)
    assert found.precision >= 0.97


def test_the_corpus_has_many_forms_and_hard_negatives():
    assert len(corpus.FORMS) >= 30
    assert len(corpus.NEGATIVES) >= 15
