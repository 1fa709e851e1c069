"""The pattern of the 索引号 is judged when the program starts."""

import pytest

from publication.checks import fault_of, index_pattern


@pytest.mark.rule(30)
@pytest.mark.parametrize(
    "pattern",
    ["360A00/{year}-{serial:05d}", "000014349/{year}-{serial:05d}", "111000000000143498/{year}{month:02d}-{serial:05d}",
     "A-{year}-{serial}"],
)  # fmt: skip
def test_a_pattern_that_numbers_documents_is_accepted(pattern):
    assert fault_of(pattern) == ""


@pytest.mark.rule(30)
@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("000014348/{year}-{serial:05d}", "校验位不对"),
        ("11100000000014348W/{year}-{serial:05d}", "校验位不对"),
        ("A/{serial}", "会重复"),
        ("A/{year}{month:02d}", "会重复"),
        ("{organ}/{year}-{serial}", "只能使用"),
        ("{year-{serial}", "只能使用"),
        ("{0}/{year}-{serial}", "只能使用"),
        ("教育部/{year}-{serial}", "网页地址"),
        ("{year}/{serial}" + "x" * 100, "不超过 100 字"),
    ],
)
def test_a_pattern_that_cannot_is_refused_in_words(pattern, words):
    assert words in fault_of(pattern)


def test_a_wrong_pattern_stops_the_start(settings):
    assert index_pattern() == []
    settings.INDEX_NUMBER_PATTERN = "000014348/{year}-{serial:05d}"

    assert [each.id for each in index_pattern()] == ["publication.E001"]
