"""Writing the journal: append an entry inside the caller's transaction, seal all chains from time to time."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Max, QuerySet

from audit import acts, verbs
from audit.chain import Columns, digest_of_heads, digest_of_seal
from audit.models import GENESIS, Entry, Seal
from audit.selectors import Criteria, matching, sealed_heads
from common.digests import canonical

LOCK_HEAD = """
with found as (
    select serial, hash from audit_chainhead where chain = %(chain)s for update
), made as (
    insert into audit_chainhead (chain, serial, hash)
    select %(chain)s, 0, %(genesis)s where not exists (select 1 from found)
    on conflict (chain) do update set chain = excluded.chain
    returning serial, hash
)
select serial, hash, nextval('audit_entry_id_seq') from found
union all
select serial, hash, nextval('audit_entry_id_seq') from made
"""

APPEND = """
with appended as (
    insert into audit_entry (id, chain, serial, verb, facts, by_id, by_name,
                             on_behalf_of_id, on_behalf_of_name, at, act_id, previous, hash)
    values (%(id)s, %(chain)s, %(serial)s, %(verb)s, %(facts)s::jsonb, %(by_id)s, %(by_name)s,
            %(on_behalf_of_id)s, %(on_behalf_of_name)s, %(at)s, %(act_id)s, %(previous)s, %(hash)s)
)
update audit_chainhead set serial = %(serial)s, hash = %(hash)s where chain = %(chain)s
"""

SEAL_MOVED_HEADS = """
insert into audit_sealline (seal_id, chain, serial, hash)
select %s, head.chain, head.serial, head.hash from audit_chainhead head
where not exists (
    select 1 from audit_sealline line where line.chain = head.chain and line.serial = head.serial
)
"""


class Person(Protocol):
    """Somebody with a number and a name."""

    @property
    def pk(self) -> Any: ...
    @property
    def full_name(self) -> str: ...


def record(
    *,
    chain: str,
    verb: str,
    facts: Mapping[str, Any],
    by: Person | None,
    on_behalf_of: Person | None = None,
    at: datetime,
    act_id: UUID | None = None,
) -> None:
    """Append one entry to the chain ("document:<id>", "accounts", "system") in the caller's transaction.

    `facts` holds ids, codes, digests and short reasons, never a document's text; `at` is aware. Two
    statements; the chain stays locked until the transaction ends.
    :raises UnknownVerb: FactsMissing, FactsUnfit: see audit.verbs.check.
    """
    verbs.check(verb, facts)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(LOCK_HEAD, {"chain": chain, "genesis": GENESIS})
        serial, previous, entry_id = cursor.fetchone()
        entry = Columns(
            id=entry_id,
            chain=chain,
            serial=serial + 1,
            verb=verb,
            facts=dict(facts),
            by_id=by.pk if by else None,
            by_name=by.full_name if by else "",
            on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
            on_behalf_of_name=on_behalf_of.full_name if on_behalf_of else "",
            at=at,
            act_id=act_id or acts.current(),
            previous=previous,
        ).sealed()
        cursor.execute(APPEND, asdict(entry) | {"facts": canonical(entry.facts).decode()})


def record_view(*, chain: str, page: str, by: Person, on_behalf_of: Person | None = None, at: datetime) -> None:
    """Journal that the person opened a sensitive page; `page` is its Chinese name."""
    record(chain=chain, verb="page.viewed", facts={"page": page}, by=by, on_behalf_of=on_behalf_of, at=at)


def record_refusal(
    *,
    chain: str,
    act: str,
    code: str,
    rules: Iterable[int] = (),
    by: Person | None,
    on_behalf_of: Person | None = None,
    at: datetime,
) -> None:
    """Journal that an act was refused: its Chinese name, the error's code, the numbers of the rules not kept.

    Call it after the refused transaction was rolled back, or the entry is rolled back with it.
    """
    numbers = sorted({number for number in rules if number})
    facts = {"act": act, "code": code} | ({"rules": numbers} if numbers else {})
    record(chain=chain, verb="act.refused", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)


def export(*, criteria: Criteria, by: Person, at: datetime) -> QuerySet[Entry]:
    """Journal that the person exports the entries that fit, and return them, oldest first (R84).

    What is exported ends before the entry about the export itself.
    """
    found = matching(criteria).order_by("at", "id")
    last = found.aggregate(last=Max("id"), count=Count("id"))
    facts = {key: str(value) for key, value in asdict(criteria).items() if value} | {"count": last["count"]}
    record(chain="system", verb="journal.exported", facts=facts, by=by, at=at)
    return found.filter(id__lte=last["last"] or 0)


@transaction.atomic
def seal(*, at: datetime) -> Seal | None:
    """Seal every chain that has grown since the last seal; return the seal, or None when none has grown."""
    with connection.cursor() as cursor:
        cursor.execute("lock table audit_seal in share row exclusive mode")
        last = Seal.objects.order_by("-serial").first()
        serial, previous = (last.serial + 1, last.hash) if last else (1, GENESIS)
        cursor.execute(SEAL_MOVED_HEADS, [serial])
    heads, digest = digest_of_heads(sealed_heads(serial))
    if not heads:
        return None
    made = Seal(serial=serial, at=at, heads=heads, digest=digest, previous=previous)
    made.hash = digest_of_seal(serial=serial, at=at, heads=heads, digest=digest, previous=previous)
    made.save(force_insert=True)
    return made
