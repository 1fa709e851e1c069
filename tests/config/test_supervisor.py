"""make run, with real processes: small ones where that is enough, the whole product once."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from config import embedded
from config.supervisor import Supervisor
from tests.polling import until

SMALL = ("-c", "from tests.config.test_supervisor import small_run; small_run()")
WHOLE = ("-m", "config.supervisor")


def small_run() -> None:
    """Run the supervisor over three small programs, without a database."""
    from config import supervisor

    class Small(supervisor.Supervisor):
        def _preparation(self):
            return [self._part("准备", "prepare", *os.environ["PREPARE"].split())]

        def _services(self):
            names = [
                ("网页服务", "web", "serve"),
                ("后台任务", "worker", "wait"),
                ("定时任务", "beat", "wait"),
            ]
            return [self._part(name, log, "tests.config.programs", what) for name, log, what in names]

        def _greeting(self):
            return "已启动"

    supervisor.Supervisor = Small
    sys.exit(supervisor.main())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def place():
    """A var folder of its own; whatever still runs over it afterwards is killed."""
    folder = Path(tempfile.mkdtemp(prefix="mingfa-run-"))
    folder.chmod(0o755)
    yield folder
    for process in left_over(folder):
        process.kill()
    until(lambda: not left_over(folder), "the end of what a test left running")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def launch(place):
    """Start a supervisor; its terminal is the file <place>/terminal."""

    def start(command=SMALL, **changes):
        defaults = {"MINGFA_VAR": str(place), "PORT": str(free_port()), "PREPARE": "platform"}
        defaults |= {"DATABASE_URL": "postgresql:///x", "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        environment = dict(os.environ) | defaults | changes
        environment = {name: value for name, value in environment.items() if value is not None}
        with (place / "terminal").open("wb") as terminal:
            process = subprocess.Popen(
                [sys.executable, *command], env=environment, stdout=terminal, stderr=subprocess.STDOUT
            )
        process.port = environment["PORT"]
        return process

    return start


def said(place: Path) -> str:
    return (place / "terminal").read_text(encoding="utf-8")


def left_over(place: Path) -> list[psutil.Process]:
    """Return the live processes whose environment or arguments name the folder."""
    found = []
    for process in psutil.process_iter():
        try:
            known = " ".join(process.cmdline()) + process.environ().get("MINGFA_VAR", "")
            if str(place) in known and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def part_of(place: Path, what: str) -> psutil.Process:
    return next(each for each in left_over(place) if what in " ".join(each.cmdline()))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_ends_every_part_and_exits_cleanly(launch, place, number):
    run = launch()
    until(lambda: "已启动" in said(place), "the start")

    run.send_signal(number)

    assert run.wait(60) == 0
    assert left_over(place) == []
    assert "已全部停止" in said(place)


@pytest.mark.parametrize(("log", "name"), [("web", "网页服务"), ("worker", "后台任务"), ("beat", "定时任务")])
def test_a_part_that_dies_is_named_and_the_rest_stops(launch, place, log, name):
    run = launch()
    until(lambda: "已启动" in said(place), "the start")
    order = ["web", "worker", "beat"].index(log)
    pid = embedded.read_json(place / "run" / "parts.json", [])[order][0]

    os.kill(pid, signal.SIGKILL)

    assert run.wait(60) == 1
    assert f"{name}意外停止（退出码 -9）" in said(place)
    assert left_over(place) == []


def test_a_step_of_the_preparation_that_fails_is_shown_with_its_log(launch, place):
    run = launch(PREPARE="tests.config.programs die")

    assert run.wait(60) == 1
    assert "准备失败（退出码 7）" in said(place)
    assert "第 3 行" in said(place)
    assert left_over(place) == []


def test_a_stop_during_the_preparation_is_obeyed(launch, place):
    run = launch(PREPARE="tests.config.programs wait")
    until(lambda: "准备……" in said(place), "the preparation")

    run.send_signal(signal.SIGINT)

    assert run.wait(60) == 0
    assert left_over(place) == []


def test_a_taken_port_is_said_and_nothing_is_started(launch, place):
    with socket.create_server(("127.0.0.1", 0)) as other:
        run = launch(PORT=str(other.getsockname()[1]))

        assert run.wait(60) == 1
    assert re.search(r"端口 \d+ 已被占用", said(place))
    assert list((place / "log").iterdir()) == []


def test_a_second_run_over_the_same_data_is_refused(launch, place):
    first = launch()
    until(lambda: "已启动" in said(place), "the start")

    second = launch()

    assert second.wait(60) == 1
    assert "另一个 make run 正在使用" in said(place)
    assert first.poll() is None


def test_a_folder_that_cannot_be_written_is_said(launch, place):
    (place / "run").write_text("a file where a folder should be", encoding="ascii")

    assert launch().wait(60) == 1
    assert "不能写入" in said(place)
    assert "该位置已有同名文件" in said(place)
    assert "Traceback" not in said(place)


def test_the_run_after_a_kill_ends_what_was_left(launch, place):
    killed = launch()
    until(lambda: "已启动" in said(place), "the start")
    killed.kill()
    killed.wait(60)
    assert len(left_over(place)) == 3

    again = launch(PORT=killed.port)
    until(lambda: "已启动" in said(place), "the second start")

    assert "已结束上次异常退出遗留的 3 个进程" in said(place)
    assert len(left_over(place)) == 4
    again.send_signal(signal.SIGINT)
    assert again.wait(60) == 0


@pytest.mark.long
def test_the_whole_product_starts_survives_a_kill_and_keeps_its_data(launch, place):
    whole = {"command": WHOLE, "DATABASE_URL": None}
    killed = launch(**whole)
    until(lambda: "按 Ctrl-C 停止" in said(place) or killed.poll() is not None, "the start")
    assert killed.poll() is None, said(place)
    assert_answers(killed.port)
    made = (place / "postgres" / "PG_VERSION").stat().st_mtime_ns
    killed.kill()
    killed.wait(60)

    again = launch(PORT=killed.port, **whole)
    until(lambda: "按 Ctrl-C 停止" in said(place) or again.poll() is not None, "the second start")
    assert again.poll() is None, said(place)
    assert_answers(again.port)
    assert (place / "postgres" / "PG_VERSION").stat().st_mtime_ns == made

    again.send_signal(signal.SIGINT)
    assert again.wait(120) == 0
    assert left_over(place) == []


def assert_answers(port: str) -> None:
    for path in ("/portal/", "/accounts/login/", "/static/vendor/tabler/css/tabler.min.css"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/no-such-page/", timeout=30)
    with missing.value as answer:
        assert answer.status == 404
        assert "没有找到" in answer.read().decode()


@pytest.mark.parametrize(("host", "place"), [("192.0.2.1", "192.0.2.1:80"), ("::1", "[::1]:80")])
def test_the_live_pages_are_proved_where_the_site_answers(host, place, tmp_path, monkeypatch):
    monkeypatch.delenv("PORTAL_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql:///x")

    assert Supervisor(host, 80, tmp_path)._environment()["PORTAL_URL"] == f"http://{place}"
