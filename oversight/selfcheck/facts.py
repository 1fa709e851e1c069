"""What the rules of a self-check may ask, as frozen plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgementFacts:
    """One document of a self-check: what is said of it, how often it was asked for, and by whom."""

    verdict: str = ""
    asked: int = 0
    judged_by: int | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How often one information was applied for in a year, by number or title."""

    count: int
    number_text: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A self-check about to be closed: how many documents it has and how many were not confirmed."""

    total: int
    left: int
