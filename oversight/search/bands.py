"""Documents in bands by key, so that a question that finds plenty looks at the newest only; pure."""

BITS = 14  # 16,384 documents in a band
NEWEST = 2  # bands that are looked through first


def name_of(key: int) -> str:
    """Return the name of the band of the document with this key, as it stands in the vector of each passage."""
    return f"{key >> BITS:06d}"


def newest(top: int) -> list[str]:
    """Return the names of the newest bands up to the key."""
    return [name_of(each << BITS) for each in range(lowest(top) >> BITS, (top >> BITS) + 1)]


def lowest(top: int) -> int:
    """Return the smallest key of the newest bands up to the key."""
    return max((top >> BITS) - NEWEST + 1, 0) << BITS


def is_worth(top: int) -> bool:
    """Test if there is so much below the key that the newest bands are looked through first."""
    return top >> BITS > 2 * NEWEST
