"""Databases full of documents: made for one run, or kept, so that the next one measures again within minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command

from accounts import demo as people
from common import clock
from common.scratch import kept_database, scratch_database
from documents import demo as numbering


@contextmanager
def filled(name: str, count: int, fill: Callable[[int], object], keep: bool) -> Iterator[str]:
    """Point the default connection to a database with tables, people, series, and so many documents made by `fill`."""

    def make() -> None:
        call_command("migrate", verbosity=0)
        people.build(at=clock.now())
        numbering.build()
        print(f"正在造 {count:,} 件公文……", flush=True)
        fill(count)

    if keep:
        with kept_database(f"{name}_{count}", make) as kept:
            call_command("migrate", verbosity=0)
            yield kept
        return
    with scratch_database(name) as scratch:
        make()
        yield scratch
