"""紧急公开: why, the co-signs given afterwards, the decision of another signatory."""

from typing import Any, ClassVar

from django import forms

from common.forms import RuledForm
from review.choices import Verdict
from review.emergency_rules import DECLARING, REFUSING
from workflow.forms.endings import text_area
from workflow.forms.releasing import MomentField

VERDICTS = [(verdict.value, verdict.label) for verdict in (Verdict.AGREE, Verdict.DISAGREE)]


class EmergencyForm(RuledForm):
    """决定紧急公开: why, and when the event was."""

    acts = (DECLARING,)
    bases: ClassVar[dict[str, str]] = {
        "reason": "写明突发事件和须即时公布的原因；追认人、补会签单位将看到。",
        "happened_at": "5小时自事件发生起算；不填的，自决定之时起算。",
    }
    reason = text_area("紧急公开的理由", 3, 1000)
    happened_at = MomentField(label="事件发生时间", required=False)


class AfterwardsForm(RuledForm):
    """补会签: a verdict without default, words where it disagrees."""

    verdict = forms.ChoiceField(label="结论", choices=VERDICTS, widget=forms.RadioSelect)
    text = text_area("意见", 2, 2000, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask a disagreement for its words."""
        if self.cleaned_data.get("verdict") == Verdict.DISAGREE and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", "不同意的，请写明理由。")
        return self.cleaned_data


class RatifyForm(RuledForm):
    """追认、不予追认: words are needed for a refusal only; `act` is the pressed button."""

    words = text_area("追认人意见", 3, 1000, required=False)

    def __init__(self, *args: Any, act: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = act == REFUSING
