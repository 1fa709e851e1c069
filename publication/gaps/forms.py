"""What the gap report covers, as it stands in its address; a wrong value is ignored."""

from collections.abc import Iterable
from typing import Any

from django import forms

from common.forms import FilterForm
from publication.gaps.computing import Kind, Series
from publication.gaps.selectors import Scope

ALL = "all"


class GapFilter(FilterForm):
    """Series, year and reason; without a year the newest one."""

    series = forms.ChoiceField(label="代字")
    year = forms.ChoiceField(label="年份")
    kind = forms.ChoiceField(label="原因", choices=[("", "全部"), *Kind.choices])

    def __init__(self, *args: Any, known: Iterable[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(known)
        years = sorted({each.year for each in known}, reverse=True)
        self.newest = max(years, default=None)
        letters = sorted({each.letters for each in known})
        self.fields["series"].choices = [("", "全部"), *((each, each) for each in letters)]  # type: ignore[attr-defined]
        newest = ("", f"最近（{self.newest}）" if self.newest else "最近")
        self.fields["year"].choices = [newest, (ALL, "全部年份"), *map(_year, years)]  # type: ignore[attr-defined]

    def scope(self) -> Scope:
        """Return what the report covers."""
        self.is_valid()
        letters, year = self.cleaned_data.get("series", ""), self.cleaned_data.get("year", "")
        if year == ALL:
            return Scope(letters or None)
        return Scope(letters or None, int(year) if year else self.newest)

    def kind_or_none(self) -> str:
        """Return the reason that was asked for, "" for all."""
        return str(self.cleaned_data.get("kind", ""))


def _year(year: int) -> tuple[str, str]:
    return str(year), str(year) if year else "不编年份"
