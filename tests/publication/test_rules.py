from dataclasses import replace
from datetime import date

import pytest

from common.gate import Gate
from documents.services.moves import subject_of
from publication import rules, tag_rules
from publication.facts import CopyFacts, EndingFacts, ReleaseFacts, TagFacts

COPY = CopyFacts(
    "a" * 64, "教办厅〔2026〕1号", "此件主动公开", "a" * 64, "教办厅〔2026〕1号", "此件主动公开", True, True
)
RELEASE = ReleaseFacts(
    index_number="360A00/2026-00001",
    title="通知",
    number_text="教办厅〔2026〕1号",
    issuing_body="教育部办公厅",
    summary="概述",
    generated_on=date(2026, 11, 24),
    published_on=date(2026, 11, 24),
    validity="in_force",
    channels=("portal",),
)
ENDING = EndingFacts("error", "内部原因", "对公众的说明", approver_id=1, by_id=2, approver_may=True)


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    "wrong",
    [{"is_verified": False}, {"copy_content_sm3": "b" * 64}, {"content_sm3": "", "copy_content_sm3": ""}],
)
def test_only_a_verified_copy_of_the_reviewed_content_goes_out(wrong):
    assert rules.copy_is_what_was_reviewed(COPY)
    assert not rules.copy_is_what_was_reviewed(replace(COPY, **wrong))


@pytest.mark.rule(10)
@pytest.mark.parametrize(
    "wrong", [{"copy_closing_note": "此件不予公开"}, {"copy_closing_note": ""}, {"closing_note": ""}]
)
def test_the_copy_bears_the_note_of_its_attribute(wrong):
    assert rules.copy_bears_the_note(COPY)
    assert not rules.copy_bears_the_note(replace(COPY, **wrong))


@pytest.mark.rule(50)
@pytest.mark.parametrize(
    "wrong", [{"copy_number_text": "教办厅〔2026〕2号"}, {"number_text": ""}, {"bears_elements": False}]
)
def test_the_copy_bears_the_registration(wrong):
    assert rules.copy_bears_the_registration(COPY)
    assert not rules.copy_bears_the_registration(replace(COPY, **wrong))


@pytest.mark.rule(14)
def test_a_copy_on_which_the_final_check_found_a_level_does_not_go_out():
    assert rules.copy_bears_no_level(COPY)
    assert not rules.copy_bears_no_level(replace(COPY, is_verified=False, failure="classified_mark"))


@pytest.mark.rule(27)
def test_a_copy_in_which_the_final_check_found_something_hidden_does_not_go_out():
    assert rules.copy_hides_nothing(COPY)
    assert not rules.copy_hides_nothing(replace(COPY, is_verified=False, failure="hidden_content"))


@pytest.mark.rule(30)
@pytest.mark.parametrize(
    "wrong",
    [
        {"index_number": ""},
        {"title": " "},
        {"number_text": ""},
        {"issuing_body": ""},
        {"summary": "\n"},
        {"generated_on": None},
        {"published_on": None},
        {"validity": ""},
    ],
    ids=str,
)
def test_a_release_lacks_no_catalogue_column(wrong):
    assert rules.has_the_catalogue_columns(RELEASE)
    assert not rules.has_the_catalogue_columns(replace(RELEASE, **wrong))


@pytest.mark.rule(33)
def test_an_interpretation_that_is_due_comes_with_its_material():
    due = replace(RELEASE, interpretation_due=True)

    assert rules.carries_its_interpretation(RELEASE)
    assert rules.carries_its_interpretation(replace(due, has_material=True))
    assert not rules.carries_its_interpretation(due)


@pytest.mark.rule(40)
@pytest.mark.parametrize("channels", [(), ("rumour",), ("portal", "rumour")])
def test_a_release_names_a_channel(channels):
    assert rules.has_a_channel(RELEASE)
    assert not rules.has_a_channel(replace(RELEASE, channels=channels))


@pytest.mark.rule(35)
@pytest.mark.parametrize("wrong", [{"kind": ""}, {"kind": "whim"}, {"reason": " "}, {"explanation": ""}])
def test_an_ending_says_why(wrong):
    assert rules.ending_says_why(ENDING)
    assert not rules.ending_says_why(replace(ENDING, **wrong))


@pytest.mark.rule(35)
@pytest.mark.parametrize("wrong", [{"approver_id": None}, {"approver_id": 2}, {"approver_may": False}])
def test_an_ending_is_approved_by_another_who_may(wrong):
    assert rules.ending_is_approved_by_another(ENDING)
    assert not rules.ending_is_approved_by_another(replace(ENDING, **wrong))


TAGS = {name: name for name in tag_rules.MUST_BE_THERE} | {"SiteIDCode": "1000000036", "PubDate": "2026-11-24 12:00"}


@pytest.mark.rule(31)
@pytest.mark.parametrize(
    "wrong", [{"ColumnType": " "}, {"SiteIDCode": "10000"}, {"PubDate": "2026-11-24"}, {"PubDate": "2026-1-4 12:00"}]
)
def test_a_page_bears_every_tag_in_its_form(wrong):
    whole = tuple(TAGS.items())

    assert tag_rules.page_bears_its_tags(TagFacts(whole))
    assert not tag_rules.page_bears_its_tags(TagFacts(tuple((TAGS | wrong).items())))
    assert not tag_rules.page_bears_its_tags(TagFacts(whole[1:])) and not tag_rules.page_bears_its_tags(
        TagFacts((*whole, whole[0]))
    )


@pytest.mark.rule(31)
def test_the_publisher_is_warned_while_the_site_has_no_code_of_its_own(world, noon, settings):
    gate = ("release", "公开发布", subject_of(world.issued(), world.who["publisher"], None, noon))

    assert 31 not in [each.number for each in Gate(*gate).warnings]
    settings.SITE = settings.SITE | {"id_code": ""}
    assert 31 in [each.number for each in Gate(*gate).warnings]
