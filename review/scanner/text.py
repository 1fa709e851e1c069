"""What stands near a place in its line."""


def around(line: str, start: int, end: int, reach: int = 14) -> str:
    """Return what stands before and after a place in its line."""
    return line[max(0, start - reach) : start] + line[end : end + reach]


def before(line: str, start: int, reach: int = 14) -> str:
    """Return what stands before a place in its line."""
    return line[max(0, start - reach) : start]
