"""What the statistics cover, as it stands in the address; a wrong value is ignored."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import Office
from accounts.selectors import subtree
from common.forms import DayField, RuledForm
from oversight.statistics import periods
from oversight.statistics.periods import Period
from workflow.forms.lists import ListFilter

FIRST, LAST = 1981, 2099  # one year inside the calendar
QUARTERS = [(f"q{number}", f"第{number}季度") for number in range(1, 5)]
MONTHS = [(str(number), f"{number}月") for number in range(1, 13)]


class StatisticsFilter(ListFilter):
    """Year and part of it, or days of one's own; the office; how long the trend is."""

    year = forms.IntegerField(label="年份", min_value=FIRST, max_value=LAST)
    part = forms.ChoiceField(label="期间", choices=[("", "全年"), *QUARTERS, *MONTHS])
    begin = DayField(label="或自")
    end = DayField(label="至")
    office = forms.ModelChoiceField(label="拟稿单位", queryset=Office.objects.none(), empty_label="全部")
    trend = forms.TypedChoiceField(label="趋势", coerce=int, choices=[("12", "12个月"), ("24", "24个月")])

    def __init__(self, data: QueryDict, *, today: date, top: Office, **kwargs: Any) -> None:
        given = data.copy()
        if not any(given.get(name) for name in ("year", "part", "begin", "end")):
            given["year"], given["part"] = str(today.year), str(today.month)
        super().__init__(given, **kwargs)
        self.today, self.top = today, top
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = subtree(top).order_by("path")

    def period(self) -> Period:
        """Return the days that are asked for; this month where nothing sensible is."""
        wanted = self.wanted()
        begin, end = wanted.get("begin"), wanted.get("end")
        if begin and end and begin <= end and begin.year >= FIRST and end.year <= LAST:
            return Period(begin, end)
        year, part = wanted.get("year") or self.today.year, wanted.get("part", "")
        if part.startswith("q"):
            return periods.quarter_of(year, int(part[1:]))
        return periods.months(year, int(part), 1) if part else periods.year_of(year)

    def months(self) -> int:
        """Return over how many months the trend goes."""
        return int(self.wanted().get("trend") or periods.MONTHS)

    def office_path(self) -> str:
        """Return the path of the office that is asked for, else of the highest that the person may ask for."""
        office = self.wanted().get("office")
        return str(office.path if office else self.top.path)


class CorrectionForm(RuledForm):
    """Why a frozen report is made once more."""

    reason = forms.CharField(
        label="更正原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="记入留痕，请勿引用公文内容；原月报不变，新的一版按现在的数据和口径生成。",
    )  # fmt: skip


def last_month(today: date) -> date:
    """Return the first day of the month before that of the day."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
