"""电子监察: filters, and what is typed about a card."""

from typing import Any

from django import forms

from accounts.models import Office
from common.forms import DayField, RuledForm
from oversight.supervision.choices import CardAct, CardColour, CardState, Kind
from oversight.supervision.criteria import CHOICES
from workflow.forms.endings import text_area
from workflow.forms.lists import EVERY, ListFilter


class IncidentFilter(ListFilter):
    """The incidents."""

    criterion = forms.ChoiceField(label="判据", choices=[EVERY, *CHOICES])
    kind = forms.ChoiceField(label="类别", choices=[EVERY, *Kind.choices])
    card = forms.ChoiceField(label="监察牌", choices=[EVERY, ("none", "未发牌"), *CardState.choices])
    office = forms.ModelChoiceField(label="单位", queryset=Office.objects.none(), empty_label="全部")
    since = DayField(label="起始日")
    until = DayField(label="截止日")

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class IssueForm(RuledForm):
    """发牌: which colour."""

    colour = forms.ChoiceField(label="牌色", choices=CardColour.choices, widget=forms.RadioSelect)


class ActForm(RuledForm):
    """说明、维持、撤销、申诉、裁定: in words; `act` is the button."""

    text = text_area("说明", 4, 1000, help_text="请勿引用公文内容。")

    def __init__(self, *args: Any, acts: list[CardAct], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts_offered = acts

    def act(self) -> CardAct | None:
        """Return the act of the pressed button, None when it is not offered."""
        wanted = self.data.get("act", "") if self.is_bound else ""
        return next((each for each in self.acts_offered if each.value == wanted), None)
