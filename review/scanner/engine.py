"""One pass of hyperscan over all lines: which detectors have something to look at in which lines."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import hyperscan

FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_PREFILTER


@cache
def _database(expressions: tuple[str, ...]) -> Any:
    database = hyperscan.Database()
    database.compile(
        expressions=[expression.encode() for expression in expressions],
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[FLAGS] * len(expressions),
    )
    return database


def candidates(lines: Sequence[str], expressions: Mapping[str, str]) -> dict[int, set[str]]:
    """Return for each line (by its index) the names of the expressions that may match in it.

    A false hit costs a look; a line that does match is never left out.
    """
    encoded = [line.encode() for line in lines]
    starts, size = [], 0
    for each in encoded:
        starts.append(size)
        size += len(each) + 1
    names, found = list(expressions), defaultdict[int, set[str]](set)

    def note(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
        found[bisect_right(starts, end - 1) - 1].add(names[number])

    if encoded:
        _database(tuple(expressions.values())).scan(b"\n".join(encoded), match_event_handler=note)
    return found
