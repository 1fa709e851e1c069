"""栏目 that can be subscribed to: all documents, the interpretations, and one value of a filter."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from portal.choices import WORDS

ALL, INTERPRETATIONS, BODY = "all", "interpretations", "body"
CODED = {kind: WORDS[kind] for kind in ("topic", "genre", "stage")}
FIELDS = {"topic": "topic", "genre": "genre", "body": "issuing_body"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, the code of its value (empty: none), its name in words."""

    kind: str
    code: str = ""
    name: str = "政策文件"

    def url(self, form: str) -> str:
        """Return the address of its feed; `form` is atom or json."""
        if self.code:
            return reverse("portal:column_feed", args=[self.kind, self.code, form])
        return reverse("portal:feed", args=[self.kind, form])

    def page(self) -> str:
        """Return the address of the list that people read."""
        if self.kind == INTERPRETATIONS:
            return reverse("portal:interpretations")
        asked = f"?{urlencode({self.kind: self.code})}" if self.code else ""
        return reverse("portal:list") + asked

    def condition(self) -> Q:
        """Return which documents belong to it."""
        if self.kind == "stage":
            return Q(stages__contains=[self.code])
        return Q(**{FIELDS[self.kind]: self.code}) if self.code else Q()


EVERYTHING = Column(ALL)
READINGS = Column(INTERPRETATIONS, name="政策解读")
WHOLE = {ALL: EVERYTHING, INTERPRETATIONS: READINGS}


def column_of(kind: str, code: str = "") -> Column | None:
    """Return the column of an address, None when there is none; whether a body exists is not asked here."""
    if not code:
        return WHOLE.get(kind)
    if kind == BODY:
        return Column(kind, code, code) if "\x00" not in code else None
    known = CODED.get(kind, {})
    return Column(kind, code, known[code]) if code in known else None
