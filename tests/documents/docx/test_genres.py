import pytest

from documents.choices import Direction as StoredDirection
from documents.choices import Genre as StoredGenre
from documents.docx.genres import FACTS, Direction, Genre, direction_of, genre_of


@pytest.mark.rule(41)
@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("关于印发《工作规则》的通知", Genre.NOTICE),
        ("关于进一步加强管理的若干意见", Genre.OPINION),
        ("关于某事的通知（征求意见稿）", Genre.NOTICE),
        ("关于某市总体规划（2018—2035年）的批复", Genre.REPLY),
        ("中华人民共和国教育部令", Genre.ORDER),
        ("关于某事的复函", Genre.LETTER),
        ("部务会议纪要", Genre.MINUTES),
        ("关于第4626号提案的答复", None),
        ("中华人民共和国个人所得税法实施条例", None),
        ("关于发布禁令", None),
        ("", None),
    ],
)
def test_the_genre_is_the_word_that_ends_the_title(title, genre):
    assert genre_of(title) is genre


def test_every_genre_has_facts_and_the_stored_choices_are_the_same():
    assert set(FACTS) == set(Genre)
    assert {genre.value for genre in Genre} == set(StoredGenre.values)
    assert {direction.value for direction in Direction} == set(StoredDirection.values)


@pytest.mark.rule(42)
def test_only_a_request_has_one_addressee_and_one_matter():
    assert [genre for genre in Genre if FACTS[genre].one_addressee] == [Genre.REQUEST]
    assert [genre for genre in Genre if FACTS[genre].one_matter] == [Genre.REQUEST]


def test_requests_and_reports_go_up():
    assert [genre for genre in Genre if direction_of(genre) is Direction.UP] == [Genre.REPORT, Genre.REQUEST]
