"""The statutory column: gaps are said, what the office writes is shown at once, every version is kept."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from audit.models import Entry
from common.errors import NotFound
from portal.choices import ColumnKind
from portal.models import ColumnPage
from portal.services.columns import column_rows, put_columns
from publication import services as publication
from publication.errors import ColumnChanged, ColumnPending, ColumnUnchanged, EndingClosed, SameHands
from publication.facts import ReportFacts
from publication.models import ColumnVersion
from publication.report_rules import is_report_public_in_time
from tests.portal.test_services import NOON
from tests.publication.build import run
from tests.together import in_turn


def propose(world, text, seen=0, kind="guide"):
    return publication.write_column(kind=kind, text=text, seen=seen, by=world.who["publisher"], at=NOON)


def write(world, text, seen=0, kind="guide"):
    """Write a version and have it approved."""
    version = propose(world, text, seen, kind)
    return publication.approve_column(version_id=version.pk, by=world.who["leader"], at=NOON)


@pytest.mark.parametrize("kind", ColumnKind.values)
def test_a_page_that_was_not_filled_in_says_so(client, db, kind):
    answer = client.get(f"/portal/statutory/{kind}")

    assert answer.status_code == 200 and "尚未填写" in answer.content.decode()


def test_what_is_written_is_shown_escaped_with_headings(client, world):
    write(world, "一、申请方式\n<script>x</script>可以来函。")

    text = client.get("/portal/statutory/").content.decode()

    assert "<h2>一、申请方式</h2>" in text and "&lt;script&gt;x&lt;/script&gt;可以来函。" in text
    assert "尚未填写" not in text and "2026年11月24日" in text


def test_an_emptied_page_is_a_gap_again_and_its_versions_stay(client, world):
    write(world, "指南")
    write(world, " ", seen=1)

    assert "尚未填写" in client.get("/portal/statutory/guide").content.decode()
    assert not ColumnPage.objects.exists() and ColumnVersion.objects.count() == 2


def test_nobody_overwrites_what_somebody_else_wrote_meanwhile(world):
    write(world, "甲")

    with pytest.raises(ColumnChanged):
        propose(world, "乙", seen=0)


def test_what_is_shown_already_is_not_sent_for_approval_again(world):
    with pytest.raises(ColumnUnchanged):
        propose(world, " ")
    write(world, "甲")

    with pytest.raises(ColumnUnchanged):
        propose(world, "甲 ", seen=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_first_version_at_the_same_moment_one_is_told(world):
    alone = ("lock table publication_columnversion in share mode",)  # both have looked, none has written

    outcomes = in_turn(alone, lambda: propose(world, "甲"), lambda: propose(world, "乙"))

    assert [type(each) for each in outcomes].count(ColumnChanged) == 1
    assert ColumnVersion.objects.count() == 1


@pytest.mark.rule(35)
def test_nothing_is_shown_before_another_person_has_approved_it(client, world):
    version = propose(world, "一、申请方式")
    with pytest.raises(ColumnPending):
        propose(world, "另一稿", seen=1)
    with pytest.raises(SameHands):
        publication.approve_column(version_id=version.pk, by=world.who["publisher"], at=NOON)
    assert "尚未填写" in client.get("/portal/statutory/guide").content.decode()

    publication.approve_column(version_id=version.pk, by=world.who["leader"], at=NOON)
    with pytest.raises(EndingClosed):
        publication.refuse_column(version_id=version.pk, why="不妥", by=world.who["leader"], at=NOON)

    assert "申请方式" in client.get("/portal/statutory/guide").content.decode()


@pytest.mark.rule(35)
def test_what_was_refused_or_taken_back_leaves_the_page_as_it_is(client, world):
    write(world, "第一版")
    for seen, done in ((1, publication.refuse_column), (2, publication.withdraw_column)):
        version, refuses = propose(world, f"第{seen + 1}稿", seen=seen), done == publication.refuse_column
        more = {"why": "口径有误"} if refuses else {}
        done(version_id=version.pk, by=world.who["leader" if refuses else "publisher"], at=NOON, **more)

    assert "第一版" in client.get("/portal/statutory/guide").content.decode()
    assert list(ColumnVersion.objects.order_by("serial").values_list("state", flat=True))[1:] == [
        "refused",
        "withdrawn",
    ]


@pytest.mark.rule(35)
@pytest.mark.parametrize(
    "columns", ["state = 'approved'", "text = '改了'", "state = 'approved', decided_by_id = by_id"]
)
def test_raw_sql_does_not_approve_alone_and_changes_no_text(world, columns):
    propose(world, "甲")

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        run(f"update publication_columnversion set {columns}, decided_at = now()")  # noqa: S608


@pytest.mark.rule(35)
def test_a_signatory_decides_on_the_page_and_nobody_else(client, world):
    propose(world, "一、申请方式")
    url, act = "/publication/columns/guide/", {"act": "approve", "version": 1}
    client.force_login(world.who["publisher"])
    assert "待批准" in client.get(url).content.decode() and client.post(url, act).status_code == 404
    client.force_login(world.who["leader"])
    assert "批准公布" in client.get(url).content.decode()
    assert client.post(url, {"text": "x", "seen": 1}).status_code == 404
    assert client.post(url, act | {"act": "refuse"}).status_code == 422
    assert client.post(url, act | {"version": 9}).status_code == 404

    assert client.post(url, act).status_code == 302
    assert "申请方式" in client.get("/portal/statutory/guide").content.decode()
    assert client.post(url, act).status_code == 409


@pytest.mark.parametrize("text", ["联系人李明，身份证号11010519491231002X。", "本页内部资料，注意保存。"])
def test_what_must_not_be_public_is_not_put_on_a_page(client, world, text):
    client.force_login(world.who["publisher"])

    answer = client.post("/publication/columns/guide/", {"text": f"一、联系方式\n{text}", "seen": 0})

    assert answer.status_code == 422 and "第2行" in answer.content.decode() and text in answer.content.decode()
    assert not ColumnVersion.objects.exists() and not ColumnPage.objects.exists()
    refusal = Entry.objects.get(verb="act.refused")
    assert (refusal.chain, refusal.by_id, text in str(refusal.facts)) == ("system", world.who["publisher"].pk, False)


def test_a_version_is_never_changed(world):
    write(world, "甲")

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        ColumnVersion.objects.all().delete()


def test_an_editor_writes_a_page_and_a_refused_form_keeps_the_text(client, world):
    client.force_login(world.who["publisher"])
    url = "/publication/columns/guide/"
    assert "尚未填写" in client.get("/publication/columns/").content.decode()

    assert client.post(url, {"text": "第一版", "seen": 0}).status_code == 302
    publication.approve_column(version_id=ColumnVersion.objects.get().pk, by=world.who["leader"], at=NOON)
    stale = client.post(url, {"text": "写了很久的文字", "seen": 0})
    assert stale.status_code == 422 and "写了很久的文字" in stale.content.decode()
    for wrong in ({}, {"text": "x", "seen": "x"}, {"text": "字" * 200_001, "seen": 1}):
        assert client.post(url, wrong).status_code == 422
    assert client.get("/publication/columns/none/").status_code == 404
    assert [each.text for each in ColumnVersion.objects.all()] == ["第一版"]


@pytest.mark.parametrize("kind", ["none", "guide.", "x" * 300, "%00"])
def test_an_unknown_page_is_missing(client, db, kind):
    assert client.get(f"/portal/statutory/{kind}").status_code == 404


def test_each_annual_report_has_a_page_and_the_column_lists_them_the_newest_year_first(client, world):
    for year in (2024, 2025):
        write(world, f"一、总体情况\n{year}年的工作", kind=f"annual-{year}")

    text = client.get("/portal/statutory/annual").content.decode()
    page = client.get("/portal/statutory/annual/2025").content.decode()

    assert text.index("/annual/2025") < text.index("/annual/2024") and "尚未填写" not in text
    assert "2025年的工作" in page and "2024年的工作" not in page
    assert '<meta name="ArticleTitle" content="2025年政府信息公开工作年度报告">' in page
    found = client.get("/portal/sitemap/pages.xml").getvalue().decode()
    assert "/portal/statutory/annual/2025</loc><lastmod>" in found


def test_a_report_travels_to_another_portal_and_what_is_gone_there_goes_too(client, world):
    write(world, "指南")
    write(world, "一、总体情况", kind="annual-2025")
    rows = column_rows()

    put_columns(rows=(), at=NOON)
    assert client.get("/portal/statutory/annual/2025").status_code == 404
    put_columns(rows=rows, at=NOON)

    assert column_rows() == rows and client.get("/portal/statutory/annual/2025").status_code == 200


@pytest.mark.parametrize("year", ["2026", "2007", "02025", "x", "2025/"])
def test_a_year_without_a_report_has_no_page(client, db, year):
    assert client.get(f"/portal/statutory/annual/{year}").status_code == 404


@pytest.mark.rule(81)
@pytest.mark.parametrize("kind", ["annual-2026", "annual-2007", "annual-20255", "cleanup"])
def test_a_report_is_written_of_a_year_that_is_over(client, world, kind):
    with pytest.raises(NotFound):
        propose(world, "一、总体情况", kind=kind)
    client.force_login(world.who["publisher"])

    assert client.get(f"/publication/columns/{kind}/").status_code == 404


@pytest.mark.rule(81)
def test_a_report_is_public_by_the_last_of_january(client, world):
    assert is_report_public_in_time(ReportFacts(2025, date(2026, 1, 31)))
    assert not is_report_public_in_time(ReportFacts(2025, date(2026, 2, 1)))
    client.force_login(world.who["publisher"])

    assert "逾期未公布" in client.get("/publication/columns/").content.decode()
    write(world, "一、总体情况", kind="annual-2025")

    page = client.get("/publication/columns/").content.decode()
    assert "逾期未公布" not in page and "没有总说明，只列各年度报告" in page


def test_the_portal_is_compared_with_what_was_approved_and_mended(client, world):
    write(world, "指南")
    write(world, "一、总体情况", kind="annual-2025")
    ColumnPage.objects.filter(kind="guide").update(page="<p>别的话</p>")
    ColumnPage.objects.filter(kind="annual-2025").update(kind="annual-2024")
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("rebuild_portal", check=True, stdout=said)

    assert "缺少：专栏“2025年政府信息公开工作年度报告”" in said.getvalue()
    assert "缺少 1 件，与公开文本不符 1 件，没有公开发布记录 1 件" in said.getvalue()
    call_command("rebuild_portal", stdout=StringIO())

    assert {each.kind for each in column_rows()} == {"guide", "annual-2025"}
    assert "别的话" not in client.get("/portal/statutory/guide").content.decode()
    assert Entry.objects.filter(verb="publication.column_mended").count() == 3  # each of the three


def test_the_help_says_how_a_file_is_checked(client, db):
    text = client.get("/portal/help/").content.decode()

    assert "openssl dgst -sm3" in text and "certutil -hashfile" in text
