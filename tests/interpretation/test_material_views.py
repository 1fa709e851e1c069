from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from audit.models import Entry
from interpretation import selectors
from interpretation.models import Material
from tests.publication.build import PLAN

TYPED = {
    "form": "expert_article",
    "title": "专家谈",
    "source": "某教授",
    "text": "一、看点\r\n正文。",
    "link": "",
    "seen": "1",
}


@pytest.fixture
def document(world):
    document = world.draft(is_policy=True)
    world.plan(document, PLAN)
    return document


@pytest.fixture
def drafter(world, client):
    client.force_login(world.who["drafter"])
    return client


def address(name, document, *more):
    return reverse(f"interpretation:{name}", args=[document.pk, *more])


def upload(data):
    file = BytesIO(data)
    file.name = "图.png"
    return file


def png():
    held = BytesIO()
    Image.new("RGB", (4, 4), "red").save(held, "PNG")
    return held.getvalue()


def numbers(document):
    return [each.number for each in selectors.current_plan(document.pk).in_order()]


def test_a_drafter_writes_moves_and_takes_out_materials(drafter, document):
    assert drafter.post(address("material", document, 0), TYPED).status_code == 302
    assert numbers(document) == [1, 2]
    assert selectors.current_plan(document.pk).data().materials[1].text == "一、看点\n正文。"

    drafter.post(address("material_move", document, 2), {"to": "up"})
    assert numbers(document) == [2, 1]
    drafter.post(address("material_remove", document, 2))
    assert numbers(document) == [1]
    page = drafter.get(address("plan", document)).content.decode()
    assert "已从方案中移出该材料" in page and "有关负责人就通知答记者问" in page


def test_a_picture_stays_until_another_comes_or_it_is_dropped(drafter, document):
    url = address("material", document, 1)
    drafter.post(url, TYPED | {"form": "graphic", "picture": upload(png())})
    assert drafter.get(address("material_picture", document, 1))["Content-Type"] == "image/png"

    drafter.post(url, TYPED | {"form": "graphic", "seen": "2", "title": "改题"})
    assert selectors.current_plan(document.pk).data().materials[0].picture
    drafter.post(url, TYPED | {"form": "graphic", "seen": "3", "drop_picture": "on"})

    answer = drafter.get(address("material_picture", document, 1))
    assert answer["Content-Type"] == "image/svg+xml" and "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"picture": b"no picture"}, 422),
        ({"link": "javascript:alert(1)"}, 422),
        ({"form": "dance"}, 422),
        ({"seen": "0"}, 409),
    ],
)
def test_a_refused_material_keeps_what_was_typed(drafter, document, wrong, code):
    sent = TYPED | {name: upload(value) if isinstance(value, bytes) else value for name, value in wrong.items()}

    answer = drafter.post(address("material", document, 0), sent)

    assert answer.status_code == code
    assert "专家谈" in answer.content.decode() and not Material.objects.filter(title="专家谈").exists()


@pytest.mark.parametrize(
    ("name", "more", "sent", "act", "code"),
    [
        ("plan", (), {}, "保存解读方案", "ITP-102"),
        ("material", (0,), TYPED, "保存解读材料", "ITP-102"),
        ("material_move", (7,), {}, "调整解读材料", "ITP-201"),
        ("material_remove", (7,), {}, "移出解读材料", "ITP-201"),
    ],
)
def test_a_refusal_on_a_draft_is_in_the_journal(drafter, document, name, more, sent, act, code):
    if name == "plan":
        rows = {f"{prefix}-{each}": "0" for prefix in ("risks", "phases") for each in ("TOTAL_FORMS", "INITIAL_FORMS")}
        sent = {"publicity": "另写"} | rows

    drafter.post(address(name, document, *more), sent | {"seen": "9"})

    entry = Entry.objects.get(chain=f"document:{document.pk}", verb="act.refused")
    assert (entry.facts["act"], entry.facts["code"]) == (act, code)


@pytest.mark.rule(12)
def test_a_marked_material_is_stored_nowhere_and_the_other_fields_stay(drafter, document):
    answer = drafter.post(address("material", document, 0), TYPED | {"text": "秘密★1年"})

    page = answer.content.decode()
    assert answer.status_code == 422 and "专家谈" in page and "秘密★1年" not in page
    assert Material.objects.count() == 1


@pytest.mark.rule(34)
def test_what_is_generated_bears_its_mark_until_it_is_edited(drafter, document):
    drafter.post(address("generate", document), {"form": "graphic"})
    assert "草稿（自动生成，须修改）" in drafter.get(address("preview", document)).content.decode()

    drafter.post(address("material", document, 2), TYPED | {"form": "graphic", "seen": "2"})

    assert "草稿（自动生成" not in drafter.get(address("plan", document)).content.decode()


def test_strangers_do_not_learn_that_the_pages_are_there(client, world, document):
    client.force_login(world.who["stranger"])

    for name, more in (("material", (1,)), ("material", (0,)), ("preview", ()), ("material_picture", (1,))):
        assert client.get(address(name, document, *more)).status_code == 404
    for name, more in (("material_move", (1,)), ("material_remove", (1,)), ("generate", ()), ("material", (0,))):
        assert client.post(address(name, document, *more), TYPED).status_code == 404
    assert Material.objects.count() == 1


def test_a_material_that_is_not_in_the_plan_has_no_page(drafter, document):
    assert drafter.get(address("material", document, 7)).status_code == 404
    assert drafter.get(address("material_picture", document, 7)).status_code == 404
