"""The worker and the beat as `make run` starts them, over the test's database and a real broker."""

import os
import signal

import psutil
import pytest
from celery import Celery
from django.db import connection

from config import parts
from config.database import ROOT
from config.supervisor import Supervisor
from outbox import services as outbox
from tests.brokers import Files, redis_server
from tests.polling import until


@pytest.fixture(params=["files", pytest.param("redis", marks=pytest.mark.redis)])
def broker(request, tmp_path):
    if request.param == "files":
        yield Files(tmp_path)
    else:
        with redis_server(tmp_path) as server:
            yield server


@pytest.fixture
def app(broker, monkeypatch):
    """The application with which this process sends; the outbox of this process uses it too."""
    with Celery("test", broker=broker.url, set_as_current=False) as app:
        app.conf.broker_transport_options = broker.options
        monkeypatch.setattr(outbox, "current_app", app)
        yield app


class Programs:
    """The parts of `make run` by the names of their logs; they can be started and killed."""

    def __init__(self, folder, environment):
        self.parts = {part.log.stem: part for part in Supervisor("127.0.0.1", 0, folder)._services()}
        self.environment = environment
        self.kills = 0
        for name in ("log", "run"):
            (folder / name).mkdir()

    def start(self, name):
        """Start the part if it does not run."""
        part = self.parts[name]
        if part.process is None or part.exit_code() is not None:
            part.start(ROOT, self.environment)

    def kill_worker(self):
        """Kill the worker with its pool, as the kernel or a power cut would."""
        process = self.parts["worker"].process
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        self.kills += 1

    def kill_pool(self):
        """Kill the processes of the pool, which do the work; the worker itself goes on."""
        until(lambda: len(self._pool()) == 2, "a full pool")
        for each in self._pool():
            each.kill()
        self.kills += 1

    def _pool(self):
        try:
            children = psutil.Process(self.parts["worker"].process.pid).children()
            return [each for each in children if each.status() != psutil.STATUS_ZOMBIE]
        except psutil.NoSuchProcess:
            return []

    def worker_says(self, text):
        return text in self.parts["worker"].log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def programs(transactional_db, broker, tmp_path):
    options = connection.settings_dict
    changes = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"postgresql://{options['USER']}@/{options['NAME']}?host={options['HOST']}",
        "CELERY_BROKER_URL": broker.url,
        "MINGFA_VAR": str(tmp_path),
        "OUTBOX_SWEEP_SECONDS": "1",
        "PATH": "",  # no LibreOffice: it takes seconds
    }
    programs = Programs(tmp_path, os.environ | changes)
    yield programs
    parts.stop(list(programs.parts.values()), grace=0)
