"""Small forms of one or two fields."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from accounts.models import Office, OfficeKind, User
from common.forms import RuledForm
from documents.models import NumberSeries

SHORT = forms.Textarea(attrs={"rows": 2})
KEPT_IN_JOURNAL = "记入留痕，请勿引用公文内容。"


class WithdrawForm(RuledForm):
    """撤回: why."""

    acts = ("return",)
    return_text = forms.CharField(label="撤回原因", max_length=500, widget=SHORT)


class StopReopeningForm(RuledForm):
    """终止转为公开: why."""

    reason = forms.CharField(
        label="终止原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="记入留痕，请勿引用公文内容；公文仍为已归存，公开属性和原签发不变。",
    )


class ConfirmForm(forms.Form):
    """An act that cannot be undone: a tick beside the button."""

    confirm = forms.BooleanField()

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirm"].label = label


class RenumberForm(RuledForm):
    """作废字号: why, and in which series the next one is given; `following` maps a series to its next number."""

    acts = ("renumber",)
    bases: ClassVar[dict[str, str]] = {"series": "“下一号”供参考，以提交时实际编定的为准。"}
    reason = forms.CharField(
        label="作废原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="记入发文登记簿和留痕，请勿引用公文内容；例如“代字选用有误，应以部名义发文”。",
    )
    series = forms.ModelChoiceField(
        label="新字号的发文代字", queryset=NumberSeries.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args: Any, series: Any, following: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _choose(self, "series", series)
        field.label_from_instance = lambda each: f"{each}　下一号：{following.get(each.pk, '')}"


class UrgeForm(RuledForm):
    """催办: in which words."""

    text = forms.CharField(
        label="催办内容", max_length=200, initial="请抓紧办理。", widget=SHORT, help_text=KEPT_IN_JOURNAL
    )


class OfficeForm(RuledForm):
    """转办、加签: to which office."""

    office = forms.ModelChoiceField(label="单位", queryset=Office.objects.none(), empty_label="请选择单位")

    def __init__(self, *args: Any, organ: str, leave_out: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.filter(path__startswith=organ).exclude(kind=OfficeKind.ORGAN)
        _choose(self, "office", offices.exclude(pk__in=leave_out).order_by("path"))


AWAY_KNOWN = "外出也改派（所选人员目前出差、休假或已委托他人）"


class PersonForm(RuledForm):
    """委派、改派: to whom; `people` are those who may, `away` says in words who of them is absent."""

    person = forms.ModelChoiceField(label="人员", queryset=User.objects.none(), empty_label="请选择人员")

    def __init__(
        self, *args: Any, people: Any, optional: str = "", away: Mapping[int, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        absent = away or {}
        field = _choose(self, "person", people.order_by("full_name", "pk"))
        field.label_from_instance = lambda each: name_of(each, absent.get(each.pk, ""))
        if absent:
            self.fields["away_known"] = forms.BooleanField(label=AWAY_KNOWN, required=False)
        if optional:
            field.required, field.empty_label = False, optional


def _choose(form: forms.Form, name: str, queryset: Any) -> Any:
    field: Any = form.fields[name]
    field.queryset = queryset
    return field


def name_of(person: Any, away: str = "") -> str:
    """Return name, office and post of a person to be chosen, and that the person is absent."""
    title = f" {person.title}" if person.title else ""
    absent = f"　【{away}】" if away else ""
    return f"{person.full_name}（{person.office.label}{title}）{absent}"
