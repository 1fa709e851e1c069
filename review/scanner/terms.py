"""Terms of the dictionary: words of the negative list that the scanner looks for beside its own kinds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from common.digests import of_json
from review.scanner.findings import Severity

LONGEST = 50
SHORTEST = 2


class TermKind(StrEnum):
    """What a term stands for."""

    STATE_SECRET_MATTER = "state_secret_matter"  # noqa: S105
    WORK_SECRET = "work_secret"  # noqa: S105
    THREE_SECURITIES = "three_securities"
    THIRD_PARTY = "third_party"
    PROCESS = "process"
    WORDING = "wording"

    @property
    def label(self) -> str:
        """Return the name of the kind on screen."""
        return LABELS[self]


LABELS = {
    TermKind.STATE_SECRET_MATTER: "涉密事项",
    TermKind.WORK_SECRET: "工作秘密",
    TermKind.THREE_SECURITIES: "三安全一稳定",
    TermKind.THIRD_PARTY: "商业秘密与隐私",
    TermKind.PROCESS: "过程性信息",
    TermKind.WORDING: "敏感表述",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: the words, what they stand for, how severe, why, what to do, the entry of the negative list."""

    text: str
    kind: TermKind
    severity: Severity
    basis: str
    advice: str
    code: str


@dataclass(frozen=True)
class Dictionary:
    """A set of terms with a digest that is the same for the same terms."""

    terms: frozenset[Term]

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        object.__setattr__(self, "terms", frozenset(terms))

    @property
    def digest(self) -> str:
        """Return the digest over all terms."""
        rows = [[t.text, t.kind.value, t.severity, t.basis, t.advice, t.code] for t in self.terms]
        return of_json(sorted(rows)).sm3


EMPTY = Dictionary()


def refusal_of(text: str) -> str | None:
    """Return why a text cannot be a term, in words, or None when it can."""
    text = text.strip()
    if not text:
        return "词语是空的"
    if len(text) < SHORTEST:
        return "只有一个字，会处处命中"
    if len(text) > LONGEST:
        return f"超过{LONGEST}个字"
    if not re.search(r"[^\W\d_]", text):
        return "只有数字或标点"
    return None
