"""The portal shows exactly the live releases: raw SQL cannot put, change or delete what it shows of them."""

from io import StringIO

import pytest
from django.core.management import call_command

from audit.models import Entry
from common.digests import of_bytes
from portal.models import PublishedDocument, PublishedFile, PublishedReading
from tests.publication.build import refused, run, settle


@pytest.fixture
def release(world):
    return world.published(policy=True, page="<p>正文</p>")


def test_what_is_released_is_on_the_portal_with_its_number_and_interpretation(release):
    shown = PublishedDocument.objects.get(index=release.index.text)

    assert (shown.code_letters, shown.number_year, shown.number_serial) == ("教办厅", 2026, 1)
    assert shown.content_sm3 == release.copy.content_sm3 and "现将有关事项通知如下" in shown.text
    assert shown.readings.get().title == "有关负责人就通知答记者问"


def test_raw_sql_cannot_show_other_bytes_than_those_verified(release):
    digest = of_bytes(b"other")
    with refused("不是发布前核验的文件"):
        PublishedFile.objects.filter(kind="docx").update(data=b"other", size=5, sm3=digest.sm3, sha256=digest.sha256)


def test_raw_sql_cannot_take_a_file_away(release):
    with refused("不是发布前核验的文件"):
        PublishedFile.objects.filter(kind="html").delete()


def test_raw_sql_cannot_show_what_is_not_released(release):
    row = PublishedDocument.objects.get()
    row.pk, row.index, row.change = None, "360A00/2026-99999", 99_999
    with refused("没有公开中的发布记录"):
        row.save(force_insert=True)


def test_raw_sql_cannot_hide_a_live_release(release):
    with refused("没有如实登上公开门户"):
        PublishedFile.objects.all().delete()
        PublishedReading.objects.all().delete()
        words = {"ended_at": release.published_at, "text": "", "explanation": "撤下"}
        PublishedDocument.objects.update(state="retracted", **words)


def test_raw_sql_cannot_delete_what_was_shown(release):
    with refused("不能删除"):
        run("delete from portal_publisheddocument")


def test_what_the_portal_lost_is_put_back(release):
    settle()
    run("alter table portal_publisheddocument disable trigger shown_stays")
    PublishedDocument.objects.all().delete()

    assert checked() == (1, "缺少 1 件，与公开文本不符 0 件，没有公开发布记录 0 件，历史登记重复 0 件")
    call_command("rebuild_portal", stdout=StringIO())

    assert PublishedDocument.objects.get().index == release.index.text
    assert checked()[0] == 0


def checked():
    """Return the exit status of a check, and what was counted."""
    said = StringIO()
    try:
        call_command("rebuild_portal", check=True, stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue().strip().rpartition("：")[2].rstrip("。")
    return 0, ""


def test_what_the_portal_says_otherwise_than_the_release_is_mended(world, release):
    world.published()
    PublishedDocument.objects.filter(index=release.index.text).update(title="另一标题", validity="repealed")
    PublishedReading.objects.update(page="<p>别的话</p>")

    assert checked() == (1, "缺少 0 件，与公开文本不符 1 件，没有公开发布记录 0 件，历史登记重复 0 件")
    assert PublishedDocument.objects.get(index=release.index.text).title == "另一标题"
    call_command("rebuild_portal", stdout=StringIO())

    shown = PublishedDocument.objects.get(index=release.index.text)
    assert (shown.title, shown.validity) == (release.title, "in_force")
    assert "别的话" not in shown.readings.get().page and checked()[0] == 0
    assert Entry.objects.get(verb="publication.portal_mended").facts["fault"] == "differs"


@pytest.mark.rule(35)
def test_what_no_release_stands_for_is_taken_down(release):
    settle()
    run("alter table portal_publisheddocument disable trigger zz_shown_is_released")
    row = PublishedDocument.objects.get()
    row.pk, row.index, row.change, row.number_serial = None, "360A00/2026-99999", 99_999, 77
    row.save(force_insert=True)
    settle()

    assert checked() == (1, "缺少 0 件，与公开文本不符 0 件，没有公开发布记录 1 件，历史登记重复 0 件")
    call_command("rebuild_portal", stdout=StringIO())

    assert [each.index for each in PublishedDocument.objects.live()] == [release.index.text]
    assert PublishedDocument.objects.get(index="360A00/2026-99999").text == "" and checked()[0] == 0
