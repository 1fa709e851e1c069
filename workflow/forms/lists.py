"""Filters of lists; the address is the filter, a wrong value is ignored."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import Office, OfficeKind
from common.forms import FilterForm
from documents.choices import Status, Urgency
from documents.models import NumberSeries
from review.choices import Desk

EVERY = ("", "全部")
SEARCH = forms.TextInput(attrs={"data-search": True, "placeholder": "标题或字号", "type": "search"})


class ListFilter(FilterForm):
    """A filter whose wrong values count as not given."""

    def wanted(self) -> dict[str, Any]:
        """Return the values to filter by."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class DeskFilter(ListFilter):
    """我的待办."""

    desk = forms.ChoiceField(label="环节", choices=[EVERY, *Desk.choices])
    urgency = forms.ChoiceField(label="紧急程度", choices=[EVERY, *Urgency.choices])
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)
    tab = forms.CharField(widget=forms.HiddenInput, max_length=20)


class DraftedFilter(ListFilter):
    """我起草的."""

    status = forms.ChoiceField(label="状态", choices=[EVERY, *Status.choices])
    urgency = forms.ChoiceField(label="紧急程度", choices=[EVERY, *Urgency.choices])
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)
    tab = forms.CharField(widget=forms.HiddenInput, max_length=20)


class BoardFilter(ListFilter):
    """督办看板."""

    STATES = (
        ("overdue", "已超期"),
        ("unheld", "未签收"),
        ("stranded", "无人可办"),
        ("no_limit", "无时限"),
        ("emergency", "紧急公开"),
        ("embargo", "定有不早于"),
    )
    desk = forms.ChoiceField(label="环节", choices=[EVERY, *Desk.choices])
    office = forms.ModelChoiceField(label="拟稿单位", queryset=Office.objects.none(), empty_label="全部")
    holder = forms.CharField(label="办理人", max_length=50)
    state = forms.ChoiceField(label="情形", choices=[EVERY, *STATES])
    urgency = forms.ChoiceField(label="紧急程度", choices=[EVERY, *Urgency.choices])
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = Office.objects.exclude(kind=OfficeKind.ORGAN).order_by("path")
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = departments


class RegisterFilter(ListFilter):
    """发文登记簿."""

    FIRST_YEAR = 1949
    series = forms.ModelChoiceField(label="代字", queryset=NumberSeries.objects.order_by("code"), empty_label="全部")
    mark = forms.ChoiceField(label="情形", choices=[EVERY, ("emergency", "紧急公开"), ("open", "紧急公开，待追认")])
    year = forms.IntegerField(label="年份", min_value=FIRST_YEAR, max_value=2999)
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)

    def year_or(self, today: date) -> int:
        """Return the wanted year, else the present one."""
        return int(self.wanted().get("year", today.year))
