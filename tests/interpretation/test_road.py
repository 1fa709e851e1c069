from dataclasses import replace
from datetime import timedelta

import pytest

from documents.selectors import whole
from interpretation import selectors, services
from interpretation.choices import ROAD, Form, Step
from interpretation.errors import (
    MaterialIncomplete,
    MaterialMalformed,
    NotYetPublic,
    StepNeedsAnother,
    StepOutOfTurn,
    StepSaysNothing,
)
from interpretation.facts import MaterialData, Phase
from interpretation.models import Material, MaterialStep
from publication.services.showing import readings_of
from tests.publication.build import NOON, PLAN, change, refused, run, settle

PHASED = replace(PLAN, phases=(Phase("满月答疑", days=20, forms=("questions",), owner="处长"),))
LATER = MaterialData(0, Form.QUESTIONS, "满月答疑", "一、反响如何？\n总体平稳。", phase=2)
WHO = {Step.SUBMITTED: "drafter", Step.OFFICER: "officer", Step.HEAD: "head", Step.NEWS: "news",
       Step.PUBLISHED: "publisher", Step.RETURNED: "officer"}  # fmt: skip

pytestmark = pytest.mark.rule(32)


@pytest.fixture
def release(world):
    release = world.published(policy=True, plan=PHASED)
    release.document = whole(release.document_id)
    return release


@pytest.fixture
def later(world, release, noon):
    """Return a function that saves a material of the second phase."""

    def save(**changes):
        data = replace(LATER, **changes)
        who = world.who["drafter"]
        return services.save_later(document=release.document, plan=release.plan, data=data, by=who, at=noon)

    return save


@pytest.fixture
def walk(world, release, noon):
    """Return a function that takes a step of the newest version of material 2."""

    def step(kind, *, by=None, text="", sm3=None):
        material = selectors.later_material(release.document_id, 2)
        return services.take_step(
            document=release.document, material=material, kind=kind, sm3=sm3 or material.sm3, text=text,
            by=world.who[by or WHO[kind]], at=noon,
        )  # fmt: skip

    return step


def test_a_later_material_becomes_public_after_the_whole_chain(release, later, walk):
    later()

    for kind in ROAD:
        assert not selectors.published_later(release.document_id).exists()
        walk(kind)

    public = selectors.public_material(selectors.published_later(release.document_id).get())
    assert (public.title, public.phase) == ("满月答疑", 2)
    assert selectors.standing_words(selectors.steps_of(selectors.later_material(release.document_id, 2))) == "已公布"


@pytest.mark.parametrize("skipped", [Step.OFFICER, Step.HEAD, Step.NEWS])
def test_no_step_is_skipped(later, walk, skipped):
    later()
    for kind in ROAD[: ROAD.index(skipped)]:
        walk(kind)

    with pytest.raises(StepOutOfTurn):
        walk(ROAD[ROAD.index(skipped) + 1])


def test_what_was_seen_is_what_is_judged(later, walk):
    later()
    walk(Step.SUBMITTED)

    with pytest.raises(StepOutOfTurn):
        walk(Step.OFFICER, sm3="0" * 64)


@pytest.mark.parametrize("again", ["drafter", "officer"])
def test_nobody_takes_two_steps(later, walk, again):
    later()
    walk(Step.SUBMITTED)
    walk(Step.OFFICER)

    with pytest.raises(StepNeedsAnother):
        walk(Step.HEAD, by=again)


def test_a_return_says_why_and_the_next_version_begins_anew(release, later, walk):
    later()
    walk(Step.SUBMITTED)
    with pytest.raises(StepOutOfTurn):
        later(number=2, text="送审中改不了")
    with pytest.raises(StepSaysNothing):
        walk(Step.RETURNED, text=" ")
    walk(Step.RETURNED, text="口径不清")

    again = later(number=2)

    assert (again.serial, selectors.steps_of(again)) == (2, [])
    walk(Step.SUBMITTED)


def test_a_material_without_words_is_not_handed_in(later, walk):
    later(text=" ")

    with pytest.raises(MaterialIncomplete):
        walk(Step.SUBMITTED)


@pytest.mark.parametrize("wrong", [{"phase": 1}, {"phase": 3}])
def test_only_a_phase_of_the_published_plan_takes_a_material(later, wrong):
    with pytest.raises(NotYetPublic):
        later(**wrong)


def test_a_form_outside_the_list_is_refused(later):
    with pytest.raises(MaterialMalformed):
        later(form="dance")


def retract(world, release):
    world.ended(release)
    change(release.document, status="retracted")
    settle()


INSERT = """
insert into interpretation_materialstep (material_id, kind, sm3, text, warnings_seen, by_id, at)
select id, %s, sm3, '', 0, %s, now() from interpretation_material where phase = 2
"""


@pytest.mark.parametrize("kind", ["published", "news", "officer", "returned"])
def test_raw_sql_publishes_nothing_without_the_chain(world, later, kind):
    later()

    with refused("规则15、32"):
        run(INSERT, kind, world.who["publisher"].pk)


def test_raw_sql_lets_nobody_judge_twice(world, later, walk):
    later()
    walk(Step.SUBMITTED)
    walk(Step.OFFICER)

    with refused("不同的人"):
        run(INSERT, "head", world.who["officer"].pk)


def test_raw_sql_takes_no_step_on_another_digest(world, later):
    later()

    with refused("按其摘要"):
        run(INSERT.replace("sm3, ''", "repeat('0', 64), ''"), "submitted", world.who["drafter"].pk)


def test_raw_sql_takes_no_step_after_a_retraction(world, later, release):
    later()
    retract(world, release)

    with refused("公文公开之后"):
        run(INSERT, "submitted", world.who["drafter"].pk)


@pytest.mark.parametrize("statement", ["update {} set sm3 = ''", "delete from {}", "truncate {}"])
def test_a_step_never_changes(later, walk, statement):
    later()
    walk(Step.SUBMITTED)

    settle()
    with refused("不得修改或删除"):
        run(statement.format("interpretation_materialstep"))


@pytest.mark.rule(12)
def test_erasing_takes_the_words_of_the_road(world, release, later, walk, noon):
    later()
    walk(Step.SUBMITTED)
    walk(Step.RETURNED, text="引用了原话")
    retract(world, release)

    services.erase(document=release.document, at=noon)

    assert not MaterialStep.objects.filter(text__contains="原话").exists()
    assert set(Material.objects.values_list("text", flat=True)) == {""}


@pytest.mark.rule(15)
def test_what_followed_a_retracted_release_does_not_come_back_with_the_next_one(world, release, later, walk):
    later()
    for kind in ROAD:
        walk(kind)
    assert [each.title for each in readings_of(release)][1:] == ["满月答疑"]
    world.ended(release)

    again = world.release(release.document, release.copy, release.plan, published_at=NOON + timedelta(days=2))

    assert len(readings_of(again)) == 1
