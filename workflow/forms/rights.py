"""公开的依据: a maker's consent, the lead agency's address."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from common.forms import DayField, RuledForm
from publication.choices import ConsentKind

WEB = [URLValidator(schemes=["http", "https"])]


class ConsentForm(RuledForm):
    """制作机关的公开或同意: how, when, and what proves it."""

    acts = ("let_out",)
    kind = forms.ChoiceField(label="方式", choices=ConsentKind.choices, widget=forms.RadioSelect)
    url = forms.URLField(
        label="制作机关的公开网址", required=False, max_length=500, assume_scheme="https", validators=WEB
    )
    letter = forms.CharField(label="同意函文号或经办情况", required=False, max_length=100)
    given_on = DayField(label="公开或同意日期")

    def clean(self) -> dict[str, Any]:
        """Ask for what proves the chosen manner."""
        kind = self.cleaned_data.get("kind")
        needed = {ConsentKind.PUBLISHED.value: "url", ConsentKind.CONSENTED.value: "letter"}.get(kind or "", "")
        if needed and needed not in self.errors and not self.cleaned_data.get(needed, "").strip():
            self.add_error(needed, "请填写此项，作为公开的依据。")
        return self.cleaned_data


class JointLinkForm(RuledForm):
    """牵头机关的公开网址."""

    url = forms.URLField(label="牵头机关的公开网址", max_length=500, assume_scheme="https", validators=WEB)
