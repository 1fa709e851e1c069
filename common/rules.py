"""The registry of the checks of the rule book (docs/process/rules.md), one named predicate each.

A predicate takes one frozen record of facts and returns True when the rule is kept. It asks no
database, no clock and no user: whoever builds the facts has asked already.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

F = TypeVar("F")


class Effect(StrEnum):
    """What the product does when the rule is not kept."""

    BLOCK = "block"
    WARN = "warn"
    RETURN = "return"
    COMPUTE = "compute"


EFFECT_NAMES = {
    Effect.BLOCK: "阻断",
    Effect.WARN: "提醒",
    Effect.RETURN: "退文",
    Effect.COMPUTE: "自动计算",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its number in the rule book, legal basis, effect, sentence and predicate.

    `acts` are the acts whose gate asks it; `field` is the form field that mends it.
    """

    number: int
    basis: str
    effect: Effect
    sentence: str
    facts: type
    acts: frozenset[str]
    field: str
    check: Callable[[Any], bool]

    @property
    def name(self) -> str:
        """Return where the predicate stands, such as documents.rules.has_one_attribute."""
        return f"{self.check.__module__}.{self.check.__name__}"


_rules: dict[str, Rule] = {}
_by_act: dict[str, tuple[Rule, ...]] = {}


def rule(
    number: int,
    *,
    basis: str,
    effect: Effect = Effect.BLOCK,
    sentence: str,
    facts: type[F],
    acts: Iterable[str] = (),
    field: str = "",
) -> Callable[[Callable[[F], bool]], Callable[[F], bool]]:
    """Register the predicate below it as a check of the rule book."""

    def register(check: Callable[[F], bool]) -> Callable[[F], bool]:
        entry = Rule(number, basis, effect, sentence, facts, frozenset(acts), field, check)
        _rules[entry.name] = entry
        _by_act.clear()
        return check

    return register


def all_rules() -> list[Rule]:
    """Return every registered check, by number and name."""
    return sorted(_rules.values(), key=lambda entry: (entry.number, entry.name))


def rules_of(act: str) -> tuple[Rule, ...]:
    """Return the checks that the gate of the act asks, by number."""
    if act not in _by_act:
        _by_act[act] = tuple(entry for entry in all_rules() if act in entry.acts)
    return _by_act[act]
