"""manage.py import_register: all or nothing, again without a change, every line that is left out is named."""

import io

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from portal.models import ChangeCounter, FacetCount, PublishedDocument
from tests.publication.build import change

HEAD = "number,title,issued_on,published_on"
LINES = (
    "国发〔2020〕1号,国务院关于一事的通知,2020-01-02,2020-01-03",
    "国发〔2020〕3号,国务院关于三事的批复,2020-01-05,2020-01-06",
    ",某条例,2019-01-05,2019-01-06",
)


@pytest.fixture
def register(tmp_path):
    def written(*lines):
        path = tmp_path / "登记.csv"
        path.write_text("\n".join((HEAD, *lines)), encoding="utf-8")
        return path

    return written


def run(path, *options):
    """Return the exit status and what was said."""
    said = io.StringIO()
    try:
        call_command("import_register", str(path), *options, stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_the_rows_are_on_the_portal_and_counted(db, register):
    status, said = run(register(*LINES), "--body", "国务院")

    assert status == 0 and "新增 3 件" in said
    assert set(PublishedDocument.objects.values_list("issuing_body", flat=True)) == {"国务院"}
    assert FacetCount.objects.get(name="origin", value="register").count == 3
    assert Entry.objects.filter(verb="publication.register_imported").count() == 1


def test_a_second_run_changes_nothing(db, register):
    path = register(*LINES)
    run(path)
    before = list(PublishedDocument.objects.order_by("pk").values())

    status, said = run(path)

    assert status == 0 and "新增 0 件，更新 0 件，原已登记 3 件" in said
    assert list(PublishedDocument.objects.order_by("pk").values()) == before
    assert Entry.objects.filter(verb="publication.register_imported").count() == 1


def test_only_what_changed_gets_a_new_number_of_change(db, register):
    run(register(*LINES))
    last = ChangeCounter.objects.get().last

    _, said = run(register(LINES[0].replace("一事", "首要事项"), *LINES[1:]))

    assert "更新 1 件" in said and ChangeCounter.objects.get().last == last + 1
    assert list(PublishedDocument.objects.filter(change__gt=last).values_list("title", flat=True)) == [
        "国务院关于首要事项的通知"
    ]


def test_a_trial_writes_nothing(db, register):
    status, said = run(register(*LINES), "--dry-run")

    assert status == 0 and "新增 3 件" in said and not PublishedDocument.objects.exists()


def test_a_line_that_is_left_out_is_named_and_makes_the_status_one(db, register):
    status, said = run(register(*LINES, LINES[0], "国发〔2020〕4号,,2020-01-01,2020-01-01"))

    assert status == 1
    assert "第 5 行未导入：与第 2 行重复" in said and "第 6 行未导入：没有标题" in said
    assert PublishedDocument.objects.count() == 3


@pytest.mark.parametrize("text", ["a,b\n1,2", ""])
def test_a_file_that_is_no_register_makes_the_status_two(db, tmp_path, text):
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("import_register", str(tmp_path / "x.csv"))

    assert refusal.value.returncode == 2


def test_a_missing_file_makes_the_status_two(db, tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("import_register", str(tmp_path / "none.csv"))

    assert refusal.value.returncode == 2


def test_when_one_row_cannot_be_written_none_is(db, register):
    run(register(LINES[1]))
    elsewhere = {"origin": "repost", "source_name": "某网", "source_url": "https://www.gov.cn/x"}
    PublishedDocument.objects.update(number_text="", **elsewhere)

    with pytest.raises(CommandError) as refusal:
        run(register(*LINES))
    assert refusal.value.returncode == 2 and PublishedDocument.objects.count() == 1


def test_what_this_office_took_down_does_not_come_back_by_a_register(world, register):
    release = world.published()
    world.ended(release)
    change(release.document, status="retracted")
    status, said = run(register(f"{release.number_text},{release.title},2026-11-24,2026-11-24"))

    assert status == 1 and f"索引号 {release.index.text}" in said
    assert PublishedDocument.objects.get().state == "retracted"
