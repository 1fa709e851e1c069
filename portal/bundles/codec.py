"""Frozen values as JSON and back, by the types that their fields declare; bytes go into members of their own.

A field added to portal.facts travels at once. Read strictly: what is not declared is refused.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Put = Callable[[bytes], str]
Take = Callable[[str], bytes]


class Unfit(Exception):
    """A JSON value is not what the type declares; the text names the field."""


def to_json(value: Any, put: Put) -> Any:
    """Return the value as JSON; `put` stores bytes and returns the name of the member that holds them."""
    if is_dataclass(value):
        return {each.name: to_json(getattr(value, each.name), put) for each in fields(value)}
    if isinstance(value, list | tuple):
        return [to_json(each, put) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return put(value) if value else ""
    return str(value) if isinstance(value, str) else value


def from_json(kind: type[T], value: Any, take: Take) -> T:
    """Return the value of this type; `take` returns the bytes of a member.

    :raises Unfit: a field is missing, unknown or of another type.
    """
    made: T = _read(kind, value, take, "")
    return made


def _read(hint: Any, value: Any, take: Take, place: str) -> Any:
    if get_origin(hint) is UnionType:
        return None if value is None else _read(_not_none(hint), value, take, place)
    if get_origin(hint) is tuple:
        _require(isinstance(value, list), place)
        return tuple(_read(get_args(hint)[0], each, take, place) for each in value)
    if is_dataclass(hint):
        return _read_fields(hint, value, take, place)
    if hint in (datetime, date):
        return _read_time(hint, value, place)
    if hint is bytes:
        _require(isinstance(value, str), place)
        return take(value) if value else b""
    _require(type(value) is hint, place)
    return value


def _read_fields(hint: Any, value: Any, take: Take, place: str) -> Any:
    known: dict[str, Field[Any]] = {each.name: each for each in fields(hint)}
    _require(isinstance(value, dict), place)
    if unknown := sorted(value.keys() - known.keys()):
        raise Unfit(f"{place}{unknown[0]}")
    hints = get_type_hints(hint)
    for name, each in known.items():
        given = name in value or each.default is not MISSING or each.default_factory is not MISSING
        _require(given, f"{place}{name}")
    return hint(**{name: _read(hints[name], each, take, f"{place}{name}.") for name, each in value.items()})


def _read_time(hint: Any, value: Any, place: str) -> Any:
    try:
        found = hint.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unfit(place.rstrip(".")) from None
    _require(hint is date or found.tzinfo is not None, place)
    return found


def _not_none(hint: Any) -> Any:
    return next(each for each in get_args(hint) if each is not NoneType)


def _require(kept: bool, place: str) -> None:
    if not kept:
        raise Unfit(place.rstrip(".") or "内容")
