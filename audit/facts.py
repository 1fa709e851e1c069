"""What the rule of the journal looks at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a chain beside what the row before it and its own columns say it must be."""

    serial: int
    previous: str
    hash: str
    serial_due: int
    previous_due: str
    hash_due: str
