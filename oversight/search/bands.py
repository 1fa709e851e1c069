"""Documents in bands by key, so that a question that finds plenty looks at the newest only; pure."""

BITS = 14  # 16,384 documents in a band
NEWEST = 2  # bands that are looked through first
ROOM = 2  # so many times as much is looked through as should do by what the newest hold


def name_of(key: int) -> str:
    """Return the name of the band of the document with this key, as it stands in the vector of each passage."""
    return f"{key >> BITS:06d}"


def newest(top: int) -> range | None:
    """Return the keys of the newest bands up to this one, None where all should be looked through at once."""
    return _span(top, NEWEST)


def wider(span: range, found: int, wanted: int) -> range | None:
    """Return the keys of so many bands that they should hold what is wanted, judged by what the narrower span held.

    At least twice as many as before; None where all should be looked through.
    """
    needed = -(-ROOM * len(span) * wanted // max(found, 1) >> BITS) + 1
    return _span(span.stop - 1, max(needed, 2 * len(names_of(span))))


def _span(top: int, many: int) -> range | None:
    last = top >> BITS
    return range(last - many + 1 << BITS, top + 1) if last > 2 * many else None


def names_of(span: range) -> list[str]:
    """Return the names of the bands in which the keys lie."""
    return [name_of(each) for each in range(span.start, span.stop, 1 << BITS)]
