"""make run: the whole installation on one machine, started, watched and stopped together.

Usage: python -m config.supervisor. PORT (8000) and MINGFA_HOST (127.0.0.1) say where it answers,
MINGFA_VAR where its data is; DATABASE_URL replaces the embedded database. SITE=portal runs the portal alone.
"""

import fcntl
import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from config import embedded, parts, plans, refusals, site
from config.database import ROOT, VAR
from config.parts import Part
from config.plans import Plan
from config.refusals import StartRefused

TAIL = 20  # lines of a log that are shown
ANSWER_WITHIN = 60.0  # seconds
DATABASE = "内置数据库"
SERVED = {"DEBUG": "0"}  # people meet the product's own error pages, never a page with a program's variables


def say(text: str) -> None:
    """Write a line for the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Stopped(Exception):
    """A person or the system asked the supervisor to stop."""


class PartDied(Exception):
    """A part ended that should run on, or a step of the preparation failed; the message is Chinese."""

    def __init__(self, name: str, how: str, tail: str) -> None:
        lines = [f"{name}{how}。", refusals.explain(tail), "日志末尾：", tail or "（日志为空）"]
        super().__init__("\n".join(line for line in lines if line))


@dataclass
class Supervisor:
    """One run: where it answers, where its data is, and what it has started."""

    host: str
    port: int
    var: Path = VAR
    plan: Plan = field(default_factory=plans.chosen)
    database: embedded.Server | None = None
    running: list[Part] = field(default_factory=list)
    asked_to_stop: bool = False

    @property
    def place(self) -> str:
        """Return host and port as an address has them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def run(self) -> None:
        """Start everything, say where it is, watch until a part dies or a stop is asked for.

        :raises StartRefused: a condition of the start does not hold.
        :raises PartDied: a part ended by itself.
        """
        try:
            self._check()
            environment = self._environment()
            for part in self._preparation():
                self._finish(part, environment)
            for part in self._services():
                self._start(part, self.plan.served(environment) | SERVED)
            self._await_answer()
            say(self._greeting())
            while True:
                self._pause()
        except Stopped:
            say("正在停止……")
        finally:
            self._stop()
        say("已全部停止，数据保留在 " + str(self.var))

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Note the wish to stop (a signal handler); the next pause obeys it."""
        self.asked_to_stop = True

    def _check(self) -> None:
        left = parts.end_leftovers(self.var / "run" / "parts.json")
        if left:
            say(f"已结束上次异常退出遗留的 {left} 个进程。")
        refusals.require_port(self.host, self.port)
        refusals.require_room(self.var)

    def _environment(self) -> dict[str, str]:
        """Return the environment of the parts; start the embedded database when none is configured."""
        settings = {"DJANGO_SETTINGS_MODULE": site.settings_of_commands(), "PYTHONUNBUFFERED": "1"}
        settings["PORTAL_URL"] = f"http://{self.place}"  # the live pages are proved here as well
        environment = settings | dict(os.environ)
        if "DATABASE_URL" not in environment:
            say("启动内置 PostgreSQL……")
            self.database = embedded.start(self.var / "postgres")
            environment |= self.plan.embedded(self.database.url("mingfa"))
        return environment

    def _part(self, name: str, log: str, *arguments: str) -> Part:
        return Part(name, arguments, self.var / "log" / f"{log}.log")

    def _preparation(self) -> list[Part]:
        return [self._part(*step) for step in self.plan.preparation]

    def _services(self) -> list[Part]:
        return [self._part(*step) for step in self.plan.services(self.place, self.var)]

    def _start(self, part: Part, environment: dict[str, str]) -> None:
        part.start(ROOT, environment)
        self.running.append(part)
        parts.remember(self.running, self.var / "run" / "parts.json")

    def _finish(self, part: Part, environment: dict[str, str]) -> None:
        """Run one step of the preparation to its end."""
        say(f"{part.name}……")
        self._start(part, environment)
        while (code := part.exit_code()) is None:
            self._pause(watched=())
        self.running.remove(part)
        if code:
            raise PartDied(part.name, f"失败（退出码 {code}）", part.log_tail(TAIL))

    def _pause(self, watched: tuple[Part, ...] | None = None) -> None:
        """Wait a moment; raise Stopped when asked to, PartDied when a watched part has ended."""
        time.sleep(0.1)
        if self.asked_to_stop:
            raise Stopped
        for part in self.running if watched is None else watched:
            if (code := part.exit_code()) is not None:
                raise PartDied(part.name, f"意外停止（退出码 {code}）", part.log_tail(TAIL))
        if self.database and not self.database.alive():
            raise PartDied(DATABASE, "意外停止", self.database.log_tail(TAIL))

    def _await_answer(self) -> None:
        deadline = time.monotonic() + ANSWER_WITHIN
        while not self._answers():
            self._pause()
            if time.monotonic() > deadline:
                web = self.running[0]
                raise PartDied(web.name, f" {ANSWER_WITHIN:.0f} 秒内没有应答", web.log_tail(TAIL))

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("GET", "/portal/")
            return connection.getresponse().status > 0
        except OSError:
            return False
        finally:
            connection.close()

    def _greeting(self) -> str:
        told = self.plan.greeting(f"http://{self.place}", self.var)
        return "\n".join(["", *told, f"日志在 {self.var / 'log'}；按 Ctrl-C 停止。"])

    def _stop(self) -> None:
        parts.stop(list(reversed(self.running)))
        (self.var / "run" / "parts.json").unlink(missing_ok=True)
        if self.database:
            self.database.stop()


@contextmanager
def only_run(var: Path) -> Iterator[None]:
    """Hold the right to run over this data folder.

    :raises StartRefused: another supervisor holds it, or the folder cannot be written.
    """
    try:
        for name in ("run", "log"):
            (var / name).mkdir(parents=True, exist_ok=True)
        lock = (var / "run" / "lock").open("w", encoding="ascii")
    except OSError as error:
        raise StartRefused(f"不能写入 {var}：{refusals.explain(str(error)) or error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartRefused(f"另一个 make run 正在使用 {var}，请先停止它。") from error
        yield


def main() -> int:
    """Run until stopped; return 0 after a wished stop, 1 otherwise."""
    try:
        refusals.require_python()
        host = os.environ.get("MINGFA_HOST", "127.0.0.1")
        supervisor = Supervisor(host, refusals.port_of(os.environ.get("PORT") or str(refusals.DEFAULT_PORT)))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, supervisor.ask_to_stop)
        with only_run(supervisor.var):
            supervisor.run()
    except (StartRefused, PartDied) as problem:
        say(str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
