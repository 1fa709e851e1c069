"""What the gap report covers, as it stands in its address; a wrong value is ignored."""

from collections.abc import Iterable
from typing import Any

from django import forms

from common.forms import FilterForm
from publication.gaps.computing import Kind, Series
from publication.gaps.selectors import Scope

ALL = "all"


class GapFilter(FilterForm):
    """Series, year and reason; without a year the newest one (of the series, when one is asked for)."""

    series = forms.ChoiceField(label="代字")
    year = forms.ChoiceField(label="年份")
    kind = forms.ChoiceField(label="原因", choices=[("", "全部"), *Kind.choices])

    def __init__(self, *args: Any, known: Iterable[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = list(known)
        years = sorted({each.year for each in self.known}, reverse=True)
        letters = sorted({each.letters for each in self.known})
        self.fields["series"].choices = [("", "全部"), *((each, each) for each in letters)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", "最近一年"), (ALL, "全部年份"), *map(_year, years)]  # type: ignore[attr-defined]

    def scope(self) -> Scope:
        """Return what the report covers."""
        self.is_valid()
        letters, year = self.cleaned_data.get("series", ""), self.cleaned_data.get("year", "")
        if year == ALL:
            return Scope(letters or None)
        return Scope(letters or None, int(year) if year else self._newest(letters))

    def _newest(self, letters: str) -> int | None:
        return max((each.year for each in self.known if letters in ("", each.letters)), default=None)

    def kind_or_none(self) -> str:
        """Return the reason that was asked for, "" for all."""
        return str(self.cleaned_data.get("kind", ""))


def _year(year: int) -> tuple[str, str]:
    return str(year), str(year) if year else "不编年份"
