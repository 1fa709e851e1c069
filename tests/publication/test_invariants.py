"""Invariants 3 and 9 against raw SQL: whatever is not exactly right is refused by PostgreSQL itself."""

import pytest

from interpretation.facts import MaterialData, PlanData
from publication.models import PublicCopy, Release
from review.choices import Desk, Verdict
from tests.publication.build import CHAIN, NOON, OTHER, World, change, refused, run, settle

OFFICER, HEAD, LEADER = (
    Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD, Desk.CONFIDENTIALITY_LEADER,
)  # fmt: skip


def publish(world: World, document, *, copy=None, plan=None, **release):
    """Write a release and the status as raw SQL could."""
    world.release(document, copy or world.copy(document), plan, **release)
    change(document, status="published")
    settle()


def without_guards():
    """Switch the guards of other tables off, so that only the invariant of the release is left."""
    run("alter table documents_version disable trigger user")
    run("alter table review_opinion disable trigger user")
    run("alter table review_opinion enable trigger review_is_covered")


def test_a_document_that_was_reviewed_and_verified_can_be_published(world):
    publish(world, world.reviewed(world.issued()))


def test_a_policy_document_with_its_cosigned_plan_can_be_published(world):
    document = world.issued(is_policy=True)
    plan = world.plan(document)
    world.cosigned(world.reviewed(document), plan)

    publish(world, document, plan=plan)


@pytest.mark.rule(15)
def test_materials_that_the_confidentiality_desks_did_not_see_are_refused(world):
    document = world.reviewed(world.issued(is_policy=True))
    plan = world.plan(document)
    world.cosigned(document, plan)

    with refused("解读材料未经保密审查"):
        publish(world, document, plan=plan)


@pytest.mark.rule(34)
def test_a_material_that_nobody_edited_is_refused(world):
    document = world.issued(is_policy=True)
    plan = world.plan(document, PlanData(materials=(MaterialData(1, "questions", "题", "文", is_generated=True),)))
    world.cosigned(world.reviewed(document), plan)

    with refused("规则32、33"):
        publish(world, document, plan=plan)


def test_a_status_without_a_release_is_refused(world):
    document = world.reviewed(world.issued())

    with refused("须有公开中的文本"):
        change(document, status="published")


def test_a_release_without_the_status_is_refused(world):
    document = world.reviewed(world.issued())

    with refused("只有已公开的公文"):
        world.release(document, world.copy(document))


def test_a_copy_of_another_content_is_refused(world):
    document = world.reviewed(world.issued())

    with refused("规则16"):
        publish(world, document, copy=world.copy(document, content_sm3=OTHER))


def test_a_copy_of_another_document_is_refused(world):
    document, other = world.reviewed(world.issued()), world.issued()

    with refused("规则16"):
        publish(world, document, copy=world.copy(other))


def test_a_copy_that_was_not_verified_is_refused(world):
    document = world.reviewed(world.issued())

    with refused("发布前核验"):
        publish(world, document, copy=world.copy(document, verified_at=None))


@pytest.mark.rule(30)
def test_the_index_number_of_another_document_is_refused(world):
    document, other = world.reviewed(world.issued()), world.issued()

    with refused("规则30"):
        publish(world, document, index=world.index(other))


@pytest.mark.rule(15)
@pytest.mark.parametrize("desk", [OFFICER, HEAD])
def test_a_missing_level_of_the_review_is_refused(world, desk):
    document = world.reviewed(world.issued(), [each for each in CHAIN if each[0] != desk])

    with refused("规则15、16"):
        publish(world, document)


@pytest.mark.rule(16)
def test_a_review_of_another_content_is_refused(world):
    document = world.issued()
    settle()
    without_guards()
    for desk, name, verdict in CHAIN:
        world.opinion(document, desk, name, verdict, content_sm3=OTHER)

    with refused("规则15、16"):
        publish(world, document)


def test_a_review_that_became_void_is_refused(world):
    document = world.issued()
    world.opinion(document, *CHAIN[0])
    world.opinion(document, *CHAIN[1], superseded_at=NOON, superseded_why="正文已改动")

    with refused("规则15、16"):
        publish(world, document)


@pytest.mark.rule(18)
@pytest.mark.parametrize("verdict", [Verdict.NOT_PUBLIC, Verdict.CANNOT_DETERMINE])
def test_a_head_who_does_not_say_may_publish_is_refused(world, verdict):
    document = world.reviewed(world.issued(), [CHAIN[0], (HEAD, "head", verdict)])

    with refused("规则18"):
        publish(world, document)


@pytest.mark.rule(18)
def test_a_leader_who_forbids_outweighs_the_chain(world):
    document = world.reviewed(world.issued(), [*CHAIN, (LEADER, "leader", Verdict.NOT_PUBLIC)])

    with refused("规则18"):
        publish(world, document)


@pytest.mark.rule(18)
def test_officer_and_head_who_contradict_need_the_leader(world):
    against = [(OFFICER, "officer", Verdict.NOT_PUBLIC), CHAIN[1]]

    with refused("未经领导裁定"):
        publish(world, world.reviewed(world.issued(), against))
    publish(world, world.reviewed(world.issued(), [*against, (LEADER, "leader", Verdict.MAY_PUBLISH)]))


@pytest.mark.rule(18)
def test_the_last_word_counts_even_when_it_comes_from_below(world):
    document = world.reviewed(world.issued(), [CHAIN[1], (OFFICER, "officer", Verdict.NOT_PUBLIC)])

    with refused("规则18"):
        publish(world, document)


@pytest.mark.rule(15)
def test_one_person_on_two_levels_is_refused(world):
    without_guards()
    document = world.reviewed(world.issued(), [CHAIN[0], (HEAD, "officer", Verdict.MAY_PUBLISH)])

    with refused("不同的人"):
        publish(world, document)


@pytest.mark.rule(15)
def test_standing_in_for_the_other_level_is_refused(world):
    without_guards()
    document = world.reviewed(world.issued(), [CHAIN[0]])
    world.opinion(document, *CHAIN[1], on_behalf_of=world.who["officer"])

    with refused("不同的人"):
        publish(world, document)


@pytest.mark.rule(87)
def test_a_drafter_who_reviews_is_refused(world):
    without_guards()
    document = world.reviewed(world.issued(), [CHAIN[0], (HEAD, "drafter", Verdict.MAY_PUBLISH)])

    with refused("规则15、87"):
        publish(world, document)


@pytest.mark.rule(87)
def test_an_uploader_who_reviews_is_refused(world):
    without_guards()
    document = world.reviewed(world.issued())
    run(
        "update documents_version set uploaded_for_id = %s where id = %s",
        world.who["head"].pk,
        document.version_id,
    )

    with refused("规则15、87"):
        publish(world, document)


@pytest.mark.rule(33)
def test_a_policy_document_without_its_plan_is_refused(world):
    document = world.reviewed(world.issued(is_policy=True))
    world.cosigned(document, world.plan(document))

    with refused("规则32、33"):
        publish(world, document)


@pytest.mark.rule(33)
def test_a_plan_without_material_is_refused(world):
    document = world.reviewed(world.issued(is_policy=True))
    plan = world.plan(document, PlanData(materials=(MaterialData(1, "questions", "标题", " \n"),)))
    world.cosigned(document, plan)

    with refused("规则32、33"):
        publish(world, document, plan=plan)


@pytest.mark.rule(33)
def test_the_plan_of_another_document_is_refused(world):
    document = world.reviewed(world.issued(is_policy=True))
    plan = world.plan(world.issued(is_policy=True))
    world.cosigned(document, plan)

    with refused("规则32、33"):
        publish(world, document, plan=plan)


@pytest.mark.rule(32)
@pytest.mark.parametrize(
    "wrong", [{"plan_sm3": OTHER}, {"content_sm3": OTHER}, {"superseded_at": NOON, "superseded_why": "已改"}]
)
def test_a_cosign_of_something_else_is_refused(world, wrong):
    document = world.reviewed(world.issued(is_policy=True))
    plan = world.plan(document)
    settle()
    without_guards()
    world.cosigned(document, plan, **wrong)

    with refused("规则32"):
        publish(world, document, plan=plan)


@pytest.mark.rule(32)
def test_a_news_office_that_disagreed_last_is_refused(world):
    document = world.reviewed(world.issued(is_policy=True))
    plan = world.plan(document)
    world.cosigned(document, plan)
    world.opinion(document, Desk.INTERPRETATION_COSIGN, "news", Verdict.DISAGREE, plan_sm3=plan.sm3)

    with refused("规则32"):
        publish(world, document, plan=plan)


def test_what_is_public_cannot_lose_its_review(world):
    document = world.published().document

    with refused("规则15、16"):
        run(
            "update review_opinion set superseded_at = now(), superseded_why = '改' where document_id = %s",
            document.pk,
        )


def test_a_later_word_against_needs_the_text_to_be_taken_down_first(world):
    document = world.published().document

    with refused("规则18"):
        world.opinion(document, LEADER, "leader", Verdict.NOT_PUBLIC)


def test_a_live_text_cannot_be_taken_down_while_the_status_says_published(world):
    release = world.published()

    with refused("须有公开中的文本"):
        world.ended(release)


def test_a_status_cannot_leave_published_while_a_text_is_live(world):
    document = world.published().document

    with refused("只有已公开的公文"):
        change(document, status="issued")


def test_a_retraction_of_both_together_is_allowed(world):
    release = world.published()

    world.ended(release)
    change(release.document, status="retracted")
    settle()


def test_a_document_has_one_live_release(world):
    release = world.published()

    with refused("one_live_release_per_document"):
        world.release(release.document, release.copy)


@pytest.mark.parametrize(
    "statement",
    [
        "update publication_release set title = 'x'",
        "update publication_release set summary = 'x'",
        "update publication_release set published_at = now()",
        "update publication_release set copy_id = copy_id + 1",
        "update publication_release set channels = '{press}'",
        "update publication_release set plan_id = 1",
    ],
)
def test_a_release_never_changes(world, statement):
    world.published()

    with refused("不得修改或删除"):
        run(statement)


def test_a_release_ends_once(world):
    release = world.published()
    world.ended(release)
    change(release.document, status="retracted")

    with refused("不得修改或删除"):
        world.ended(release, explanation="另一说法")
    with refused("不得修改或删除"):
        run("update publication_release set state = 'live' where id = %s", release.pk)


@pytest.mark.rule(35)
@pytest.mark.parametrize("missing", [{"reason": " "}, {"explanation": ""}, {"reason_kind": ""}, {"approver": None}])
def test_a_release_does_not_end_without_reason_and_approver(world, missing):
    release = world.published()

    with refused("release_ends_with_reason_and_approver"):
        world.ended(release, **missing)


@pytest.mark.rule(35)
def test_nobody_approves_the_own_retraction(world):
    release = world.published()

    with refused("release_end_is_approved_by_another"):
        world.ended(release, approver=world.who["publisher"])


@pytest.mark.rule(40)
@pytest.mark.parametrize("channels", [[], ["rumour"]])
def test_a_release_has_a_channel_of_the_list(world, channels):
    document = world.issued()

    with refused("release_has_a_channel"):
        world.release(document, world.copy(document), channels=channels)


@pytest.mark.rule(30)
@pytest.mark.parametrize("column", ["title", "number_text", "issuing_body", "summary"])
def test_a_release_has_its_catalogue_columns(world, column):
    document = world.issued()

    with refused("release_has_its_catalogue_columns"):
        world.release(document, world.copy(document), **{column: " "})


@pytest.mark.parametrize(
    "statement",
    [
        "update publication_publiccopy set content_sm3 = 'x'",
        "update publication_publiccopy set docx_id = html_id",
        "update publication_publiccopy set elements = '{}'",
        "update publication_publiccopy set typeset_at = now()",
    ],
)
def test_a_copy_never_changes(world, statement):
    world.copy(world.issued(), verified_at=None)

    with refused("不得修改或删除"):
        run(statement)


def test_a_copy_is_judged_once(world):
    copy = world.copy(world.issued(), verified_at=None)
    PublicCopy.objects.filter(pk=copy.pk).update(failed_why="content_differs")

    with refused("不得修改或删除"):
        PublicCopy.objects.filter(pk=copy.pk).update(failed_why="", verified_at=NOON)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("delete from publication_release", "公开发布记录不得修改或删除"),
        ("delete from publication_publiccopy", "公开文本不得修改或删除"),
        ("delete from publication_indexnumber", "索引号不得修改、删除或重用"),
        ("delete from publication_indexcounter", "索引号计数只能逐一递增"),
        ("update publication_indexcounter set last = 0", "索引号计数只能逐一递增"),
        ("truncate publication_release cascade", "不得修改或删除"),
    ],
)
def test_nothing_that_was_public_vanishes(world, statement, words):
    world.published()

    with refused(words):
        run(statement)


def test_an_index_number_is_given_once(world):
    release = world.published()
    other = world.issued()

    with refused("publication_indexnumber"):
        run(
            "insert into publication_indexnumber (document_id, year, serial, text) values (%s, 2027, 9, %s)",
            other.pk, release.index.text,
        )  # fmt: skip


def test_a_live_text_cannot_be_erased(world):
    release = world.published()

    with refused("不得修改或删除"):
        PublicCopy.objects.filter(pk=release.copy_id).update(
            docx=None, html=None, pdf=None, elements={}, erased_at=NOON
        )
    with refused("不得修改或删除"):
        Release.objects.filter(pk=release.pk).update(title="", summary="", keywords=[], erased_at=NOON)
