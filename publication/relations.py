"""文件关联: what a text says that it does to other documents; pure. A person confirms before anything is shown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.choices import RelationKind

LONGEST_PASSAGE = 120
CLAUSE = re.compile(r"[^。；！？\n]+")
NUMBER = r"[\u4e00-\u9fff]{1,16}〔\d{4}〕\d{1,5}号"
REFERENCE = re.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》){{4,200}})》(?:（(?P<number>{NUMBER})[^（）]*）)?|（?(?P<bare>{NUMBER})）?"
)
LIST = r"(?:[、，和及与]|以及|\s)*"  # what may stand between two references of one list
BEFORE = {
    RelationKind.REPEALS: re.compile(r"(?<!不)(?:废止|停止执行)了?$"),
    RelationKind.REPLACES: re.compile(r"(?:代替|取代|替代)了?$"),
    RelationKind.AMENDS: re.compile(r"(?:修改|修订|修正)了?$"),
    RelationKind.IMPLEMENTS: re.compile(r"(?:贯彻|落实|贯彻执行|认真执行)(?:[\u4e00-\u9fff、]{0,12})$"),
    RelationKind.FORWARDS: re.compile(r"转发(?:[\u4e00-\u9fff、]{0,20})$"),
}
AFTER = {
    RelationKind.REPEALS: re.compile(r"^[^《》]{0,20}?(?<!不)(?:同时废止|予以废止|即行废止|废止|停止执行|不再执行)"),
    RelationKind.REPLACES: re.compile(
        r"^[^《》]{0,8}?(?:被本[\u4e00-\u9fff]{1,4}(?:代替|取代)|由本[\u4e00-\u9fff]{1,4}(?:代替|取代))"
    ),
    RelationKind.AMENDS: re.compile(r"^[^《》]{0,16}?(?:作如下修改|作出修改|予以修改|作如下修订|修改为)"),
    RelationKind.FORWARDS: re.compile(r"^[^《》]{0,6}?转发给"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text does to another document, and where it says so."""

    kind: str
    number_text: str
    title: str
    passage: str = ""

    @property
    def kind_name(self) -> str:
        """Return the kind in words."""
        return str(RelationKind(self.kind).label)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes it the same relation wherever it is said."""
        return self.kind, self.number_text, self.title


def recognise(lines: Iterable[str], own_number: str = "") -> list[Relation]:
    """Return the relations that the text states, in its order, each once; never one to itself."""
    found: dict[tuple[str, str, str], Relation] = {}
    for line in lines:
        for clause in CLAUSE.findall(line):
            for each in _of_clause(clause):
                if each.number_text != own_number or not own_number:
                    found.setdefault(each.key, each)
    return list(found.values())


def _of_clause(clause: str) -> Iterator[Relation]:
    places = list(REFERENCE.finditer(clause))
    for run in _runs(clause, places):
        before, after = clause[: _begin(run[0])], clause[run[-1].end() :]
        kind = _kind(before, after)
        for place in run if kind else ():
            number = place["number"] or place["bare"] or ""
            title = " ".join((place["title"] or "").split())
            yield Relation(str(kind), _without_lead(number), title, clause.strip()[:LONGEST_PASSAGE])


def _runs(clause: str, places: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Return the references in lists: a verb before or after a list is said of all of it."""
    runs: list[list[re.Match[str]]] = []
    for place in places:
        if runs and re.fullmatch(LIST, clause[runs[-1][-1].end() : _begin(place)]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _begin(place: re.Match[str]) -> int:
    """Return where the reference begins; a bare number may have swallowed the verb before it."""
    bare = place["bare"]
    return place.start("bare") + len(bare) - len(_without_lead(bare)) if bare else place.start()


def _kind(before: str, after: str) -> RelationKind | None:
    said_after = (kind for kind, pattern in AFTER.items() if pattern.search(after))
    said_before = (kind for kind, pattern in BEFORE.items() if pattern.search(before))
    return next(said_after, None) or next(said_before, None)


def _without_lead(number: str) -> str:
    """Return the number without the verb that a bare one may have swallowed (废止教办〔2019〕1号)."""
    return re.sub(r"^.*?(?:废止|贯彻|落实|转发|修改|执行|代替|取代|和|及|与|的)", "", number)
