"""审查事项随文而定: what a text speaks of decides what has to be ticked besides (R17)."""

import pytest

from review import rules
from review.choices import CHECKLIST, Verdict
from review.facts import OpinionFacts
from review.topics import EVERY_HEAD, heads_of, topics_of


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("现就财务报销有关工作通知如下。", []),
        ("做好家庭经济困难学生资助工作。", ["topic_pupils", "topic_hardship"]),
        ("考点设在第一中学，试题当日启用。", ["topic_examinations"]),
        ("公布义务教育阶段招生计划和学区范围。", ["topic_enrolment"]),
        ("完善校园安全技防设施。", ["topic_school_safety"]),
    ],
)
def test_a_text_is_of_the_topics_that_it_speaks_of(line, topics):
    assert topics_of([line]) == topics


def test_the_heads_of_the_topics_come_after_those_that_are_always_asked():
    assert list(heads_of(["topic_pupils"])) == [*CHECKLIST, "topic_pupils"]
    assert set(heads_of([])) == set(CHECKLIST) and "unknown" not in heads_of(["unknown"])


@pytest.mark.rule(17)
def test_a_text_about_pupils_is_not_called_fit_to_publish_without_its_own_head_ticked():
    heads = frozenset(heads_of(["topic_pupils"]))

    def opinion(checklist, verdict=Verdict.MAY_PUBLISH):
        return OpinionFacts(verdict, "", frozenset(checklist), by_person=True, heads=heads)

    assert not rules.each_item_was_checked(opinion(CHECKLIST))
    assert rules.each_item_was_checked(opinion(EVERY_HEAD))
    assert rules.each_item_was_checked(opinion((), Verdict.NOT_PUBLIC))
