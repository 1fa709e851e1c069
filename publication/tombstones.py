"""告示页 of what no release stands behind: register rows, joint entries, re-posted documents (R35)."""

from dataclasses import fields
from datetime import datetime

from portal.choices import State
from portal.facts import PublicItem

KEPT = (
    "index", "origin", "title", "number_text", "code_letters", "number_year", "number_serial", "issuing_body", "topic",
    "genre", "stages", "generated_on", "published_on", "published_at", "validity", "source_name", "source_url",
)  # fmt: skip


def tombstone(  # the columns of the page
    item: PublicItem, *, kind: str, words: str, at: datetime, successor_index: str = "", successor_url: str = ""
) -> PublicItem:
    """Return what is left of the item: its catalogue columns, `kind` and `words` to the public, what follows on it."""
    columns = {each.name: getattr(item, each.name) for each in fields(item) if each.name in KEPT}
    return PublicItem(
        **columns,
        state=State.RETRACTED,
        ended_at=at,
        ended_kind=kind,
        explanation=words,
        successor_index=successor_index,
        successor_url=successor_url,
    )
