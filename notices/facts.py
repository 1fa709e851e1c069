"""What is told, before anybody has been told."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell: its kind and key, to whom (ids), the sentence, where it leads, which document it is about.

    `text` is made by the product and may leave the house; `typed` are a person's words, shown on the page only.
    """

    kind: str
    key: str
    to: Collection[int]
    text: str
    url: str
    about: int | None = None
    colour: str = ""
    typed: str = ""
