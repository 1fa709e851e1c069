"""Pytest plugin: the tables of the tests are made once, the ministry beside them; each process works on a copy.

The migrations take half a minute. What they made stays for the next run, its comment says from which files it was
made; when these have changed it is made anew.
"""

import hashlib
from pathlib import Path
from typing import Any

import fasteners
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from config.database import ROOT, VAR
from tests import ministry
from tests.flush import keep_seed

MADE_BY = ("copies.py", "flush.py", "migrating.py", "ministry.py")
COMMENT = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> None:
    """Let Django copy its database from the one that is made here."""
    test = connection.settings_dict["TEST"]
    test["TEMPLATE"] = pattern = f"{test['NAME'].rpartition('_gw')[0] or test['NAME']}_pattern"
    with fasteners.InterProcessLock(VAR / f"{pattern}.lock"), django_db_blocker.unblock():
        if _comment(pattern) != (made_of := digest()):
            make(pattern)
            _maintain(f"comment on database \"{pattern}\" is '{made_of}'")


def digest() -> str:
    """Return what the tables are made of, as a number: every file of the apps and of these plugins, all libraries."""
    folders = [Path(each.path) for each in apps.get_app_configs() if ROOT in Path(each.path).parents]
    files = [path for each in [*folders, ROOT / "config"] for path in each.rglob("*") if path.is_file()]
    files += [*(ROOT / "requirements").iterdir(), *(ROOT / "tests" / each for each in MADE_BY)]
    told = hashlib.sha256()
    for path in sorted(path for path in set(files) if ".venv" not in path.parts and path.suffix != ".pyc"):
        told.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def make(name: str) -> None:
    """Make the database: tables and rows of the migrations, a copy of these rows, a copy of the ministry."""
    _maintain(f'drop database if exists "{name}" with (force)')
    _maintain(f'create database "{name}"')
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        call_command("migrate", verbosity=0)
        keep_seed()
        ministry.keep()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _comment(name: str) -> str | None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(COMMENT, [name])
        return next((comment for (comment,) in cursor.fetchall()), None)


def _maintain(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
