"""Handlers of these tests, a table for their effects, and a moment."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from outbox import registry

EFFECTS = "outbox_test_effect"


@pytest.fixture
def noon():
    """12:00 in Beijing on 24 November 2026."""
    return datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def handle(monkeypatch):
    """Register a handler that is gone after the test."""
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))

    def register(handler, kind="test"):
        return registry.handles(kind)(handler)

    return register


@pytest.fixture
def effects(request):
    """A table in which every effect leaves a row, without any constraint that could hide a second one."""
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    with connection.cursor() as cursor:
        cursor.execute("create table if not exists outbox_test_effect (word text)")
        cursor.execute("truncate outbox_test_effect")
    return words


def leave(word):
    """Bring about an effect in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("insert into outbox_test_effect (word) values (%s)", [word])


def words():
    with connection.cursor() as cursor:
        cursor.execute("select word from outbox_test_effect order by word")
        return [word for (word,) in cursor.fetchall()]
