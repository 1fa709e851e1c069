"""Finished documents by the hundred thousand, as manage.py populate makes them, with the journal that it leaves out."""

from datetime import UTC, datetime

from django.db import connection

from audit.models import ChainHead, Entry
from documents.models import Document
from workflow.populating.filling import fill

ENTRIES = """
insert into {entries} (chain, serial, verb, facts, by_id, by_name, on_behalf_of_id, on_behalf_of_name, at, act_id,
                       previous, hash)
select chain || '-' || k, serial, verb, facts, by_id, by_name, on_behalf_of_id, on_behalf_of_name, at, act_id,
       previous, hash
  from {entries} cross join generate_series(1, %s) k where chain = %s
"""
HEADS = """
insert into {heads} (chain, serial, hash)
select chain || '-' || k, serial, hash from {heads} cross join generate_series(1, %s) k where chain = %s
"""


def finished(document: Document, count: int) -> None:
    """Make so many documents, and the journal of `document` as often: it is by far the largest table."""
    fill(count=count, at=datetime.now(UTC))
    tables = {"entries": Entry._meta.db_table, "heads": ChainHead._meta.db_table}
    with connection.cursor() as cursor:
        for statement in (ENTRIES, HEADS):
            cursor.execute(statement.format(**tables), [count, f"document:{document.pk}"])
        for table in tables.values():
            cursor.execute(f"vacuum analyze {table}")
