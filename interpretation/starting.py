"""Starting points for the drafter, by plain rules from the structure of a document: a Q&A, and a one-page picture.

No model and no network: headings become questions, first sentences answers; figures, days and deadlines are found
by their form. Whatever comes out is marked as a draft until somebody has edited it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.docx.model import Content, Heading, Paragraph

NUMERALS = "一二三四五六七八九十"
ORDINAL = re.compile(rf"^(?:[{NUMERALS}]+、|[（(][{NUMERALS}]+[)）]|第[{NUMERALS}百]+[章条]\s*|\d+[.．、])")
SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
DAY = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|前|以前|起|秋季|春季)*")
DEADLINE = re.compile(r"\d+个?(?:工作日|自然日|日|天|个?月|年)(?:之?内|前)")
FIGURE = re.compile(
    r"(?:不少于|不低于|不超过|不高于|达到)?\d[\d,.]*(?:％|%|个百分点|[万亿]*元|[万亿]*(?:所|人次|人|名|个(?!工作日|自然日|月)|项|家|件|学时|平方米|公里))"
)
CONTACT = re.compile(r"联系(?:人|电话|方式)|咨询电话|举报电话|电子邮箱|通讯?地址")
MOST, LONGEST, LONG_TITLE = 6, 60, 34


@dataclass(frozen=True, slots=True)
class _Chapter:
    title: str
    sentences: tuple[str, ...]


def questions_of(content: Content) -> tuple[str, str]:
    """Return title and text of a Q&A: why, whom it concerns, each chapter, days, figures, whom to ask."""
    opening, chapters = _chapters(content)
    answers = [
        ("为什么印发这份文件？", "".join(opening[:2])),
        ("文件适用于谁？", f"主送{'、'.join(content.addressees)}。" if content.addressees else ""),
        *((f"“{chapter.title}”主要规定了什么？", "".join(chapter.sentences[:2])) for chapter in chapters),
        ("有哪些时间要求？", _listed(_with(content, DAY, DEADLINE))),
        ("有哪些量化要求？", _listed(_with(content, FIGURE))),
        ("向谁咨询？", _listed(_with(content, CONTACT))),
    ]
    lines = []
    for number, (question, answer) in enumerate((each for each in answers if each[1]), start=1):
        lines += [f"{_numeral(number)}、{question}", answer]
    return f"关于《{content.title}》的问答", "\n".join(lines)


def page_of(content: Content) -> tuple[str, str]:
    """Return title and text of a one-page picture: figures, days, what the chapters say, whom to ask."""
    _, chapters = _chapters(content)
    parts = [
        ("关键数字", [f"{found}｜{about}" for found, about in _found(content, FIGURE)]),
        ("时间节点", [f"{found}｜{about}" for found, about in _found(content, DAY, DEADLINE)]),
        ("主要内容", [f"{_numeral(n)}是{chapter.title}。" for n, chapter in enumerate(chapters[:10], start=1)]),
        ("咨询方式", _with(content, CONTACT)[:2]),
    ]
    if not any(lines for _, lines in parts):
        parts = [("主要内容", [_cut(line) for line in _sentences(content)][:MOST])]
    lines = []
    for number, (head, found) in enumerate((each for each in parts if each[1]), start=1):
        lines += [f"{_numeral(number)}、{head}", *found]
    return f"一图读懂《{content.title}》", "\n".join(lines)


def _chapters(content: Content) -> tuple[list[str], list[_Chapter]]:
    """Return the sentences before the first chapter, and the chapters with theirs."""
    opening: list[str] = []
    chapters: list[tuple[str, list[str]]] = []
    for block in content.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append((ORDINAL.sub("", block.text).rstrip("。：")[:LONG_TITLE], list(_split(block.rest))))
            continue
        into = chapters[-1][1] if chapters else opening
        if isinstance(block, Paragraph):
            into += _split(block.text)
        elif isinstance(block, Heading):
            into += _split(ORDINAL.sub("", block.text) + ("。" if block.rest else "") + block.rest)
    return opening, [_Chapter(title, tuple(sentences)) for title, sentences in chapters if title]


def _sentences(content: Content) -> Iterator[str]:
    for block in content.blocks:
        if isinstance(block, Paragraph):
            yield from _split(block.text)
        elif isinstance(block, Heading):
            yield from _split(block.rest)


def _split(text: str) -> Iterator[str]:
    yield from (found.strip() for found in SENTENCE.findall(text) if found.strip(" 。；！？"))


def _with(content: Content, *forms: re.Pattern[str]) -> list[str]:
    """Return the sentences in which one of the forms stands, each once, at most MOST."""
    found = (each for each in _sentences(content) if any(form.search(each) for form in forms))
    return list(dict.fromkeys(found))[:MOST]


def _found(content: Content, *forms: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return what has one of the forms with the sentence about it, each once, at most MOST."""
    found: dict[str, str] = {}
    for sentence in _sentences(content):
        for form in forms:
            for hit in form.findall(sentence):
                found.setdefault(hit, _cut(sentence))
    return [(what, about) for what, about in found.items() if "｜" not in what][:MOST]


def _listed(sentences: Iterable[str]) -> str:
    return "\n".join(sentences)


def _cut(sentence: str) -> str:
    plain = ORDINAL.sub("", sentence)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return head + (NUMERALS[ones - 1] if ones else "")
