"""延期: how much more time and why; what the General Office answers."""

from typing import Any

from django import forms

from common.forms import RuledForm

SHORT = forms.Textarea(attrs={"rows": 2})


class AskForm(RuledForm):
    """How much and why; `unit` is what is counted."""

    amount = forms.IntegerField(label="延长", min_value=1, max_value=60)
    reason = forms.CharField(label="延期理由", max_length=300, widget=SHORT)
    bases = {"amount": "依据：本机关规定，只能延期一次，不超过原时限，须在期限届满之前申请"}

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = f"延长（{unit}）"


class DecideForm(RuledForm):
    """What is answered; a refusal says why."""

    answer = forms.CharField(label="批准意见", max_length=300, required=False, widget=SHORT)
