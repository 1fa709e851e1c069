"""The portal shows exactly the live releases: raw SQL cannot put, change or delete what it shows of them."""

import pytest
from django.core.management import call_command

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

    call_command("rebuild_portal")

    assert PublishedDocument.objects.get().index == release.index.text
