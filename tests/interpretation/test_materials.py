from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from common.gate import Gate
from documents.docx.pictures import is_clean
from documents.models import Blob
from documents.selectors import whole
from documents.services.moves import subject_of
from interpretation import selectors, services
from interpretation.choices import Form
from interpretation.errors import MaterialMalformed, MaterialMissing, PictureUnreadable, PlanChanged, PlanFrozen
from interpretation.facts import MaterialData
from interpretation.models import Material
from tests.publication.build import PLAN, change, refused, run, settle

FOREIGN = """
insert into interpretation_material (document_id, number, serial, phase, form, title, text, source, link, is_generated,
                                     sm3, sha256, made_by_id, made_at)
select document_id, 9, 1, 1, 'questions', 'x', 'x', '', '', false, repeat('a', 64), repeat('a', 64), made_by_id, made_at
  from interpretation_material;
insert into interpretation_planmaterial (plan_id, material_id, "order")
select p.id, m.id, 2 from interpretation_interpretationplan p, interpretation_material m where m.number = 9
"""
ARTICLE = MaterialData(0, Form.EXPERT_ARTICLE, "专家谈新规", "正文。", source="某教授")


@pytest.fixture
def document(world, noon):
    document = world.draft(is_policy=True)
    services.save_plan(document=document, data=PLAN, by=world.who["drafter"], at=noon)
    return document


@pytest.fixture
def act(world, document, noon):
    """Return a function that does a service's act on the draft in the drafter's name."""

    def do(service, **given):
        return service(document=document, by=world.who["drafter"], at=noon, **given)

    return do


def jpeg():
    held, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "拍摄地点"
    Image.new("RGB", (8, 6), "red").save(held, "JPEG", exif=exif)
    return held.getvalue()


def titles(document):
    return [each.title for each in selectors.current_plan(document.pk).in_order()]


def test_a_plan_is_saved_in_the_same_number_of_queries_however_many_materials_it_has(document, act):
    def queries():
        data = selectors.current_plan(document.pk).data()
        with CaptureQueriesContext(connection) as asked:
            act(services.save_plan, data=replace(data, publicity=data.publicity + "。"))
        return len(asked)

    one = queries()
    for _ in range(3):
        act(services.put_material, data=ARTICLE)

    assert queries() == one


def test_a_new_material_goes_to_the_end_and_makes_another_plan(document, act):
    before = selectors.current_plan(document.pk)

    plan = act(services.put_material, data=ARTICLE)

    assert titles(document) == ["有关负责人就通知答记者问", "专家谈新规"]
    assert plan.sm3 != before.sm3
    assert plan.data() == replace(PLAN, materials=(*PLAN.materials, replace(ARTICLE, number=2)))


def test_a_change_is_the_next_version_and_the_old_one_stays(document, act):
    act(services.put_material, data=replace(PLAN.materials[0], text="改过的。"))

    versions = Material.objects.filter(document=document).order_by("serial")
    assert [(each.number, each.serial, each.text) for each in versions] == [
        (1, 1, PLAN.materials[0].text),
        (1, 2, "改过的。"),
    ]


def test_materials_are_moved_and_taken_out(document, act):
    act(services.put_material, data=ARTICLE)

    act(services.arrange, number=2, up=True)
    assert titles(document) == ["专家谈新规", "有关负责人就通知答记者问"]
    act(services.remove_material, number=1)
    assert titles(document) == ["专家谈新规"]
    with pytest.raises(MaterialMissing):
        act(services.remove_material, number=1)


def test_a_picture_is_made_anew_without_what_it_tells_besides(document, act):
    act(services.put_material, data=replace(ARTICLE, form=Form.GRAPHIC), picture=jpeg())

    public = selectors.public_materials(selectors.current_plan(document.pk))[1]
    assert is_clean(public.picture) and b"Exif" not in public.picture
    assert public.picture_type == "image/jpeg"


def test_what_is_no_picture_is_refused(document, act):
    with pytest.raises(PictureUnreadable):
        act(services.put_material, data=ARTICLE, picture=b"<svg onload='x'/>")


def test_a_link_leads_to_the_web_or_nowhere(document, act):
    with pytest.raises(MaterialMalformed):
        act(services.put_material, data=replace(ARTICLE, link="javascript:alert(1)"))


def test_a_page_that_is_behind_does_not_overwrite_a_material(document, act):
    with pytest.raises(PlanChanged):
        act(services.put_material, data=ARTICLE, seen=0)
    assert not Material.objects.filter(number=2).exists()


@pytest.mark.rule(34)
@pytest.mark.parametrize("form", [Form.QUESTIONS, Form.GRAPHIC])
def test_what_was_generated_is_not_handed_in_before_somebody_has_edited_it(world, document, act, noon, form):
    act(services.generate, form=form)
    made = selectors.current_plan(document.pk).data().materials[1]
    assert made.is_generated and document.title in made.title

    assert "materials" in unmet(world, document, noon)
    act(services.put_material, data=replace(made, source="只改了来源"))
    assert "materials" in unmet(world, document, noon)
    act(services.put_material, data=replace(made, text=made.text + "\n口径已核。"))
    assert "materials" not in unmet(world, document, noon)


def unmet(world, document, noon):
    gate = Gate("submit", "送审", subject_of(document, world.who["drafter"], None, noon))
    return {each.field for each in gate.unmet}


def test_the_public_reads_form_source_words_and_a_drawn_picture(document, act):
    act(services.put_material, data=replace(ARTICLE, form=Form.GRAPHIC, text="一、要点\n30日｜<答复>"))

    first, second = selectors.public_materials(selectors.current_plan(document.pk))
    assert (first.serial, first.form, first.phase, first.picture) == (1, "问答", 1, None)
    assert (second.form, second.source, second.text) == ("图解", "某教授", "一、要点\n30日｜<答复>")
    assert second.html == "<h2>一、要点</h2>\n<p><strong>30日</strong>　&lt;答复&gt;</p>"
    assert second.picture_type == "image/svg+xml" and b"&lt;" in second.picture
    assert len(second.digest) == 64


@pytest.mark.rule(12)
def test_erasing_takes_words_and_pictures_of_every_version(document, act):
    act(services.put_material, data=replace(ARTICLE, form=Form.GRAPHIC), picture=jpeg())
    pictures = set(Material.objects.filter(picture__isnull=False).values_list("picture_id", flat=True))

    act(lambda by, **given: services.erase(**given))

    assert {(each.title, each.text, each.picture_id) for each in Material.objects.all()} == {("", "", None)}
    assert not Blob.objects.filter(pk__in=pictures).exists()


def test_only_a_draft_takes_a_material(world, document, noon):
    change(document, status="in_review")

    with pytest.raises(PlanFrozen):
        services.put_material(document=whole(document.pk), data=ARTICLE, by=world.who["drafter"], at=noon)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update interpretation_material set text = 'x'", "解读材料不得修改"),
        ("delete from interpretation_material", "解读材料不得修改"),
        ("truncate interpretation_material cascade", "不得"),
        ("delete from interpretation_planmaterial", "不得改换"),
        ('update interpretation_planmaterial set "order" = 2', "不得改换"),
        (FOREIGN, "不得改换"),
    ],
)
def test_what_a_plan_publishes_never_changes(document, statement, words):
    settle()

    with refused(words):
        run(statement)


def test_a_plan_without_its_materials_cannot_be_stored(document):
    settle()

    with refused("全部解读材料"):
        run(
            "insert into interpretation_interpretationplan (document_id, serial, first_interpreter, responsible,"
            " background, key_points, terms, forms, schedule, channels, publicity, risks, no_risk_reason, phases,"
            " material_sm3s, sm3, sha256, made_by_id, made_at) select document_id, 7, '', '', '', '', '', '{}', '',"
            " '{}', '', '[]', '', '[]', material_sm3s, sm3, sha256, made_by_id, made_at"
            " from interpretation_interpretationplan"
        )
