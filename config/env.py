"""Typed values from the environment; a secret may also stand in a file named by NAME_FILE."""

import os
from pathlib import Path


class MissingSetting(RuntimeError):
    """A value that has no default is not in the environment."""


def text(name: str, default: str | None = None) -> str:
    """Return the value, or the default; raise MissingSetting when there is neither."""
    value = os.environ.get(name, default)
    if value is None:
        raise MissingSetting(f"环境变量 {name} 未设置")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return True for 1, true, yes, on (any case)."""
    return text(name, str(default)).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """Return the value as an integer."""
    return int(text(name, str(default)))


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of the value."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, default: str | None = None) -> str:
    """Return the content of the file that NAME_FILE names, else the value of NAME."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return text(name, default)
