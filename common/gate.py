"""One gate for each act: it lists every unmet condition with its rule and legal basis.

The page, the bulk action, the command and the scheduler ask the same gate; the services ask it
again inside their transaction. An app says how the facts of its rules are gathered with
`provides(FactsType)`; a gate gathers each kind of facts once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from common.errors import DomainError
from common.rules import Effect, Rule, rules_of

B = TypeVar("B", bound=Callable[[Any], Any])

_builders: dict[type, Callable[[Any], Any]] = {}


def provides(facts: type) -> Callable[[B], B]:
    """Register the function below it as the way to gather these facts for a gate's subject."""

    def register(builder: B) -> B:
        _builders[facts] = builder
        return builder

    return register


@dataclass(frozen=True, slots=True)
class Unmet:
    """One condition that does not hold: rule number (0: no rule of the book), sentence, basis, field."""

    number: int
    sentence: str
    basis: str
    field: str = ""

    def __str__(self) -> str:
        tail = f"（规则{self.number}；依据：{self.basis}）" if self.number else f"（{self.basis}）"
        return self.sentence + tail


class GateClosed(DomainError):
    """At least one blocking condition of the act does not hold."""

    code = "GEN-422"
    message = "还不能%(act)s：%(reasons)s"
    http_status = 422

    def __init__(self, act: str, unmet: tuple[Unmet, ...]) -> None:
        self.unmet = unmet
        super().__init__(act=act, reasons="；".join(str(each) for each in unmet))


@dataclass
class Gate:
    """The conditions of one act on one subject.

    `subject` is what the fact builders take (documents.facts.Subject); `extra` are unmet conditions
    that are not rules of the book, such as a right or a status, found by the caller.
    """

    act: str
    label: str
    subject: Any
    extra: tuple[Unmet, ...] = ()
    _facts: dict[type, Any] = field(default_factory=dict)

    def _breaks(self, entry: Rule) -> bool:
        if entry.facts not in self._facts:
            self._facts[entry.facts] = _builders[entry.facts](self.subject)
        return not entry.check(self._facts[entry.facts])

    def _unmet(self, blocking: bool) -> tuple[Unmet, ...]:
        entries = [e for e in rules_of(self.act) if (e.effect is not Effect.WARN) is blocking]
        return tuple(Unmet(e.number, e.sentence, e.basis, e.field) for e in entries if self._breaks(e))

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Return every blocking condition that does not hold."""
        return self.extra + self._unmet(blocking=True)

    @property
    def warnings(self) -> tuple[Unmet, ...]:
        """Return every warning; warnings never stop an act."""
        return self._unmet(blocking=False)

    @property
    def kept(self) -> tuple[Rule, ...]:
        """Return every rule of the act that holds now."""
        return tuple(entry for entry in rules_of(self.act) if not self._breaks(entry))

    def check(self) -> None:
        """Raise GateClosed with all reasons unless every blocking condition holds."""
        if unmet := self.unmet:
            raise GateClosed(self.label, unmet)
