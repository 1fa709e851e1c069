"""The one way from an opened file to a Draft."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import ParamSpec, TypeVar

from common.errors import DomainError
from documents.docx.errors import BrokenXml, NoText, TooDeep
from documents.docx.flow import Item, Seen, paras
from documents.docx.model import Draft, Line
from documents.docx.ooxml import W, w
from documents.docx.opening.package import Package
from documents.docx.reading.blocks import Builder
from documents.docx.reading.recognise import recognise
from documents.docx.reading.styled import is_ours, read_styled
from documents.docx.reading.walk import Walk
from documents.docx.text import unseen_characters

P = ParamSpec("P")
T = TypeVar("T")


def guarded(function: Callable[P, T]) -> Callable[P, T]:
    """Make every unforeseen failure over an uploaded file a refusal that holds nothing of the file."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except DomainError:
            raise
        except RecursionError:
            raise TooDeep from None
        except Exception:  # noqa: BLE001 - a hostile file may break any library; the trace would show its text
            raise BrokenXml from None

    return call


@guarded
def read(package: Package) -> Draft:
    """Return all that is recognised in the file.

    :raises FileRefused: the file has no visible text, is nested too deeply, or its parts are broken.
    """
    return read_with_notes(package)[0]


def read_with_notes(package: Package) -> tuple[Draft, Seen]:
    """Return the draft, and what the walk noticed and left out."""
    walk = Walk(package)
    body = package.xml(package.main).find(w("body"))
    items = walk.story(package.main, body) if body is not None else []
    pages = list(_pages(walk))
    _note_unseen(items, walk.seen)
    walk.check_time()
    builder = Builder(package, walk.seen)
    texts = [line.text for line in pages]
    draft = read_styled(items, builder) if is_ours(items) else recognise(items, texts, builder)
    walk.check_time()
    lines = tuple(_lines(items))
    if not lines:
        raise NoText
    unsupported = tuple(sorted({kind for kind, _ in walk.seen.unsupported}))
    return replace(draft, lines=lines, page_lines=tuple(pages), unsupported=unsupported), walk.seen


def _lines(items: list[Item]) -> Iterator[Line]:
    for para in paras(items):
        if para.text:
            yield Line(para.place, para.text)


def _note_unseen(items: list[Item], seen: Seen) -> None:
    """Note characters that no reader sees: they could carry a text of their own."""
    for para in paras(items):
        if para.text != para.raw and (count := unseen_characters(para.raw)):
            seen.unseen["unseen_characters", para.place] += count


def _pages(walk: Walk) -> Iterator[Line]:
    """Yield the visible lines of headers and footers, those that only hold a page number left out."""
    package = walk.package
    for kind in ("header", "footer"):
        for index, part in enumerate(dict.fromkeys(package.related(package.main, kind))):
            root = package.xml(part)
            if root.tag.startswith(f"{{{W}}}"):
                yield from (line for line in _lines(walk.story(part, root, f"{kind} {index}/")) if _says(line))


def _says(line: Line) -> bool:
    return bool(line.text.strip("-—–－一 第页共/0123456789"))
