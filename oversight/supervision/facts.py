"""What the rules about cards may ask, as frozen plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card about to be acted on: who is concerned, who had part in it, who acts, and what is said."""

    concerned: frozenset[int]
    decided_by: frozenset[int]
    by: int
    text: str = ""
    may_settle: bool = True
