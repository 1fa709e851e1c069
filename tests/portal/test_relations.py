"""Related documents: recognised from the text, shown on the portal only after a person confirmed them, both ways."""

import pytest
from django.db import InternalError, transaction
from django.db.models import Q
from django.db.utils import IntegrityError

from accounts.roles import Role
from audit.models import Entry
from documents import selectors as documents
from portal import services as portal
from portal.facts import PublicRelation
from portal.models import PublishedRelation
from publication import selectors
from publication import services as publication
from publication.errors import NothingReleased, RelationUnknown
from publication.models import RelationDecision
from publication.relations import recognise
from tests.people import make_office, make_person
from tests.portal.test_services import NOON, TOMBSTONE, item_of
from tests.publication.build import settle

OLD = "教办厅〔2019〕7号"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"本通知自印发之日起施行，《中小学校管理办法》（{OLD}）同时废止。", [("repeals", OLD, "中小学校管理办法")]),
        (f"废止《关于甲的通知》（{OLD}）、《关于乙的通知》。",
         [("repeals", OLD, "关于甲的通知"), ("repeals", "", "关于乙的通知")]),
        (f"废止{OLD}。", [("repeals", OLD, "")]),
        ("决定对《学校管理办法》作如下修改：", [("amends", "", "学校管理办法")]),
        ("为贯彻落实《中共中央关于教育的意见》，现通知如下。", [("implements", "", "中共中央关于教育的意见")]),
        ("现将《国务院办公厅关于体育的通知》转发给你们。", [("forwards", "", "国务院办公厅关于体育的通知")]),
        ("《教育督导暂行办法》由本办法代替。", [("replaces", "", "教育督导暂行办法")]),
        ("依据《中华人民共和国教育法》制定本办法。", []),
        ("《关于甲的通知》不废止。", []),
        ("为贯彻《关于甲的意见》精神，印发《关于乙的通知》。", [("implements", "", "关于甲的意见")]),
        ("贯彻落实《关于印发〈甲办法〉的《通知》的文》。", [("implements", "", "关于印发〈甲办法〉的《通知》的文")]),
    ],
)  # fmt: skip
def test_relations_are_recognised_by_the_words_beside_a_reference(text, expected):
    assert [each.key for each in recognise([text])] == expected


@pytest.mark.parametrize("text", ["《" * 5000, "废止" * 5000, "《" + "甲" * 9000, "》（〔2026〕号" * 900, ""])
def test_no_text_holds_the_recognition_up(text):
    assert recognise([text]) == []


def test_a_document_has_no_relation_to_itself():
    assert recognise([f"{OLD}同时废止。"], OLD) == []


@pytest.fixture
def release(world):
    return world.published(f"《中小学校管理办法》（{OLD}）同时废止。", policy=True)


KEY = ("repeals", OLD, "中小学校管理办法")


def decide(world, release, confirmed, key=KEY):
    publication.decide_relation(
        document=release.document, key=key, confirmed=confirmed, by=world.who["publisher"], at=NOON
    )
    settle()


def test_a_confirmed_relation_is_shown_on_both_pages(client, world, release):
    portal.apply(item=item_of(9, title="中小学校管理办法", number_text=OLD), at=NOON)
    here, there = f"/portal/documents/{release.index.text}", "/portal/documents/360A00/2026-00009"
    assert "本件废止" not in client.get(here).content.decode()

    decide(world, release, confirmed=True)

    page, other = client.get(here).content.decode(), client.get(there).content.decode()
    assert "本件废止" in page and f'href="{there}"' in page
    assert "废止本件" in other and f'href="{here}"' in other


def test_a_relation_that_is_taken_back_is_shown_no_more(client, world, release):
    decide(world, release, confirmed=True)
    decide(world, release, confirmed=False)

    assert "本件废止" not in client.get(f"/portal/documents/{release.index.text}").content.decode()
    assert selectors.relations_confirmed(release.document_id) == []
    assert RelationDecision.objects.count() == 2


def test_only_what_the_public_text_states_can_be_confirmed(world, release):
    with pytest.raises(RelationUnknown):
        decide(world, release, confirmed=True, key=("amends", "教办厅〔2020〕1号", ""))


def test_nothing_is_confirmed_before_the_release(world):
    with pytest.raises(NothingReleased):
        publication.decide_relation(
            document=world.issued(), key=KEY, confirmed=True, by=world.who["publisher"], at=NOON
        )


def test_a_tombstone_keeps_no_relation(db):
    portal.apply(item=item_of(relations=(PublicRelation(*KEY),)), at=NOON)
    portal.apply(item=item_of(**TOMBSTONE), at=NOON)

    assert not PublishedRelation.objects.exists()


def test_a_decision_is_never_changed(world, release):
    decide(world, release, confirmed=True)

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        RelationDecision.objects.update(confirmed=False)


def test_the_publisher_confirms_on_the_page_of_relations(client, world, release, monkeypatch):
    monkeypatch.setattr(documents, "_scopes", [lambda user, on: Q(pk__gt=0)])
    client.force_login(world.who["publisher"])
    url = f"/publication/{release.document_id}/relations/"

    page = client.get(url).content.decode()
    assert "中小学校管理办法" in page and "待确认" in page
    answer = client.post(
        url, {"kind": KEY[0], "number_text": KEY[1], "title": KEY[2], "verdict": "confirm"}, follow=True
    )
    assert "已确认，门户页面已更新" in answer.content.decode()
    settle()

    for wrong in ({}, {"kind": "x"}, {"kind": "repeals", "number_text": "x" * 99, "verdict": "confirm"},
                  {"kind": "repeals", "title": "别的", "verdict": "confirm"}):  # fmt: skip
        assert client.post(url, wrong).status_code == 302
    assert RelationDecision.objects.count() == 1
    refusal = Entry.objects.get(verb="act.refused")  # what is misshapen was not asked of the domain
    assert (refusal.chain, refusal.facts["code"]) == (f"document:{release.document_id}", RelationUnknown.code)


def test_a_publisher_of_another_organ_does_not_know_the_page_of_relations(client, release, monkeypatch):
    monkeypatch.setattr(documents, "_scopes", [lambda user, on: Q(pk__gt=0)])  # as one who was asked for a co-sign
    client.force_login(make_person("elsewhere", Role.PUBLISHER, office=make_office("另一机关")))
    url = f"/publication/{release.document_id}/relations/"

    assert client.get(url).status_code == 404
    assert client.post(url, {"kind": KEY[0], "number_text": KEY[1], "title": KEY[2]}).status_code == 404


@pytest.mark.rule(12)
def test_a_title_quoted_from_the_text_stays_out_of_the_journal(world):
    release = world.published("《关于甲的办法》同时废止。")

    decide(world, release, confirmed=True, key=("repeals", "", "关于甲的办法"))

    assert "关于甲的办法" not in str(list(Entry.objects.values_list("facts", flat=True)))
