"""What was found as rows: the title that the person may read, and the passage in which the words stand."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, IntegerField, TextField, Value
from django.db.models.functions import Greatest, Least, NullIf, StrIndex, Substr

from accounts.models import Office
from common.prepared import Among, Prepared, Slot
from documents.models import Document
from oversight.models import Part
from oversight.search.finding import Asked, Asker, Counted, readable
from oversight.search.forms import LABELS, LIGHTS, WORDS
from portal.words import marked
from workflow.pages.rows import stands_out
from workflow.readable import UNREAD, titles_read

BEFORE, LENGTH = 20, 90  # characters of a passage before the word, and in all
WHERE = {Part.TEXT: "正文", Part.SAID: "意见或退回理由"}
MOST_VALUES = 12  # of one filter that are offered


def rows(found: Sequence[Document], asked: Asked, asker: Asker) -> list[dict[str, Any]]:
    """Return the documents as rows in their order (five queries)."""
    keys = [each.pk for each in found]
    said = _passages(keys, asked, asker)
    titles = titles_read(found, asker.user, asker.identities)
    return [_row(each, titles.get(each.pk, UNREAD), said.get(each.pk), asked.words) for each in found]


def _row(document: Document, title: str, said: tuple[str, str] | None, words: Sequence[str]) -> dict[str, Any]:
    where, passage = said or ("", "")
    return stands_out(document) | {
        "document": document,
        "title": marked(title, words),
        "number": marked(document.number_text, words),
        "drafter": marked(document.drafter.full_name, words),
        "where": where,
        "passage": marked(passage, words) if passage else "",
    }


def _passages(keys: list[int], asked: Asked, asker: Asker) -> dict[int, tuple[str, str]]:
    """Return for each document where the first word stands below the title, and the words around it (one query)."""
    if not asked.words:
        return {}
    below = Substr("folded", F("body") + 1)
    places = [NullIf(StrIndex(below, Value(each, TextField())), Value(0)) for each in asked.words]
    place = Least(*places, Value(None, IntegerField())) if len(places) == 1 else Least(*places)
    begins = Greatest(Value(1), F("body") + F("place") - BEFORE, F("body") + 1)
    hits = readable(asker).filter(document__in=keys).exclude(part=Part.NUMBER).annotate(place=place)
    hits = hits.filter(place__isnull=False).annotate(said=Substr("text", begins, LENGTH)).order_by("-part", "-serial")
    found: dict[int, tuple[str, str]] = {}
    for document, part, said in hits.values_list("document", "part", "said"):
        found.setdefault(document, (WHERE[Part(part)], said))
    return found


def facets(counts: Counted, asked: Asked, address: Any) -> list[dict[str, Any]]:
    """Return the filters: for each its values with how many there are, and its address (one query for offices)."""
    words = WORDS | {"office": _offices(counts, asked), "year": {}}
    shown = []
    for name, label in LABELS.items():
        chosen = asked.filters.get(name)
        values = {chosen: 0} if chosen else {}
        values |= counts.values.get(name, {})
        ordered = sorted(values.items(), key=lambda each: _rank(name, *each))[:MOST_VALUES]
        items = [
            {
                "label": words[name].get(value, value),
                "count": count,
                "active": value == chosen,
                "field": name,
                "value": value,
                "url": address(**{name: "" if value == chosen else value}),
            }
            for value, count in ordered
        ]
        if items:
            shown.append({"label": label, "items": items})
    return shown


def _rank(name: str, value: str, count: int) -> tuple[int, str]:
    """Return what a value is sorted by: the newest year and the gravest light first, else the most documents."""
    if name == "year" and value.isdigit():
        return -int(value), value
    lights = [light for light, _ in LIGHTS]
    return (lights.index(value) if name == "light" and value in lights else -count), value


_offices_with = Prepared(lambda: Office.objects.filter(Among(F("pk"), Slot("keys"))))


def _offices(counts: Counted, asked: Asked) -> dict[str, str]:
    keys = {int(key) for key in (*counts.values.get("office", {}), *filter(None, [asked.filters.get("office")]))}
    return {str(each.pk): each.label for each in _offices_with(keys=list(keys))} if keys else {}
