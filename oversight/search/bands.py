"""Documents in bands by key, so that a question that finds plenty looks at the newest only; pure."""

BITS = 14  # 16,384 documents in a band
NEWEST = (2, 16)  # so many of the newest bands are looked through, one number after the other, before all are


def name_of(key: int) -> str:
    """Return the name of the band of the document with this key, as it stands in the vector of each passage."""
    return f"{key >> BITS:06d}"


def spans(top: int) -> list[range]:
    """Return the keys of the newest bands up to this one, few and then more; none where these would be half of all."""
    last = top >> BITS
    return [range(last - many + 1 << BITS, top + 1) for many in NEWEST if last > 2 * many]


def names_of(span: range) -> list[str]:
    """Return the names of the bands in which the keys lie."""
    return [name_of(each) for each in range(span.start, span.stop, 1 << BITS)]
