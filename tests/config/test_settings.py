"""Each kind of installation starts with its own values, or says which one is missing."""

import os
import subprocess
import sys

import pytest

from config.database import ROOT

GIVEN = {
    "SECRET_KEY": "long enough for a test of the settings, and not used for anything else",
    "DATABASE_URL": "postgresql://mingfa@db.example/mingfa",
    "ALLOWED_HOSTS": "oa.example",
    "CELERY_BROKER_URL": "redis://broker.example/0",
}


def settings(module, script, **environment):
    clean = {name: value for name, value in os.environ.items() if name not in GIVEN}
    command = [sys.executable, "-c", f"from config.settings.{module} import *; {script}"]
    return subprocess.run(command, cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("absent", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_a_real_installation_does_not_start_without_its_values(absent):
    given = {name: value for name, value in GIVEN.items() if name != absent}
    result = settings("prod", "", **given)

    assert result.returncode == 1
    assert f"环境变量 {absent} 未设置" in result.stderr


def test_a_real_installation_is_safe():
    script = "print(DEBUG, SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE, SECURE_SSL_REDIRECT, ALLOWED_HOSTS)"
    result = settings("prod", script, **GIVEN)

    assert result.stdout.strip() == "False True True True ['oa.example']", result.stderr


@pytest.mark.parametrize("module", ["dev", "test", "prod"])
def test_no_page_may_load_or_run_anything_from_elsewhere(module):
    script = "print(*sum(CONTENT_SECURITY_POLICY['DIRECTIVES'].values(), []))"
    result = settings(module, script, **GIVEN)

    assert set(result.stdout.split()) <= {"'self'", "'none'", "data:"}, result.stderr
    assert "'self'" in result.stdout


def test_static_files_of_the_libraries_are_left_out():
    from django.contrib.staticfiles.finders import get_finders

    names = [name for finder in get_finders() for name, _ in finder.list([])]

    assert "css/mingfa.css" in names
    assert [name for name in names if name.startswith("viewflow")] == []
