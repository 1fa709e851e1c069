"""What is typed about a row of the catalogue."""

from typing import Any, ClassVar

from django import forms

from common.forms import RuledForm
from documents.choices import LimitUnit
from publication.items.services import ItemWish

LONGEST_LIMIT = 3650  # days
TWO_LINES = forms.Textarea(attrs={"rows": 2})
LIMIT_TOGETHER = "法律另定时限的，天数、单位、起算三项一并填写；适用一般时限的，三项均留空。"


class EndItemForm(RuledForm):
    """Why the row changes; enough for an end."""

    reason = forms.CharField(label="变更原因", max_length=300, widget=TWO_LINES)


class ItemForm(RuledForm):
    """What the row is to say, and why."""

    bases: ClassVar[dict[str, str]] = {
        "limit_days": "没有另定的为20个工作日（政府信息公开条例第26条）；另定的如预算法第十四条。",
    }
    subject = forms.CharField(label="事项", max_length=100)
    content = forms.CharField(label="公开内容", max_length=300, required=False, widget=TWO_LINES)
    basis = forms.CharField(label="依据", max_length=200, help_text="规定公开这一事项的法律、法规、规章，写到条。")
    limit_days = forms.IntegerField(
        label="另定的公开时限（天数）", min_value=1, max_value=LONGEST_LIMIT, required=False
    )
    limit_unit = forms.ChoiceField(label="时限单位", choices=[("", "适用一般时限"), *LimitUnit.choices], required=False)
    counted_from = forms.CharField(label="起算", max_length=60, required=False, help_text="例如：批复之日。")
    withdrawal_days = forms.IntegerField(
        label="撤回时限（工作日）", min_value=1, max_value=LONGEST_LIMIT, required=False,
        help_text="公开的依据不复存在时，须在几个工作日内撤回；没有规定的留空。",
    )  # fmt: skip
    reason = forms.CharField(label="变更原因", max_length=300, widget=TWO_LINES)

    def clean(self) -> dict[str, Any]:
        """Refuse half a limit."""
        data: dict[str, Any] = super().clean() or {}
        given = [data.get("limit_days") is not None, bool(data.get("limit_unit")), bool(data.get("counted_from"))]
        if any(given) and not all(given) and not self.errors:
            self.add_error("limit_days", LIMIT_TOGETHER)
        return data

    def wish(self) -> ItemWish:
        """Return what a valid form asks for."""
        return ItemWish(**{name: self.cleaned_data[name] for name in ItemWish.__slots__})


class NewItemForm(ItemForm):
    """A row that was not there before."""

    code = forms.RegexField(
        label="编号", regex=r"\A[a-z0-9][a-z0-9_-]{0,19}\Z",
        help_text="小写字母、数字、“-”“_”，至多20个字符；用过的编号不再用。",
        error_messages={"invalid": "编号只能用小写字母、数字、“-”和“_”，不超过20个字符。"},
    )  # fmt: skip
    field_order = ("code",)


class ItemDecisionForm(RuledForm):
    """批准、不批准、收回: words are needed for a refusal only; `act` is the pressed button."""

    act = forms.ChoiceField(choices=[("approve", "批准"), ("refuse", "不批准"), ("withdraw", "收回")])
    why = forms.CharField(
        label="不批准的理由", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
