"""What of a value may be shown on screen, in the journal and in a report."""

from review.scanner.words import COMPOUND_SURNAMES

STAR = "*"


def ends(value: str, first: int, last: int) -> str:
    """Keep the first and last characters, whatever the value's length."""
    if len(value) <= first + last:
        return STAR * len(value)
    return value[:first] + STAR * (len(value) - first - last) + (value[-last:] if last else "")


def name(value: str) -> str:
    """Keep the surname: 张*, 欧阳**."""
    kept = 2 if value.startswith(COMPOUND_SURNAMES) and len(value) > 2 else 1  # noqa: PLR2004  two characters of a surname
    return value[:kept] + STAR * (len(value) - kept)


def email(value: str) -> str:
    """Keep the first character and the domain."""
    local, _, domain = value.partition("@")
    return f"{local[:1]}{STAR * max(len(local) - 1, 1)}@{domain}"


def hidden(value: str) -> str:
    """Show the length only."""
    return STAR * len(value)
