"""Where the database is: DATABASE_URL, or a real PostgreSQL from a wheel with its data under var/."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit, urlunsplit

from config import site

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("MINGFA_VAR") or ROOT / ("var/portal" if site.is_portal() else "var")).absolute()


def settings_of(url: str) -> dict[str, Any]:
    """Return Django's connection settings for a postgresql:// address (socket directory as ?host=).

    :raises ValueError: the address is for another kind of database, or its port is no number.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("DATABASE_URL 应为 postgresql:// 开头的地址")
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


def as_user(url: str, user: str) -> str:
    """Return the address with another user in it, who needs no password."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user, safe='')}:@{place}"))


def embedded_url(data: str = "postgres", database: str = "mingfa") -> str:
    """Start (or find) the embedded server over var/<data>, make the database, return its address.

    The server stops when the last process that asked for it has ended.
    """
    from config import embedded

    return embedded.start(VAR / data).url(database)


def ensure(data: str = "postgres") -> None:
    """Set DATABASE_URL to the embedded server when nothing else is configured."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = embedded_url(data)
