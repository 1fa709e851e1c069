"""Filters of lists; the address is the filter, a wrong value is ignored."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from accounts.models import Office, OfficeKind, User
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
    """督办看板 of these offices, the organ first; `by` says what its columns are, `per` how many rows a page has."""

    STATES = (
        ("overdue", "已超期（红）"),
        ("near", "即将到期（黄）"),
        ("unheld", "未签收"),
        ("stuck", "卡住的"),
        ("stranded", "无人可办"),
        ("no_limit", "无时限"),
        ("emergency", "紧急公开"),
        ("embargo", "定有不早于"),
    )
    COLUMNS = (("desk", "按环节"), ("office", "按拟稿单位"), ("holding", "按经办单位"))
    LOOKS = ("by", "per")  # how the board looks, not what it shows
    desk = forms.ChoiceField(label="环节", choices=[EVERY, *Desk.choices])
    office = forms.ModelChoiceField(label="拟稿单位", queryset=Office.objects.none(), empty_label="全部")
    holding = forms.ModelChoiceField(label="经办单位", queryset=Office.objects.none(), empty_label="全部")
    holder = forms.CharField(label="办理人", max_length=50)
    state = forms.ChoiceField(label="情形", choices=[EVERY, *STATES])
    urgency = forms.ChoiceField(label="紧急程度", choices=[EVERY, *Urgency.choices])
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)
    per = forms.ChoiceField(label="每页", choices=[("", "25"), ("100", "100"), ("200", "200")])
    person = forms.ModelChoiceField(label="办理人", queryset=User.objects.none(), widget=forms.HiddenInput)
    by = forms.ChoiceField(widget=forms.HiddenInput, choices=COLUMNS)

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organ = offices[0].path
        below = [each for each in offices if each.kind != OfficeKind.ORGAN]
        within = Office.objects.filter(path__startswith=organ).exclude(kind=OfficeKind.ORGAN)
        people = User.objects.filter(office__path__startswith=organ).select_related("office")
        for name, rows in (("office", within), ("holding", within), ("person", people)):
            field: Any = self.fields[name]
            field.queryset = rows
            if name != "person":  # offered without asking once more
                field.choices = [EVERY, *((each.pk, str(each)) for each in below)]

    def ignored(self) -> list[str]:
        """Return the labels of the conditions in the address that mean nothing (any more)."""
        self.is_valid()
        return [str(self.fields[name].label or "看板样式") for name in self.errors if name in self.fields]


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
