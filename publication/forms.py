"""What people type about relations and statutory pages: shape and validation of input only."""

from django import forms

from common.forms import RuledForm
from portal.choices import RelationKind

LONGEST = 200_000


class RelationForm(forms.Form):
    """One relation that the page offered, and what the person says of it."""

    kind = forms.ChoiceField(choices=RelationKind.choices)
    number_text = forms.CharField(max_length=60, required=False)
    title = forms.CharField(max_length=500, required=False)
    verdict = forms.ChoiceField(choices=[("confirm", "确认"), ("reject", "不采用")])

    @property
    def key(self) -> tuple[str, str, str]:
        """Return the relation as publication.relations.Relation.key."""
        data = self.cleaned_data
        return data["kind"], data["number_text"], data["title"]


class ColumnForm(RuledForm):
    """The text of a statutory page; `seen` is the version that was opened."""

    text = forms.CharField(
        label="文稿",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="每行一段；“一、”“（一）”开头的短行是标题。留空并经批准即撤下，门户显示“尚未填写”。",
    )
    seen = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)


class ColumnDecisionForm(RuledForm):
    """批准、不批准、收回 of a version: words are needed for a refusal only; `act` is the pressed button."""

    act = forms.ChoiceField(choices=[("approve", "批准"), ("refuse", "不批准"), ("withdraw", "收回")])
    version = forms.IntegerField(min_value=1, max_value=2**31)
    why = forms.CharField(
        label="不批准的理由", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
