"""What stands near a place in its line, and patterns that are tried only where they can begin."""


def beginning(characters: str, pattern: str) -> str:
    """Return the pattern that is tried only at one of these characters; it has to begin with one of them.

    Python tries every alternative at every character where it cannot tell from the pattern how a match begins.
    """
    return f"(?=[{characters}])(?:{pattern})"


def around(line: str, start: int, end: int, reach: int = 14) -> str:
    """Return what stands before and after a place in its line."""
    return line[max(0, start - reach) : start] + line[end : end + reach]


def before(line: str, start: int, reach: int = 14) -> str:
    """Return what stands before a place in its line."""
    return line[max(0, start - reach) : start]
