"""Programs that are watched: what they leave behind and how they are ended."""

import os
import signal
import sys
from pathlib import Path

import psutil
import pytest

from config import parts
from config.parts import Part
from tests.polling import until

STUBBORN = "tests.config.programs"


@pytest.fixture
def part(tmp_path):
    made = []

    def make(*arguments):
        made.append(Part("某部分", arguments, tmp_path / f"{len(made)}.log"))
        made[-1].start(Path.cwd(), dict(os.environ))
        return made[-1]

    yield make
    parts.stop(made, grace=0)


def test_the_exit_code_and_the_last_lines_are_told(part):
    died = part(STUBBORN, "die")

    until(lambda: died.exit_code() is not None)

    assert died.exit_code() == 7
    assert died.log_tail(2).splitlines() == ["第 2 行", "第 3 行"]


def test_the_log_of_the_run_before_is_kept(part, tmp_path):
    first = part(STUBBORN, "die")
    until(lambda: first.exit_code() is not None)

    first.start(Path.cwd(), dict(os.environ))

    assert "第 3 行" in (tmp_path / "0.log.1").read_text(encoding="utf-8")


def test_a_program_that_ignores_the_request_is_killed_with_its_child(part):
    stubborn = part(STUBBORN, "ignore")
    until(lambda: "child " in stubborn.log_tail(5))
    child = int(stubborn.log_tail(5).split("child ")[1].split()[0])

    parts.stop([stubborn], grace=0.5)

    assert stubborn.exit_code() == -signal.SIGKILL
    until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE)


def test_what_a_killed_supervisor_left_is_ended_by_the_next(part, tmp_path):
    left = part(STUBBORN, "wait")
    parts.remember([left], tmp_path / "parts.json")

    assert parts.end_leftovers(tmp_path / "parts.json", grace=5) == 1

    assert left.exit_code() is not None
    assert not (tmp_path / "parts.json").exists()


def test_a_stranger_that_bears_the_number_now_is_left_alone(part, tmp_path):
    stranger = part(STUBBORN, "wait")
    born = psutil.Process(stranger.process.pid).create_time() - 3600
    (tmp_path / "parts.json").write_text(f"[[{stranger.process.pid}, {born!r}]]", encoding="ascii")

    assert parts.end_leftovers(tmp_path / "parts.json", grace=0) == 0

    assert stranger.exit_code() is None


def test_a_list_that_a_crash_cut_short_hinders_nobody(tmp_path):
    (tmp_path / "parts.json").write_text("[[12", encoding="ascii")

    assert parts.end_leftovers(tmp_path / "parts.json") == 0


def test_the_parts_run_on_the_interpreter_of_the_product(part):
    assert part(STUBBORN, "wait").process.args[0] == sys.executable
