"""Forms of the co-sign in rounds and of later materials."""

from typing import ClassVar

from django import forms

from common.forms import RuledForm
from interpretation.choices import Step
from review.choices import Taken

LONGEST = 4000


class CommentForm(RuledForm):
    """A comment on one passage; anchor and quote name the passage as the page showed it."""

    anchor = forms.CharField(max_length=40, widget=forms.HiddenInput)
    quote = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(label="批注", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerCommentForm(RuledForm):
    """What became of a comment."""

    outcome = forms.ChoiceField(label="处理", choices=Taken.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="说明", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="未采纳的必须说明理由",
    )  # fmt: skip


class WalkForm(RuledForm):
    """One step of a later material: the words, and where the scanner warns, that it was looked at."""

    bases: ClassVar[dict[str, str]] = {"text": "退回的必须写明理由（党政机关公文处理工作条例第21条）"}

    sm3 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=Step.choices, widget=forms.HiddenInput, required=False)
    seen = forms.BooleanField(label="请核对的疑点，我已逐处核对", required=False)
    text = forms.CharField(label="意见", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
