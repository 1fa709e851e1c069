"""What the search compares: folded text, pairs of characters, questions for PostgreSQL and marked passages; pure.

A word is found wherever it stands in the text, as by LIKE; capitals, full-width forms and kinds of brackets do not
matter. Folding keeps the length, so a place in the folded text is the same place in the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

MOST_WORDS = 8
MOST_BYTES = 800_000  # of all tokens; PostgreSQL's limit for a vector is 1 MB
PAIR = 2
END = "\x1f"  # stands after the last character of a line
OVERSIZED = "\x1fall"  # the one token of a text with too many pairs: always a candidate, always compared
TITLE, FILTER, MONTH = "\x02", "\x03", "\x04"  # what is not a pair of the text begins with one of these
BRACKETS = str.maketrans("〔〕［］【】〖〗[]（）", "()()()()()()")
QUOTED = re.compile(r"[\"“”＂]([^\"“”＂]+)[\"“”＂]|([^\s\"“”＂]+)")


class Folding(dict[int, str]):
    """A table for str.translate that learns one character at a time; every entry is one character."""

    def __missing__(self, code: int) -> str:
        """Return the folded form of a character that was not met before."""
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    if char == "\n":
        return char
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    for form in (unicodedata.normalize("NFKC", char).casefold(), char.casefold()):
        if len(form) == 1:
            return form.translate(BRACKETS)
    return char


FOLDING = Folding()


def fold(text: str) -> str:
    """Return the text as it is compared: of the same length, line breaks kept."""
    return text.translate(FOLDING)


def pairs(folded: str) -> set[str]:
    """Return all pairs of neighbouring characters of each line; the last character is paired with END."""
    found: set[str] = set()
    for line in folded.split("\n"):
        found.update(map("".join, pairwise(line + END)))
    return found


def tokens(title: str, folded: str, filters: Iterable[tuple[str, str]], month: str) -> tuple[list[str], bool]:
    """Return the tokens of a document and whether its text has too many to be kept."""
    kept = [filter_token(*each) for each in filters] + [MONTH + month, MONTH + month[:4]]
    kept += [TITLE + each for each in sorted(pairs(fold(title)))]
    found = sorted(pairs(folded))
    if sum(len(each.encode()) + 8 for each in found) > MOST_BYTES:
        return [*kept, OVERSIZED], True
    return kept + found, False


def filter_token(name: str, value: str) -> str:
    """Return the token of one value of one filter."""
    return f"{FILTER}{name}:{value}"


def words_of(asked: str) -> list[str]:
    """Return the folded words of a question, each once; what stands in quotation marks is one word."""
    found = (fold(quoted or plain).strip() for quoted, plain in QUOTED.findall(asked))
    return list(dict.fromkeys(each for each in found if each))[:MOST_WORDS]


def question(
    words: Sequence[str], filters: Iterable[str] = (), months: Sequence[str] | None = None, past: Sequence[str] = ()
) -> str:
    """Return the tsquery for what has all words and filters, in these months (202611) and years, in none that is past.

    It asks for pairs only: longer words have yet to be compared.
    """
    parts = [_quoted(each) for each in filters]
    if words:
        parts.append(f"(({_all(words)}) | {_quoted(OVERSIZED)})")
    if months is not None:
        parts.append(f"({_any(months)})")
    if past:
        parts.append(f"!({_any(past)})")
    return " & ".join(parts)


def title_question(words: Sequence[str]) -> str:
    """Return the tsquery for what has the pairs of all words in its title."""
    return _all(words, TITLE)


def _all(words: Sequence[str], mark: str = "") -> str:
    return " & ".join(_said(word, mark) for word in words)


def _any(months: Sequence[str]) -> str:
    return " | ".join(_quoted(MONTH + each) for each in months)


def _said(word: str, mark: str) -> str:
    if len(word) < PAIR:
        return _quoted(mark + word) + ":*"
    found = dict.fromkeys(map("".join, pairwise(word)))
    return " & ".join(_quoted(mark + each) for each in found)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def says(text: str, words: Iterable[str]) -> bool:
    """Test if one of the words stands in the text."""
    folded = fold(text)
    return any(word in folded for word in words)


def marked(text: str, words: Iterable[str]) -> SafeString:
    """Return the text as safe HTML with <mark> around every place of a word."""
    folded, out, reached = fold(text), "", 0
    for start, end in _joined(_places(folded, words)):
        out += f"{escape(text[reached:start])}<mark>{escape(text[start:end])}</mark>"
        reached = end
    return mark_safe(out + escape(text[reached:]))  # noqa: S308  # every part is escaped


def _places(folded: str, words: Iterable[str]) -> list[tuple[int, int]]:
    return sorted((start, start + len(word)) for word in words for start in _starts(folded, word))


def _starts(folded: str, word: str) -> Iterator[int]:
    start = folded.find(word)
    while start >= 0:
        yield start
        start = folded.find(word, start + len(word))


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
