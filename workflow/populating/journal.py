"""留痕 of the clones: each has a chain, whose one entry says by whom it was made and after which document."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

from django.db import connection

from audit import acts
from audit.chain import Columns
from audit.models import GENESIS, ChainHead, Entry
from common.digests import canonical
from workflow.populating.cloning import Cloning
from workflow.populating.lots import Clone, put

VERB = "populate.cloned"
COLUMNS = [each.name for each in fields(Columns)]
CELLS = attrgetter(*COLUMNS)
HEAD = attrgetter("chain", "serial", "hash")


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes the entries of the clones, whose keys begin at `first`, as of the moment of the run."""

    cloning: Cloning
    first: int
    at: datetime

    def note(self, lot: Sequence[Clone]) -> None:
        """Write an entry and the head of its chain for each clone of the lot."""
        made = [self._entry(each) for each in lot]
        facts = COLUMNS.index("facts")
        rows = (list(CELLS(each)) for each in made)
        told = ([*row[:facts], canonical(row[facts]).decode(), *row[facts + 1 :]] for row in rows)
        put(Entry._meta.db_table, COLUMNS, told)
        put(ChainHead._meta.db_table, ["chain", "serial", "hash"], map(HEAD, made))

    def _entry(self, clone: Clone) -> Columns:
        return Columns(
            id=self.first + clone.k,
            chain=f"document:{self.cloning.document_of(clone.k)}",
            serial=1,
            verb=VERB,
            facts={"sample": self.cloning.samples[clone.sample].document.pk},
            by_id=None,
            by_name="",
            on_behalf_of_id=None,
            on_behalf_of_name="",
            at=self.at,
            act_id=acts.current(),
            previous=GENESIS,
        ).sealed()


def journal(cloning: Cloning, count: int, at: datetime) -> Journal:
    """Return the journal of so many clones; the next entry of a service takes the key after theirs."""
    sequence = f"pg_get_serial_sequence('{Entry._meta.db_table}', 'id')"
    with connection.cursor() as cursor:
        cursor.execute(f"select nextval({sequence})")
        first = int(cursor.fetchone()[0])
        cursor.execute(f"select setval({sequence}, %s)", [first + count])
    return Journal(cloning, first, at)
