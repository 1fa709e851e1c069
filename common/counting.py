"""Counting several lists in one statement: what a page says beside its tabs and places."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counted(lists: Sequence[QuerySet[Any]]) -> list[int]:
    """Return how many rows each of the lists has, in one statement; none where nobody can be in any of them."""
    parts: list[str] = []
    values: list[Any] = []
    for each in lists:
        rows = each if each.query.is_sliced else each.order_by()
        try:
            statement, given = rows.values("pk").query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
        else:
            parts.append(f"(select count(*) from ({statement}) counted)")  # noqa: S608  # as Django would ask it
            values += given
    if not values and set(parts) <= {"0"}:
        return [0] * len(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", values)
        return list(cursor.fetchone())
