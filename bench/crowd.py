"""Many people at once against the web server of `make run`: sessions of their own, think time, pages from links."""

import os
import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
import requests
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import User
from config import plans
from config.database import ROOT
from config.parts import Part, stop
from config.supervisor import SERVED

PEOPLE, SECONDS, THINK = 50, 60.0, (2.0, 8.0)
BIND = "127.0.0.1:8791"
LINK = re.compile(r'href="(/(?!accounts/|static/)[^"#]*)"')
NOT_PAGES = re.compile(
    r"/(export|download|letter|picture|printed|files|attachments)|\.(docx|pdf|xlsx|csv|zip|xml|json)"
)
MOST_LINKS = 25
ERROR = 500


@dataclass
class Visitor:
    """One person at a browser: a session, the pages that the links lead to, what was waited for each."""

    session: requests.Session
    pages: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def look(self, page: str) -> str:
        """Ask for a page and return its text; note how long it took and whether it failed."""
        began = time.perf_counter()
        try:
            answer = self.session.get(f"http://{BIND}{page}", timeout=60)
        except requests.RequestException as error:
            self.errors.append(f"{page}: {type(error).__name__}")
            return ""
        self.seconds.append(time.perf_counter() - began)
        if answer.status_code >= ERROR:
            self.errors.append(f"{page}: {answer.status_code}")
        return answer.text

    def find_pages(self) -> None:
        """Note where the first page leads, as a person who has just signed in sees it."""
        found = dict.fromkeys(LINK.findall(self.look("/desk/")))
        self.pages = ["/desk/", *(each for each in found if not NOT_PAGES.search(each))][:MOST_LINKS]


def crowd(people: int = PEOPLE, seconds: float = SECONDS) -> dict[str, object]:
    """Serve the database of the connection; measure the pages one by one, then by all people at once.

    Returns people, requests, errors (list), idle_p95_ms, p95_ms, ratio, web_mib (peak of the largest web process).
    """
    visitors = [_visitor(user) for user in _users(people)]
    with _served() as web:
        for each in visitors:
            each.find_pages()
        idle = _one_by_one(visitors)
        for each in visitors:
            each.seconds.clear()
        _all_at_once(visitors, seconds)
        peak = max(_peak(process) for process in [web, *web.children(recursive=True)])
    busy = [one for each in visitors for one in each.seconds]
    return {
        "people": people,
        "requests": len(busy),
        "errors": [one for each in visitors for one in each.errors],
        "idle_p95_ms": 1000 * _p95(idle),
        "p95_ms": 1000 * _p95(busy),
        "ratio": _p95(busy) / _p95(idle),
        "web_mib": peak,
    }


def _users(people: int) -> list[User]:
    found = list(User.objects.filter(is_active=True, groups__isnull=False).distinct().order_by("pk"))
    return [found[number % len(found)] for number in range(people)]


def _visitor(user: User) -> Visitor:
    client = Client()
    client.force_login(user, "accounts.backends.PersonBackend")
    session = requests.Session()
    session.trust_env = False
    name = settings.SESSION_COOKIE_NAME
    session.cookies.set(name, client.cookies[name].value)
    return Visitor(session)


@contextmanager
def _served() -> Iterator[psutil.Process]:
    with tempfile.TemporaryDirectory() as place:
        web = Part("网页服务", plans.OFFICE.services(BIND, Path(place))[0][2:], Path(place) / "web.log")
        web.start(ROOT, os.environ | {"DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": "bench.served"} | SERVED)
        try:
            _await_answer(web)
            assert web.process is not None
            yield psutil.Process(web.process.pid)
        finally:
            stop([web])


def _address() -> str:
    held = connection.settings_dict
    name, user, password = (quote(held[key], safe="") for key in ("NAME", "USER", "PASSWORD"))
    place = f"{user}:{password}@" if password else f"{user}@"
    return f"postgresql://{place}/{name}?host={quote(held['HOST'], safe='')}&port={held['PORT']}"


def _await_answer(web: Part) -> None:
    for _ in range(600):
        assert web.exit_code() is None, web.log_tail(20)
        try:
            requests.get(f"http://{BIND}/accounts/login/", timeout=60)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(web.log_tail(20))


def _one_by_one(visitors: list[Visitor]) -> list[float]:
    for each in visitors:
        for page in each.pages:
            each.look(page)
    return [one for each in visitors for one in each.seconds]


def _all_at_once(visitors: list[Visitor], seconds: float) -> None:
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_work, args=(each, until, n)) for n, each in enumerate(visitors)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def _work(visitor: Visitor, until: float, seed: int) -> None:
    chance = random.Random(seed)
    time.sleep(chance.uniform(0, THINK[1]))
    while time.monotonic() < until:
        visitor.look(chance.choice(visitor.pages))
        time.sleep(chance.uniform(*THINK))


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _peak(process: psutil.Process) -> float:
    """Return the most memory (MiB) that the process ever held."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0
