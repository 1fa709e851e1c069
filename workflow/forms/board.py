"""批量督办: what an act on ticked rows asks for beside the rows."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import uuid4

from django import forms

from accounts.models import User
from common.forms import RuledForm
from documents.choices import Urgency
from workflow.forms.acts import AWAY_KNOWN, KEPT_IN_JOURNAL, SHORT
from workflow.models import BulkKind

URGENCY_BASIS = "党政机关公文处理工作条例第九条第三项：紧急程度是公文送达和办理的时限要求"


class TickedForm(RuledForm):
    """The hidden number by which a form that is sent twice acts once."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def order(self) -> dict[str, Any]:
        """Return what a valid form orders, as fields of workflow.services.Order."""
        given = self.cleaned_data
        return {name: given[name] for name in ("nonce", "words", "urgency") if name in given}


class UrgeRowsForm(TickedForm):
    """催办: in which words."""

    words = forms.CharField(
        label="催办内容", max_length=200, initial="请抓紧办理。", widget=SHORT, help_text=KEPT_IN_JOURNAL
    )


class ReleaseRowsForm(TickedForm):
    """放回待签收: nothing more to say."""


class UrgencyRowsForm(TickedForm):
    """改紧急程度: which, and why."""

    bases: ClassVar[dict[str, str]] = {"urgency": URGENCY_BASIS}
    urgency = forms.ChoiceField(label="紧急程度", choices=[("", "请选择"), *Urgency.choices])
    words = forms.CharField(
        label="理由", max_length=200, widget=SHORT, help_text="记入留痕，请勿引用公文内容；在办环节的时限随之重新计算。"
    )


class ReassignRowsForm(TickedForm):
    """改派: to whom; `label` says of a person for how many rows, and who is absent."""

    person = forms.ModelChoiceField(label="改派给", queryset=User.objects.none(), empty_label="请选择人员")
    away_known = forms.BooleanField(label=AWAY_KNOWN, required=False)

    def __init__(self, *args: Any, people: Any, label: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset, field.label_from_instance = people, label

    def order(self) -> dict[str, Any]:
        """Return what a valid form orders."""
        given = self.cleaned_data
        return super().order() | {"people": (given["person"],), "away_known": given["away_known"]}


class HandOverForm(TickedForm):
    """移交: to one person or shared out among several."""

    people = forms.ModelMultipleChoiceField(
        label="移交给",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="可选多人：每件交给其中有权办理、分得最少的一人。",
        error_messages={"required": "请至少选择一人。"},
    )
    away_known = forms.BooleanField(label=AWAY_KNOWN, required=False)

    def __init__(self, *args: Any, people: Any, label: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset, field.label_from_instance = people, label

    def order(self) -> dict[str, Any]:
        """Return what a valid form orders."""
        given = self.cleaned_data
        return super().order() | {"people": tuple(given["people"]), "away_known": given["away_known"]}


class FilterForm(RuledForm):
    """保存筛选: its name, and whether the whole General Office sees it."""

    name = forms.CharField(label="名称", max_length=40)
    shared = forms.BooleanField(label="办公厅共用", required=False)


PLAIN: dict[str, type[TickedForm]] = {
    BulkKind.URGE: UrgeRowsForm,
    BulkKind.RELEASE: ReleaseRowsForm,
    BulkKind.URGENCY: UrgencyRowsForm,
}
