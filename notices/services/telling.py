"""Telling people a thing once, in the transaction that decided it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction

from notices.errors import UnknownKind
from notices.facts import Telling
from notices.kinds import KINDS
from notices.services import gathering

INSERT = """
insert into notices_notice (person_id, kind, key, text, typed, about, url, colour, at)
select told.*, %s from unnest(
    %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[]
) told order by 1, 2, 3
on conflict (person_id, kind, key) do nothing
returning id, person_id, kind
"""
CLAIM = """
insert into notices_told (kind, key, at)
select found.*, %s from unnest(%s::text[], %s::text[]) found order by 1, 2
on conflict (kind, key) do nothing
returning kind, key
"""
LONGEST_TEXT, LONGEST_TYPED = 300, 200  # as the columns have it


@transaction.atomic
def tell(
    *,
    to: Iterable[int],
    kind: str,
    key: str,
    text: str,
    url: str,
    at: datetime,
    colour: str = "",
    about: int | None = None,
    typed: str = "",
) -> int:
    """Tell each of the people (ids) the thing that `kind` and `key` name, in the caller's transaction.

    Whoever was told it already is not told again. Returns how many were told now. `colour` is that of the light
    (deadlines.lights.Colour) when it is about a time limit; see `Telling`.
    :raises UnknownKind: the kind is in no table.
    """
    told = Telling(kind, key, frozenset(to), text, url, about, colour, typed)
    return _insert([told], at)


@transaction.atomic
def tell_all(*, tellings: Iterable[Telling], at: datetime) -> int:
    """Tell several things that the caller's transaction decided, each person each of them once; see `tell`.

    :raises UnknownKind: the kind is in no table.
    """
    return _insert(list(tellings), at)


@transaction.atomic
def tell_once(*, tellings: Iterable[Telling], at: datetime) -> int:
    """Tell what was looked for and found, each thing once in its life, whoever is asked by then.

    It is claimed and told in one transaction: two workers tell it once, one that dies has told nothing. What concerns
    nobody yet is not claimed. Returns how many notices that made.
    :raises UnknownKind: the kind is in no table.
    """
    found = {(each.kind, each.key): each for each in tellings if each.to}
    claimed = claim(keys=list(found), at=at)
    return _insert([found[pair] for pair in sorted(claimed)], at)


def claim(*, keys: Sequence[tuple[str, str]], at: datetime) -> set[tuple[str, str]]:
    """Claim things (kind, key) in the caller's transaction and return those that nobody had claimed."""
    if not keys:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [at, *map(list, zip(*keys, strict=True))])
        return set(cursor.fetchall())


def _insert(tellings: Sequence[Telling], at: datetime) -> int:
    rows = [_row(person, each) for each in tellings for person in each.to]
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [at, *map(list, zip(*rows, strict=True))])
        told = cursor.fetchall()
    if told:
        gathering.put(told)
    return len(told)


def _row(person: int, told: Telling) -> tuple[object, ...]:
    if told.kind not in KINDS:
        raise UnknownKind(kind=told.kind)
    text, typed = told.text[:LONGEST_TEXT], told.typed[:LONGEST_TYPED]
    return person, told.kind, told.key, text, typed, told.about, told.url, told.colour
