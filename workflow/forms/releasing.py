"""When a document is released: the moment at the release desk, its change, its end, and the earliest moment."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms

from common.forms import RuledForm
from publication.facts import Timing
from workflow.forms.endings import text_area

NOW, LATER = "now", "later"
WHEN = [(NOW, "立即公开"), (LATER, "定时公开")]
YEARS = (2000, 2100)
UNREADABLE = "请按“2026-12-01 09:30”的样式填写日期和时间（北京时间）。"
SHAPE = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A minute in the office's time zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format=SHAPE, attrs={"type": "datetime-local"})
        kwargs.setdefault("error_messages", {"invalid": UNREADABLE})
        super().__init__(widget=widget, input_formats=[SHAPE, "%Y-%m-%d %H:%M"], **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; a year that no document is about is a slip of the pen."""
        found = super().to_python(value)
        if found is not None and not YEARS[0] <= found.year <= YEARS[1]:
            raise forms.ValidationError(UNREADABLE, code="invalid")
        return found


class RescheduleForm(RuledForm):
    """改期: another moment, and the reason where it is after the legal deadline."""

    acts = ("reschedule",)
    release_at = MomentField(label="公开时间")
    late_reason = text_area("晚于法定期限的理由", 2, 300, required=False)

    def timing(self) -> Timing:
        """Return what a valid form asks for."""
        return Timing(self.cleaned_data["release_at"], self.cleaned_data["late_reason"])


class CallOffForm(RuledForm):
    """取消定时公开: why."""

    why = text_area("取消的原因", 2, 300, help_text="公文回到“公开发布”环节，须另行办理。")


class EmbargoForm(RuledForm):
    """不早于: the earliest moment of the release, empty: none, and why."""

    bases: ClassVar[dict[str, str]] = {"not_before": "未到时间，任何人不能公开，定时公开也不能早于它；留空为取消。"}
    not_before = MomentField(label="公开不早于", required=False)
    reason = text_area("理由", 2, 300, help_text="例如与有关部门同步公布；记入本件，勿引公文内容。")
