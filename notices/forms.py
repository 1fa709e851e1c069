"""提醒设置: what a person types."""

from collections.abc import Collection
from typing import Any

from django import forms

from accounts.models import Office
from common.forms import RuledForm
from notices.choices import Channel, Group, RobotKind
from notices.kinds import KINDS
from notices.models import Preference
from notices.quiet import EVENING, MORNING, Quiet

HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
USUAL = (Group.ARRIVALS, Group.URGING, Group.RED, Group.DIGEST)


class PreferenceForm(RuledForm):
    """One set of channels for each group, the own address, the quiet hours; `open_to` are the channels that exist."""

    mail = forms.EmailField(label="邮箱", max_length=200, required=False)
    quiet_from = forms.TimeField(label="安静时段从", widget=HOUR, initial=EVENING)
    quiet_to = forms.TimeField(label="到", widget=HOUR, initial=MORNING)
    quiet_rest_days = forms.BooleanField(label="休息日全天安静", required=False, initial=True)

    def __init__(self, *args: Any, open_to: Collection[str], groups: Collection[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [each for each in Channel.choices if each[0] in open_to]
        self.groups = [each for each in Group if each in groups]
        for group in self.groups:
            boxes = forms.CheckboxSelectMultiple()
            field = forms.MultipleChoiceField(label=group.label, choices=choices, required=False, widget=boxes)
            self.fields[group.value] = field
            field.initial = [Channel.MAIL] if group in USUAL and Channel.MAIL in open_to else []

    @staticmethod
    def initial_of(preference: Preference | None) -> dict[str, Any]:
        """Return what is stored; nothing: what is usual."""
        if preference is None:
            return {}
        hours = {name: getattr(preference, name) for name in ("mail", "quiet_from", "quiet_to", "quiet_rest_days")}
        return {**hours, **{group: preference.chosen(group) for group in Group.values}}

    def clean(self) -> dict[str, Any]:
        """Demand an address where mail is chosen."""
        chosen = [group for group in self.groups if Channel.MAIL in self.cleaned_data.get(group.value, [])]
        if chosen and not self.cleaned_data.get("mail") and "mail" not in self.errors:
            self.add_error("mail", "选了邮件的，请填写邮箱；不用邮件的，请取消勾选。")
        return self.cleaned_data

    def channels(self) -> dict[str, list[str]]:
        """Return the channels of each group of a valid form."""
        return {group.value: self.cleaned_data[group.value] for group in self.groups}

    def quiet(self) -> Quiet:
        """Return the quiet hours of a valid form."""
        given = self.cleaned_data
        return Quiet(given["quiet_from"], given["quiet_to"], given["quiet_rest_days"])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each group: its field and what it holds."""
        return [{"group": each, "words": _words_of(each), "field": self[each.value]} for each in self.groups]


def _words_of(group: Group) -> str:
    return "、".join(each.word for each in KINDS.values() if each.group == group)


class RobotForm(RuledForm):
    """工作群机器人: of which office, whose, where, with which secret; address and secret are never shown again."""

    office = forms.ModelChoiceField(label="机构", queryset=Office.objects.none(), empty_label="请选择机构")
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *RobotKind.choices])
    address = forms.CharField(
        label="Webhook 地址", max_length=500, help_text="在群里添加机器人后得到的完整地址；保存后不再显示。"
    )
    secret = forms.CharField(
        label="加签密钥",
        max_length=200,
        required=False,
        help_text="钉钉机器人的“加签”密钥；企业微信没有。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = Office.objects.order_by("path")
        self.fields["secret"].widget.attrs["data-depends"] = f"kind={RobotKind.DINGTALK.value}"
