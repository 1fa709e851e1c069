"""Forms about the confidentiality chain: its setting for an office, and an answer from outside."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from accounts.forms import OfficeChoice
from accounts.models import Office
from common.forms import DayField, RuledForm
from review.models.chain import ANSWERS
from review.services.chains import Answer

WHEN_IN_DOUBT, ALWAYS = "", "always"


class ChainForm(RuledForm):
    """For which office, whether a leader always speaks, and why."""

    bases: ClassVar[dict[str, str]] = {"leader_always": "保守国家秘密法实施条例第四十二条；政府信息公开条例第十七条。"}
    office = OfficeChoice(
        label="适用单位", queryset=Office.objects.none(), help_text="含其下属单位；下属单位另有设置的从其设置。"
    )
    leader_always = forms.ChoiceField(
        label="领导裁定", required=False, initial=ALWAYS, widget=forms.RadioSelect,
        choices=[(ALWAYS, "主动公开的一律报领导裁定"), (WHEN_IN_DOUBT, "仅在无法确定或意见不一致时报领导裁定")],
    )  # fmt: skip
    reason = forms.CharField(label="设定理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]  # a field for one row of a table

    def chain(self) -> dict[str, Any]:
        """Return what a valid form sets."""
        cleaned = self.cleaned_data
        always = cleaned["leader_always"] == ALWAYS
        return {"office": cleaned["office"], "leader_always": always, "reason": cleaned["reason"]}


class AnswerForm(RuledForm):
    """What a competent department or 保密行政管理部门 answered."""

    acts = ("confidentiality_leader",)
    body = forms.CharField(label="答复机关", max_length=200)
    letter = forms.CharField(label="来函文号", max_length=100, required=False)
    answered_on = DayField(label="答复日期")
    answer = forms.ChoiceField(
        label="答复结论", choices=[(a.value, a.label) for a in ANSWERS], widget=forms.RadioSelect
    )
    text = forms.CharField(label="答复内容", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def given(self) -> Answer:
        """Return the answer of a valid form."""
        return Answer(**self.cleaned_data)
