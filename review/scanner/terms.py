"""Terms of the negative list: what one is, what may be one, and the dictionary that a scan takes along.

    Dictionary(terms)        frozen, hashable; `digest` names its content
    refusal_of(text)         why a text cannot be a term, None when it can

A term is always taken literally. It is found in traditional characters, in full width, in any case of letters
and with spaces or signs pushed between its characters; where it may not be found inside a longer word is the
administrator's matter.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from enum import StrEnum

from review.scanner.plain import squeezed
from review.scanner.severity import Severity

SHORTEST, LONGEST = 2, 50
_SECRETS = "保守国家秘密法第13、35条；政府信息公开条例第14条"
_WILDCARD = re.compile(r"[*?%\\^$|{}＊％]|\[[^\]]*\]|\.[+*]|\(\?")
_TAKEN_AS_SIGNS = re.compile("[:@,\n]")
_LETTER = re.compile(r"[^\W\d_]")


class TermKind(StrEnum):
    """What a term of the negative list guards."""

    STATE_SECRET_MATTER = "state_secret_matter"  # noqa: S105  no password
    WORK_SECRET = "work_secret"  # noqa: S105  no password
    THREE_SECURITIES = "three_securities"
    THIRD_PARTY = "third_party"
    PROCESS = "process"
    WORDING = "wording"

    @property
    def label(self) -> str:
        """Return the name of the kind on screen."""
        return _FACTS[self][0]

    @property
    def basis(self) -> str:
        """Return why it must not simply be published."""
        return _FACTS[self][1]

    @property
    def advice(self) -> str:
        """Return what the reviewer is advised to do."""
        return _FACTS[self][2]


_FACTS = {
    TermKind.STATE_SECRET_MATTER: ("涉密事项", _SECRETS, "停止办理并报保密机构；不得在本系统处理国家秘密"),
    TermKind.WORK_SECRET: ("工作秘密", "保守国家秘密法第64条", "删去，或改为不予公开"),
    TermKind.THREE_SECURITIES: ("三安全一稳定", "政府信息公开条例第14条", "删去，或改为不予公开"),
    TermKind.THIRD_PARTY: ("商业秘密与隐私", "政府信息公开条例第15、32条", "书面征求第三方意见后再定"),
    TermKind.PROCESS: ("过程性信息", "政府信息公开条例第16条", "可以不予公开；法律法规要求公开的除外"),
    TermKind.WORDING: ("敏感表述", "政府信息公开条例第6条", "核对表述"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its text, what it guards, how grave a hit is, its basis and advice, the number of its entry."""

    text: str
    kind: TermKind
    severity: Severity
    basis: str
    advice: str
    code: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A set of terms; two of the same content are equal, whatever the order of their terms.

    A text that cannot be a term (see `refusal_of`) raises ValueError with the reason.
    """

    terms: frozenset[Term]
    digest: str = field(compare=False)

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        """Take the terms, each of them checked."""
        every = frozenset(terms)
        for each in every:
            if reason := refusal_of(each.text):
                raise ValueError(reason)
        object.__setattr__(self, "terms", every)
        object.__setattr__(self, "digest", _digest(every))

    def __iter__(self) -> Iterator[Term]:
        """Yield the terms in an order of their own, always the same."""
        return iter(sorted(self.terms, key=astuple))

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self.terms)


def _digest(terms: frozenset[Term]) -> str:
    rows = json.dumps(sorted(astuple(each) for each in terms), ensure_ascii=False)
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()


def refusal_of(text: str) -> str | None:
    """Return in a sentence why the text cannot be a term, or None when it can."""
    read = _TAKEN_AS_SIGNS.sub("", squeezed(text))
    refusals = (
        (not text.strip(), "词条是空的。"),
        (len(f"{text}.".splitlines()) > 1, "词条只能写在一行内。"),
        (len(text) > LONGEST, f"词条超过{LONGEST}个字，正文里几乎不会一字不差地出现，请写得短些。"),
        (_WILDCARD.search(text), "词条按字面查找，不支持通配符和正则表达式；请去掉这些符号。"),
        (not _LETTER.search(read), "词条只有标点或数字，会命中大量无关内容。"),
        (len(read) < SHORTEST, "词条只有一个字，会命中大量无关内容。"),
    )
    return next((reason for refused, reason in refusals if refused), None)


EMPTY = Dictionary()
