"""The forms of the workbench: which findings, and how they are disposed of."""

from typing import Any

from django import forms

from common.forms import RuledForm
from documents.choices import Ground
from review.choices import KeepReason, Reach

KEEP, REDACT, RESTORE, REOPEN, RESCAN = "keep", "redact", "restore", "reopen", "rescan"
GROUNDS = [pair for pair in Ground.choices if pair[0] != Ground.STATE_SECRET]
NOTHING = "没有识别出所按的按钮，什么也没有改动；请用页面上的按钮重新提交。"
MUST = {KEEP: ("reason", "text"), REDACT: ("ground",), RESTORE: (), REOPEN: (), RESCAN: ()}


class FindingsForm(RuledForm):
    """What the reviewer does with the chosen findings; `act` says which button was pressed.

    `findings` are serials of the scan, `withheld` numbers of withheld passages, `passage` one passage a line.
    """

    findings = forms.TypedMultipleChoiceField(label="疑点", coerce=int, required=False)
    withheld = forms.TypedMultipleChoiceField(label="区分处理处", coerce=int, required=False)
    reason = forms.ChoiceField(label="保留理由", required=False, choices=[("", "请选择"), *KeepReason.choices])
    text = forms.CharField(label="保留说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    ground = forms.ChoiceField(label="不公开理由", required=False, choices=[("", "请选择"), *GROUNDS])
    reach = forms.ChoiceField(
        label="处理范围", required=False, choices=Reach.choices, initial=Reach.EVERYWHERE, widget=forms.RadioSelect
    )
    passage = forms.CharField(
        label="另行遮去的文字",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "data-passage": True}),
        help_text="每行一段；先在正文中选取文字，再按 x 填入。",
    )

    def __init__(self, *args: Any, serials: list[int], passages: int, act: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        fields: dict[str, Any] = self.fields
        fields["findings"].choices = [(serial, serial) for serial in serials]
        fields["withheld"].choices = [(number, number) for number in range(1, passages + 1)]
        for name in MUST.get(act, ()):
            fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """Refuse an act that is no button of the page."""
        if self.act not in MUST:
            raise forms.ValidationError(NOTHING)
        return self.cleaned_data

    def passages(self) -> tuple[str, ...]:
        """Return the typed passages of a valid form, each once."""
        lines = (line.strip() for line in self.cleaned_data["passage"].splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))
