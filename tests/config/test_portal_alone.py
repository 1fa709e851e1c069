"""The portal alone (SITE=portal), with real processes over a database of its own on the embedded server."""

import http.client
import json
import os
import socket
import subprocess
import sys
from types import SimpleNamespace
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from psycopg2 import errors

from config import plans, site
from config.database import ROOT, as_user
from tests.polling import until
from tests.portal.bundles.build import READING, SIGNER, TOMBSTONE, bundle_of, file_of, item_of

OFFICE = {"accounts", "audit", "outbox", "deadlines", "interpretation", "review", "publication", "workflow"}
OFFICE_ONLY = {"viewflow", "celery", "kombu", "django_fsm", "axes", "django_otp", "docx", "hyperscan"}
PREPARE = """
import django; django.setup()
from django.core.management import call_command as call
call("migrate", verbosity=0); call("portal_role", role={role!r})
"""
ANSWERS = """
import json, sys
from wsgiref.util import setup_testing_defaults
from config.wsgi import application
def ask(path):
    environ = dict(PATH_INFO=path); setup_testing_defaults(environ)
    statuses = []
    b"".join(application(environ, lambda status, headers: statuses.append(status[:3])))
    return statuses[0]
print(json.dumps([[ask(path) for path in {paths!r}], sorted(sys.modules)]))
"""
DATA = b"%PDF-1.7 \x00\xff" + bytes(range(256))
FIRST = bundle_of(
    item_of(1, origin="release", files=(file_of(), file_of(DATA, "pdf")), readings=(READING,)),
    item_of(2, origin="release"),
)
SECOND = bundle_of(item_of(2, origin="release", **TOMBSTONE), serial=2, previous=FIRST)
LIVE, GONE = item_of(1).index, item_of(2).index


def maintain(address: str, *statements: str) -> None:
    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal with two bundles imported: addresses of its owner and reader, and how to run things there."""
    server = os.environ["DATABASE_URL"]
    name = (
        f"portal_{os.environ.get('MINGFA_TEST_NAME', 'mingfa')}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}".lower()
    )
    drop = (f"drop database if exists {name} with (force)", f"drop role if exists {name}")
    maintain(server, *drop, f"create database {name}")
    owner = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    folder = tmp_path_factory.mktemp("portal")
    given = {"SITE": "portal", "MINGFA_VAR": str(folder), "BUNDLE_PUBLIC_KEY": SIGNER.public.hex()}
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"} | given
    place = SimpleNamespace(folder=folder, owner=owner, reader=as_user(owner, name), environment=environment)
    made = run(
        place, "-c", PREPARE.format(role=name), DATABASE_URL=owner, DJANGO_SETTINGS_MODULE="config.settings.portal_run"
    )
    assert made.returncode == 0, made.stderr
    for number, bundle in enumerate((FIRST, SECOND), 1):
        (folder / f"{number}.zip").write_bytes(bundle)
    brought = imported(place, "2.zip", "1.zip")
    assert brought.returncode == 0 and "个网页已生成" in brought.stdout, brought.stderr
    yield place
    maintain(server, *drop)


def run(place, *command, **changes):
    environment = place.environment | changes
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def imported(place, *names):
    """Run `manage.py import_bundle` as the administrator does: the web process's address is there as well."""
    addresses = {site.READER: place.reader, site.OWNER: place.owner}
    return run(place, "manage.py", "import_bundle", *(str(place.folder / name) for name in names), **addresses)


@pytest.fixture(scope="module")
def port(portal):
    """The port of a real web server that knows the reader's address only."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number = probe.getsockname()[1]
    environment = portal.environment | {
        "DATABASE_URL": portal.reader,
        "DJANGO_SETTINGS_MODULE": "config.settings.portal_run",
    }
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{number}", "--no-control-socket"]
    with (portal.folder / "web.log").open("wb") as log:
        web = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        until(lambda: listens(number) or web.poll() is not None, "the web server")
        yield number
    finally:
        web.terminate()
        web.wait(60)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(port, path, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path)
    answer = connection.getresponse()
    found = SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read())
    connection.close()
    return found


def test_the_portal_alone_serves_a_document_byte_for_byte(port):
    file = ask(port, f"/portal/documents/{LIVE}.pdf")
    page = ask(port, f"/portal/documents/{LIVE}")

    assert (file.status, file.body) == (200, DATA)
    assert page.status == 200 and item_of(1).title in page.body.decode()
    assert ask(port, f"/portal/interpretations/{LIVE},1/picture").body == READING.picture
    assert {answer.headers["Set-Cookie"] for answer in (file, page)} == {None}


@pytest.mark.rule(35)
def test_what_was_retracted_is_gone_from_the_portal_alone(port):
    assert ask(port, f"/portal/documents/{GONE}").status == 410
    assert ask(port, f"/portal/documents/{GONE}.html").status == 410
    assert GONE not in ask(port, "/portal/documents/").body.decode()


@pytest.mark.parametrize(
    "path", ["/portal/nothing/", "/accounts/login/", "/desk/", "/audit/", "/%00", "/portal/documents/%FF"]
)
def test_what_is_not_there_is_said_in_the_look_of_the_portal(port, path):
    answer = ask(port, path)

    assert answer.status == 404
    assert "网站标识码" in answer.body.decode() and "登录" not in answer.body.decode()


def test_the_portal_alone_takes_nothing_in(port):
    answer = ask(port, "/portal/", "POST")

    assert answer.status == 405 and "只供阅读" in answer.body.decode()
    assert (ask(port, "/").status, ask(port, "/").headers["Location"]) == (302, "/portal/")


def test_the_web_process_has_no_module_of_the_office(portal):
    paths = ["/portal/", f"/portal/documents/{quote(LIVE)}", "/portal/documents/", "/portal/interpretations/", "/x"]
    answers = run(
        portal,
        "-c",
        ANSWERS.format(paths=paths),
        DATABASE_URL=portal.reader,
        DJANGO_SETTINGS_MODULE="config.settings.portal_run",
    )

    assert answers.returncode == 0, answers.stderr
    statuses, modules = json.loads(answers.stdout)
    assert statuses == ["200", "200", "200", "200", "404"]
    assert {name.split(".")[0] for name in modules} & (OFFICE | OFFICE_ONLY) == set()
    assert {name for name in modules if name.startswith("documents")} == {"documents", "documents.choices"}


def tables(address):
    connection = psycopg2.connect(address)
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        found = [row[0] for row in cursor.fetchall()]
    connection.close()
    return found


def test_the_portal_alone_knows_no_people_and_no_sessions(portal):
    assert {name.partition("_")[0] for name in tables(portal.owner)} == {"portal", "django"}
    assert [name for name in tables(portal.owner) if name.startswith("django")] == ["django_migrations"]


def test_the_web_process_may_not_write_any_table(portal):
    connection = psycopg2.connect(portal.reader)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("set default_transaction_read_only = off")  # what a break-in would do first
        for table in tables(portal.owner):
            for statement in ("insert into {} default values", "delete from {}", "truncate {}"):
                with pytest.raises(errors.InsufficientPrivilege):
                    cursor.execute(statement.format(table))
        for statement in (
            "update portal_publisheddocument set title = 'x'",
            "update portal_publishedfile set data = ''",
            "select * from portal_appliedbundle",
            "create table mine (id int)",
            "create temporary table mine (id int)",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                cursor.execute(statement)
        cursor.execute("select count(*) from portal_publisheddocument")
        assert cursor.fetchone() == (2,)
    connection.close()


def test_a_bundle_brought_again_changes_nothing_and_an_altered_one_is_refused(portal):
    data = bytearray(FIRST)
    data[FIRST.index(DATA)] ^= 1
    (portal.folder / "altered.zip").write_bytes(data)

    again, altered = imported(portal, "1.zip", "2.zip"), imported(portal, "1.zip", "altered.zip")

    assert again.returncode == 0 and again.stdout.count("以前已导入过") == 2
    assert altered.returncode == 1 and altered.stdout == ""
    assert "altered.zip" in altered.stderr and "files/000001-2.bin" in altered.stderr
    assert "Traceback" not in altered.stderr


@pytest.mark.parametrize("command", [["import_bundle", "x.zip"], ["portal_role"]])
def test_the_office_does_not_import(db, command):
    with pytest.raises(CommandError, match="办公系统"):
        call_command(*command)


def test_the_plan_of_the_portal_has_no_worker_and_hides_the_owner_from_the_web(tmp_path):
    environment = plans.PORTAL.embedded("postgresql://postgres:@/mingfa?host=/x")

    assert [step[1] for step in plans.PORTAL.services("127.0.0.1:80", tmp_path)] == ["web"]
    assert "demo" not in [step[1] for step in plans.PORTAL.preparation]
    assert environment[site.OWNER] == "postgresql://postgres:@/mingfa?host=/x"
    assert plans.PORTAL.served(environment) == {site.READER: "postgresql://mingfa_reader:@/mingfa?host=/x"}
