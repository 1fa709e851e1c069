"""R23, R24: another agency's document goes out only as its maker lets it; only the lead releases a joint one."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import services as accounts
from accounts.roles import Role
from common import clock
from common.clock import office_date
from common.errors import NotFound
from common.gate import GateClosed
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Status
from documents.makers import leader_of, maker_of
from portal.models import PublishedDocument
from publication import services as publication
from publication.errors import ConsentUnproven, NothingForwarded, NotLedByOthers
from publication.listings.selectors import known_to
from publication.models import Consent, JointLink
from publication.rights import joint_link
from publication.services import listings
from review.choices import Desk, Verdict
from tests.people import make_person
from tests.publication.build import NOON, World, change, refused, settle
from tests.workflow.road import Road
from tests.workflow.shortly import at_the_release_desk
from workflow import services as workflow
from workflow.forms.rights import ConsentForm, JointLinkForm

LETTER = {"kind": "consented", "url": "", "letter": "财办函〔2026〕3号", "given_on": date(2026, 11, 20)}
URL = "https://www.mof.gov.cn/x"


@pytest.fixture
def world(db):
    it = World()
    it.who["secretary"] = make_person("secretary", Role.OFFICE_SECRETARY, office=it.general)
    return it


@pytest.fixture
def road(world):
    return Road(NOON, world.who)


def consent(road, document, by="drafter", **more):
    who = {"by": road.who[by], "at": road.tick()}
    return workflow.record_consent(document_id=document.pk, **(LETTER | more), **who)


@pytest.mark.rule(23)
def test_a_forwarded_document_waits_for_its_maker_s_consent(world, road):
    document = at_the_release_desk(world, road.tick(), forwarded_from="财政部")

    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.RELEASE)
    assert [unmet.number for unmet in refusal.value.unmet] == [23]
    with pytest.raises(ConsentUnproven):
        consent(road, document, letter=" ")
    with pytest.raises(NotFound):
        consent(road, document, by="stranger")
    consent(road, document)

    assert road.act(document, Desk.RELEASE).status == Status.PUBLISHED
    with refused("不得修改"):
        Consent.objects.update(letter="另一函")


@pytest.mark.rule(24)
def test_a_joint_document_that_others_lead_is_not_released_but_filed_with_their_address(world, road):
    document = at_the_release_desk(world, road.tick(), led_by="财政部")
    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.RELEASE)
    assert [unmet.number for unmet in refusal.value.unmet] == [24]
    who = {"by": road.who["secretary"], "at": road.tick()}
    with pytest.raises(NotLedByOthers):
        workflow.record_joint_link(document_id=document.pk, url=URL, **who)

    workflow.renumber(document_id=document.pk, token=None, series=world.series, reason="代字有误", **who)
    road.work()  # typeset and checked again, then the flow asks once more where it goes

    assert documents_of.whole(document.pk).status == Status.FILED
    assert road.open_desks(document) == ["archive"]
    workflow.record_joint_link(document_id=document.pk, url=URL, **who)
    assert (joint_link(document.pk).lead, joint_link(document.pk).url) == ("财政部", URL)
    shown = PublishedDocument.objects.get()
    assert (shown.title, shown.origin, shown.source_name, shown.source_url) == (document.title, "joint", "财政部", URL)
    assert shown.validity_note == "以牵头机关公布的为准" and not shown.files.exists()
    with refused("不得修改"):
        JointLink.objects.all().delete()


@pytest.mark.rule(24)
@pytest.mark.rule(35)
def test_a_joint_entry_that_was_taken_down_stays_down_when_its_lead_moves_the_page(world):
    document = world.reviewed(world.issued(led_by="财政部"))
    change(document, status="filed")
    document = documents_of.whole(document.pk)
    who = {"by": world.who["publisher"], "at": NOON}
    publication.record_joint_link(document=document, url=URL, **who)
    row = PublishedDocument.objects.get()
    wish = listings.EndWish("not_public", "牵头机关已撤下", "牵头机关已不再公开此件。")
    proposal = listings.propose_listing_end(listing_id=row.pk, wish=wish, **who)
    listings.approve_listing(proposal_id=proposal.pk, by=world.who["leader"], at=NOON)
    settle()

    publication.record_joint_link(document=document, url=f"{URL}?2", **who)
    settle()

    assert PublishedDocument.objects.get().state == "retracted"
    assert list(known_to(["/0/"])) == [] and list(known_to([world.organ.path])) == [row]


@pytest.mark.rule(23)
@pytest.mark.rule(24)
@pytest.mark.parametrize(("column", "words"), [("led_by", "规则24"), ("forwarded_from", "规则23")])
def test_postgresql_refuses_a_release_of_what_is_not_ours(world, column, words):
    document = world.reviewed(world.issued(**{column: "财政部"}))

    with refused(words):
        world.release(document, world.copy(document))
        change(document, status="published")


def test_a_proactive_document_of_our_own_is_never_filed_unpublished(world):
    document = world.issued()

    with refused("状态与公开属性不符"):
        change(document, status="filed")


def test_the_way_to_the_page_is_shown_to_whom_it_opens(world, road, monkeypatch):
    monkeypatch.setattr(clock, "now", road.tick)
    document = at_the_release_desk(world, road.tick(), forwarded_from="财政部")
    substitute = make_person("substitute", Role.DRAFTER, office=document.office)
    now, drafter = clock.now(), road.who["drafter"]
    day = office_date(now)
    accounts.delegate(to=substitute, starts_on=day, ends_on=day, reason="出差", by=drafter, at=now)
    page, way = reverse("workflow:document", args=[document.pk]), reverse("workflow:rights", args=[document.pk])

    for person, opens in ((drafter, True), (road.who["secretary"], True), (substitute, False)):
        client = Client()
        client.force_login(person, backend="accounts.backends.PersonBackend")
        shown = client.get(page)
        assert shown.status_code == 200 and (way in shown.content.decode()) == opens
        assert (client.get(way).status_code == 200) == opens


def test_consent_is_recorded_only_where_something_is_forwarded(world, road):
    with pytest.raises(NothingForwarded):
        consent(road, at_the_release_desk(world, road.tick()))


def test_erasing_takes_the_names_of_other_agencies_with_it(world, road):
    document = at_the_release_desk(world, road.tick(), forwarded_from="财政部")
    consent(road, document)
    world.opinion(document, Desk.CONFIDENTIALITY_OFFICER, "officer", Verdict.MUST_CLASSIFY)

    with transaction.atomic():
        held = documents_of.locked(document.pk)
        publication.erase(document=held, at=road.tick())
        documents.erase(document=held, by=road.who["officer"], at=road.tick())

    assert not Consent.objects.exists() and documents_of.whole(document.pk).forwarded_from == ""


@pytest.mark.parametrize("form", [ConsentForm, JointLinkForm])
def test_an_address_that_is_not_of_the_web_is_refused_by_its_form(form):
    assert "url" in form({"url": "ftp://www.mof.gov.cn/1"}).errors


BODIES = [
    (("教育部", "财政部"), ""), (("教育部办公厅", "财政部办公厅"), ""), (("财政部", "教育部"), "财政部"),
    (("财政部",), ""), ((), ""),
]  # fmt: skip
TITLES = [
    ("教育部办公厅转发财政部关于做好有关工作的通知", "财政部"),
    ("教育部关于印发《某办法》的通知", ""),
    ("教育部办公厅转发教育部关于有关事项的通知", ""),
    ("", ""),
]


@pytest.mark.parametrize(("bodies", "leader"), BODIES)
def test_the_first_body_leads(bodies, leader):
    assert leader_of(bodies, "教育部") == leader


@pytest.mark.parametrize(("title", "maker"), TITLES)
def test_the_title_says_whose_document_is_forwarded(title, maker):
    assert maker_of(title, "教育部") == maker
