"""Counting several lists in one statement: what a page says beside its tabs and places."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from common.composed import Composed, List


def counted(lists: Sequence[List]) -> list[int]:
    """Return how many rows each of the lists has, in one statement; none where nobody can be in any of them."""
    parts: list[str] = []
    values: list[Any] = []
    for text, given in map(_text, lists):
        parts.append(f"(select count(*) from ({text}) counted)" if text else "0")  # noqa: S608  # as Django would ask it
        values += given
    if not values and set(parts) <= {"0"}:
        return [0] * len(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", values)
        return list(cursor.fetchone())


def _text(rows: List) -> tuple[str, Sequence[Any]]:
    if isinstance(rows, Composed):
        return rows.then(keys).text() or ("", ())
    try:
        return keys(rows).query.sql_with_params()
    except EmptyResultSet:
        return "", ()


def keys(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return the keys of the rows, in no order unless only some are wanted."""
    return (rows if rows.query.is_sliced else rows.order_by()).values("pk")
