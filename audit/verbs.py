"""The vocabulary of the journal: each verb has one Chinese sentence, filled in when it is shown.

An app registers its verbs in its own module `verbs.py`, imported in AppConfig.ready(). A sentence names
facts as printf fields; `%(by)s` is who acted (with 代 when for somebody else) and is always there.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from audit.errors import FactsMissing, FactsUnfit, UnknownVerb
from common.digests import canonical

FACTS_LIMIT = 4096  # bytes of canonical JSON
ALWAYS_THERE = frozenset({"by", "on_behalf_of"})
SYSTEM = "系统"
ABSENT = "—"
FACT, ACTOR = re.compile(r"%\(\w+\)s"), re.compile(r"%\(by\)s ?的?")
ASIDE = re.compile("（[^（）]*…[^（）]*）|“…”|第 ?… ?(?:版|稿|轮|阶段|次|号)")
CLAUSE = re.compile("(?=[，；：])")

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its sentence, the words for coded facts, how the timeline marks it ("", "good", "alert"), its name."""

    code: str
    sentence: str
    labels: Labels = field(default_factory=dict)
    tone: str = ""
    name: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Return the facts that the sentence needs."""
        return frozenset(re.findall(r"%\((\w+)\)s", self.sentence)) - ALWAYS_THERE


_verbs: dict[str, Verb] = {}


def register(
    sentences: Mapping[str, str],
    *,
    labels: Labels | None = None,
    tones: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> None:
    """Add verbs (code -> Chinese sentence); `labels` maps a fact's name to the words for its codes.

    `names` are for the verbs that their sentence without its facts does not name well.

    :raises ValueError: a verb is already there with another sentence.
    """
    for code, sentence in sentences.items():
        name = (names or {}).get(code) or _name_in(sentence)
        verb = Verb(code, sentence, labels or {}, (tones or {}).get(code, ""), name)
        if _verbs.setdefault(code, verb).sentence != sentence:
            raise ValueError(f"verb {code} is registered twice")


def registered() -> dict[str, Verb]:
    """Return all verbs by code."""
    return dict(sorted(_verbs.items()))


def check(code: str, facts: Mapping[str, Any]) -> None:
    """Test that the verb is known and the facts fit its sentence.

    :raises UnknownVerb: nobody registered the verb.
    :raises FactsMissing: the sentence names a fact that is not given.
    :raises FactsUnfit: the facts are not a small JSON object without fractions.
    """
    if code not in _verbs:
        raise UnknownVerb(verb=code)
    if missing := _verbs[code].names - facts.keys():
        raise FactsMissing(verb=code, names="、".join(sorted(missing)))
    if not _is_plain(dict(facts)) or len(canonical(dict(facts))) > FACTS_LIMIT:
        raise FactsUnfit(verb=code)


def _is_plain(value: Any) -> bool:
    """Test for JSON that PostgreSQL gives back unchanged: no fractions, no NUL, text keys."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(key) and _is_plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(_is_plain(each) for each in value)
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
    return value is None or isinstance(value, int)


def actor(by_name: str, on_behalf_of_name: str) -> str:
    """Return who acted, in words: both names when one person stands in for another."""
    if on_behalf_of_name:
        return f"{by_name}（代{on_behalf_of_name}）"
    return by_name or SYSTEM


def sentence(code: str, facts: Mapping[str, Any], *, by_name: str, on_behalf_of_name: str) -> str:
    """Return the Chinese sentence of an entry; an entry whose verb left the code shows the verb itself."""
    verb = _verbs.get(code) or Verb(code, "%(by)s：" + code.replace("%", "%%"))
    fields: defaultdict[str, Any] = defaultdict(lambda: ABSENT)
    for name, value in facts.items():
        fields[name] = _words(verb.labels.get(name, {}), value)
    fields |= {"by": actor(by_name, on_behalf_of_name), "on_behalf_of": on_behalf_of_name}
    return verb.sentence % fields


def _words(labels: Mapping[str, str], value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_words(labels, each) for each in value)
    return str(labels.get(str(value), value))


def name(code: str) -> str:
    """Return the verb's name, for lists of verbs; one that left the code is named by its code."""
    return _verbs[code].name if code in _verbs else code


def _name_in(sentence: str) -> str:
    """Return what is left of a sentence without its facts and without the clauses that only give some."""
    words = FACT.sub("…", ACTOR.sub("", sentence).replace("%%", "%"))
    first, *others = CLAUSE.split(ASIDE.sub("", words))
    kept = first + "".join(each for each in others if "…" not in each)
    return re.sub(" ?… ?", "…", kept).strip("… ，；：")


def tone(code: str) -> str:
    """Return how the timeline marks the verb: "", "good" or "alert"."""
    return _verbs[code].tone if code in _verbs else ""


register(
    {
        "page.viewed": "%(by)s 查看了%(page)s",
        "act.refused": "%(by)s 的操作“%(act)s”被拒绝（%(code)s）",
        "session.started": "%(by)s 登录",
        "session.ended": "%(by)s 退出登录",
        "session.refused": "用户名“%(username)s”登录失败",
        "session.locked": "用户名“%(username)s”多次登录失败，已锁定",
        "journal.exported": "%(by)s 导出留痕 %(count)s 条",
    },
    tones={"act.refused": "alert", "session.refused": "alert", "session.locked": "alert"},
    names={
        "page.viewed": "查看页面",
        "session.refused": "登录失败",
        "session.locked": "多次登录失败，锁定账号",
        "journal.exported": "导出留痕",
    },
)
