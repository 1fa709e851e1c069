"""The catalogue columns of a release, from the document and its content (R30); no queries."""

import re

from documents.choices import Genre, Topic
from documents.docx.model import Content, Heading, Paragraph
from documents.models import Document
from publication.facts import Catalogue

SUMMARY_LENGTH = 200  # characters
SHORTEST = 12  # a shorter paragraph is a salutation or a label, not a summary
STOP = re.compile(r"[。；！？]")
BETWEEN = re.compile(r"[、，\s]+")


def catalogue_of(document: Document, content: Content) -> Catalogue:
    """Return the columns that a release of the issued document carries; `decision` must be loaded."""
    assert document.issued_on is not None  # noqa: S101  # a constraint holds it for every issued document
    return Catalogue(
        title=document.title,
        number_text=document.number_text,
        issuing_body=document.issuing_body,
        topic=document.topic,
        genre=document.genre,
        stages=list(document.decision.stages) if document.decision else [],
        summary=document.summary.strip() or summary_of(content),
        keywords=keywords_of(document),
        generated_on=document.issued_on,
    )


def summary_of(content: Content) -> str:
    """Return the first paragraph that says something, cut at the end of a sentence; else the title."""
    texts = (_text_of(block) for block in content.blocks)
    first = next((text for text in texts if len(text) >= SHORTEST), content.title)
    return shortened(first)


def shortened(text: str) -> str:
    """Return the text in at most SUMMARY_LENGTH characters, ending with a whole sentence if it can."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    head = text[: SUMMARY_LENGTH - 1]
    stops = [stop.end() for stop in STOP.finditer(head)]
    return head[: stops[-1]] if stops else head + "…"


def keywords_of(document: Document) -> list[str]:
    """Return words to find the document by: the words of its topic, then its genre."""
    words = BETWEEN.split(str(Topic(document.topic).label))
    return [*words, Genre(document.genre).value]


def _text_of(block: object) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return block.text + block.rest if isinstance(block, Heading) and block.rest else ""
