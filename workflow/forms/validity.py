"""有效性、清理、移送: filters and what is typed."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import Office, OfficeKind
from common.forms import DayField, RuledForm
from documents.choices import Topic
from portal.choices import Validity
from publication.models import Recipient
from publication.normative.choices import ValidityAct, Verdict
from publication.services.cleanups import Scope
from publication.services.validity import ChangeWish
from workflow.forms.endings import text_area
from workflow.forms.lists import EVERY, SEARCH, ListFilter

FIRST_YEAR, LAST_YEAR = 1949, 2999


def day_field(label: str, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    return DayField(label=label, **more)


def offices() -> Any:
    """Return the departments, in the order of the tree."""
    return Office.objects.exclude(kind=OfficeKind.ORGAN).order_by("path")


class ValidityFilter(ListFilter):
    """规范性文件有效性."""

    validity = forms.ChoiceField(label="有效性", choices=[EVERY, *Validity.choices])
    topic = forms.ChoiceField(label="主题", choices=[EVERY, *Topic.choices])
    office = forms.ModelChoiceField(label="起草单位", queryset=Office.objects.none(), empty_label="全部")
    soon = forms.BooleanField(label="六个月内到期")
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices()  # type: ignore[attr-defined]


class ChangeForm(RuledForm):
    """提请变动有效性."""

    acts = ("propose_validity",)
    act = forms.ChoiceField(label="变动", choices=[("", "请选择"), *ValidityAct.choices])
    effective_on = day_field("自何日起", help_text="撤销的，不论日期均视为自始无效。")
    until = day_field("延长至", required=False)
    instrument = forms.CharField(label="依据文件", max_length=100, help_text="作出决定的文件的发文字号。")
    reason = text_area("说明", 3, 1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs["data-depends"] = f"act={ValidityAct.EXTEND.value}"

    def wish(self) -> ChangeWish:
        """Return the change of a valid form; only an extension has an end."""
        given = dict(self.cleaned_data)
        if given["act"] != ValidityAct.EXTEND:
            given["until"] = None
        return ChangeWish(**given)


class CleanupForm(RuledForm):
    """发起清理: the scope."""

    title = forms.CharField(label="名称", max_length=100, help_text="例如“2026年行政规范性文件清理”。")
    topic = forms.ChoiceField(label="主题", required=False, choices=[EVERY, *Topic.choices])
    year_from = forms.IntegerField(label="成文年份起", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    year_to = forms.IntegerField(label="成文年份止", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    office = forms.ModelChoiceField(
        label="起草单位", required=False, queryset=Office.objects.none(), empty_label="全部"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse years that run backwards."""
        first, last = self.cleaned_data.get("year_from"), self.cleaned_data.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", "止年份不能早于起年份。")
        return self.cleaned_data

    def scope(self) -> Scope:
        """Return the scope of a valid form."""
        return Scope(**self.cleaned_data)


class VerdictForm(RuledForm):
    """清理意见: of one document."""

    verdict = forms.ChoiceField(label="清理意见", choices=[("", "请选择"), *Verdict.choices])
    reason = forms.CharField(label="理由", max_length=300)


class CleanupResultForm(RuledForm):
    """公布清理结果."""

    instrument = forms.CharField(label="公布文件", max_length=100, help_text="公布清理结果的文件的发文字号。")
    effective_on = day_field("自何日起")


class SupplyForm(RuledForm):
    """编制移送清单."""

    recipient = forms.ChoiceField(label="接收单位类别", choices=[("", "请选择"), *Recipient.choices])
    recipient_name = forms.CharField(label="接收单位", max_length=100, help_text="例如“国家图书馆”。")
    since = day_field("公开日期自")
    until = day_field("公开日期至")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards or has not ended."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "止日不能早于起日。")
        if until and until > self.today:
            self.add_error("until", "止日不能晚于今天。")
        return self.cleaned_data


class HandOverForm(RuledForm):
    """登记移送."""

    handed_on = day_field("移送日期")
    received_by = forms.CharField(label="接收凭证", max_length=200, help_text="接收人、回执号等。")
