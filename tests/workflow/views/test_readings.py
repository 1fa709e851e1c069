from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from interpretation import selectors
from interpretation.facts import Phase
from portal.models import PublishedReading
from portal.pages import reading_url
from publication.models import Delivery, ListingProposal
from publication.outlets.message import message_of
from tests.publication.build import PLAN, World, refused, settle

pytestmark = pytest.mark.rule(32)
WORDS = {"form": "questions", "title": "满月答疑", "source": "", "link": "", "text": "一、反响如何？\n总体平稳。"}
WALK = (
    ("submitted", "drafter"),
    ("officer", "officer"),
    ("head", "head"),
    ("news", "news"),
    ("published", "publisher"),
)
LIST = "/readings/"


@pytest.fixture(autouse=True)
def office_clock():
    """Nothing to set: due days far away are asked."""


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def document(world):
    phases = (Phase("满月答疑", due_on="2020-11-20", forms=("questions",), owner="处长"),
              Phase("年度回看", due_on="2099-12-01", forms=("video",), owner="处长"))  # fmt: skip
    return world.published(policy=True, plan=replace(PLAN, phases=phases)).document


@pytest.fixture
def browser(world):
    """Return a function: the browser of the person, signed in."""

    def open_for(name):
        client = Client()
        client.force_login(world.who[name], backend="accounts.backends.PersonBackend")
        return client

    return open_for


@pytest.fixture
def write(browser, document):
    """Return a function that saves a material of the second phase by HTTP."""

    def save(**changes):
        return browser("drafter").post(reverse("workflow:reading_edit", args=[document.pk, 2, 0]), WORDS | changes)

    return save


def step(client, document, act, number=2, **typed):
    material = selectors.later_material(document.pk, number)
    url = reverse("workflow:reading", args=[document.pk, number])
    return client.post(url, {"act": act, "sm3": material.sm3, "text": ""} | typed)


def test_a_later_material_is_written_and_passed_on_until_it_is_public(browser, document, write):
    assert "超期" in browser("drafter").get(LIST).content.decode()
    assert write().status_code == 302

    for act, name in WALK:
        client = browser(name)
        page = client.get(LIST).content.decode()
        assert "满月答疑" in page and ("待我办理" in page) == (act != "submitted")
        assert step(client, document, act).status_code == 302

    assert selectors.published_later(document.pk).get().title == "满月答疑"
    shown = PublishedReading.objects.filter(document__title=document.title).order_by("serial")
    assert [each.title for each in shown] == ["有关负责人就通知答记者问", "满月答疑"]
    told = message_of(Delivery.objects.get(release__document=document, event="reading"))["interpretations"]
    assert [(each["title"], each["url"][-2:]) for each in told][1:] == [("满月答疑", ",2")]
    page = browser("drafter").get(LIST).content.decode()
    assert "已公布" in page and "超期" not in page and "年度回看" in page


def test_what_must_not_be_published_is_not_handed_in_and_is_shown_masked(browser, document, write):
    write(text="当事人身份证号11010519491231002X。")

    answer = step(browser("drafter"), document, "submitted")

    assert answer.status_code == 422
    assert "不能送审：材料1第1段：居民身份证号" in answer.content.decode()
    assert selectors.steps_of(selectors.later_material(document.pk, 2)) == []


def test_the_officer_says_that_warnings_were_looked_at(browser, document, write):
    write(text="对外口径如下。")
    step(browser("drafter"), document, "submitted")

    assert step(browser("officer"), document, "officer").status_code == 422
    assert step(browser("officer"), document, "officer", seen="on").status_code == 302
    assert selectors.steps_of(selectors.later_material(document.pk, 2))[-1].warnings_seen == 1


def test_a_refused_material_is_in_the_journal(document, write):
    assert write(picture=SimpleUploadedFile("图.png", b"no picture")).status_code == 422

    entry = Entry.objects.get(chain=f"document:{document.pk}", verb="act.refused")
    assert (entry.facts["act"], entry.facts["code"]) == ("保存解读材料", "ITP-203")


@pytest.mark.rule(12)
def test_a_marked_word_is_stored_nowhere(browser, document, write):
    answer = write(text="秘密★1年")

    assert answer.status_code == 422 and "满月答疑" in answer.content.decode()
    assert selectors.later_material(document.pk, 2) is None


def test_a_return_needs_words_and_gives_it_back_to_the_drafter(browser, document, write):
    write()
    step(browser("drafter"), document, "submitted")

    assert step(browser("officer"), document, "returned").status_code == 422
    assert step(browser("officer"), document, "returned", text="口径不清").status_code == 302
    page = browser("drafter").get(reverse("workflow:reading", args=[document.pk, 2])).content.decode()
    assert "口径不清" in page and "请按退回意见" in page


def test_whoever_has_no_part_does_not_learn_of_it(browser, document, write):
    write()

    for name in ("stranger", "signatory"):
        for address in (
            reverse("workflow:reading", args=[document.pk, 2]),
            reverse("workflow:reading_edit", args=[document.pk, 2, 2]),
            reverse("workflow:reading_picture", args=[document.pk, 2]),
        ):
            assert browser(name).get(address).status_code == 404


def test_forged_steps_and_phases_are_refused_with_a_page(browser, document, write):
    write()
    client = browser("drafter")

    codes = [
        step(client, document, "dance").status_code,
        step(client, document, "").status_code,
        step(client, document, "submitted", sm3="x").status_code,
        step(client, document, "published").status_code,
        client.get(reverse("workflow:reading_edit", args=[document.pk, 9, 0])).status_code,
    ]

    assert codes == [422, 422, 409, 404, 404]


@pytest.fixture
def public(browser, document, write):
    """Two later materials that are public, the numbers 2 and 3."""
    for number in (2, 3):
        write(title=f"第{number}份答疑")
        for act, name in WALK:
            step(browser(name), document, act, number=number)
    return [reading_url(document.index_number.text, serial) for serial in (1, 2, 3)]


TYPED = {"kind": "error", "reason": "口径有误", "explanation": "本解读表述有误，予以撤下。"}


@pytest.mark.rule(35)
def test_one_later_material_is_taken_down_alone_by_two_people(browser, document, public, client):
    publisher, leader = browser("publisher"), browser("leader")
    way = reverse("workflow:reading_retract", args=[document.pk, 2])
    assert way in publisher.get(reverse("workflow:reading", args=[document.pk, 2])).content.decode()
    assert publisher.post(way, TYPED | {"explanation": " "}).status_code == 422
    publisher.post(way, TYPED)
    decision = reverse("workflow:listing_proposal", args=[ListingProposal.objects.get().pk])
    assert publisher.post(way, TYPED).status_code == 409
    deciding = leader.get(decision).content.decode()
    assert f'href="{public[1]}"' in deciding
    assert reverse("workflow:reading", args=[document.pk, 2]) not in deciding  # a page that is not the leader's
    assert publisher.post(decision, {"act": "approve"}).status_code == 404
    assert client.get(public[1]).status_code == 200
    leader.post(decision, {"act": "approve"})
    settle()

    gone = client.get(public[1])
    assert gone.status_code == 410 and TYPED["explanation"] in gone.content.decode()
    assert "总体平稳" not in gone.content.decode() and "口径有误" not in gone.content.decode()
    assert client.get(public[0]).status_code == client.get(public[2]).status_code == 200
    assert [each.serial for each in PublishedReading.objects.order_by("serial")] == [1, 3]
    told = message_of(Delivery.objects.filter(release__document=document, event="reading").order_by("pk").last())
    assert [each["title"] for each in told["interpretations"]][1:] == ["第3份答疑"]
    assert [each["explanation"] for each in told["interpretations_ended"]] == [TYPED["explanation"]]
    assert f'href="{public[1]}"' in leader.get(decision).content.decode()
    kept = browser("drafter").get(reverse("workflow:reading", args=[document.pk, 2])).content.decode()
    assert "已撤下" in kept and "撤下前公众所见" in kept and "人员leader批准" in kept
    with refused("不得恢复"):
        row = PublishedReading.objects.get(serial=3)
        row.pk, row.serial, row.sm3 = None, 2, selectors.later_material(document.pk, 2).sm3
        row.save(force_insert=True)


@pytest.mark.rule(35)
def test_a_material_that_is_not_public_is_not_taken_down(browser, document, write):
    write()

    assert browser("publisher").get(reverse("workflow:reading_retract", args=[document.pk, 2])).status_code == 404
    assert browser("publisher").get(reverse("workflow:reading_retract", args=[document.pk, 1])).status_code == 404
