"""Forms of re-posting: a feed, a decision with its reason, the catalogue columns of what goes to the portal."""

from datetime import date
from typing import Any

from django import forms

from common.forms import DayField, RuledForm
from documents.choices import Topic
from publication.models import RepostTask
from publication.reposting.publishing import Wanted
from publication.reposting.rules import ACT

LONG = forms.Textarea(attrs={"rows": 3})


class SourceForm(RuledForm):
    """A feed to subscribe to."""

    name = forms.CharField(label="来源名称", max_length=200, help_text="公众看到的来源，如“中国政府网”")
    url = forms.CharField(label="订阅地址", max_length=1000, help_text="Atom 或 RSS，http 或 https")


class DeclineForm(RuledForm):
    """Why it is not re-posted."""

    reason = forms.CharField(label="不转载的理由", max_length=1000, widget=LONG)


class KeepForm(RuledForm):
    """Why a re-posted text stands although its source changed."""

    reason = forms.CharField(label="保留的理由", max_length=1000, widget=LONG)


class PublishForm(RuledForm):
    """The catalogue columns, filled from the text; a person confirms them, and the findings if there are any."""

    acts = (ACT,)
    title = forms.CharField(label="标题", max_length=500)
    number_text = forms.CharField(label="发文字号", max_length=60, required=False)
    issuing_body = forms.CharField(label="发文机关", max_length=100)
    issued_on = DayField(label="成文日期", required=False, since=date(1949, 10, 1))
    topic = forms.ChoiceField(label="主题分类", choices=[("", "未分类"), *Topic.choices], required=False)
    confirmation = forms.CharField(label="疑点的确认", max_length=1000, widget=LONG, required=False)

    def __init__(self, *args: Any, task: RepostTask, **kwargs: Any) -> None:
        hints = {name: value for name, value in task.hints.items() if value}
        super().__init__(*args, initial={"title": task.title, **hints}, **kwargs)
        if not task.open_doubts:
            del self.fields["confirmation"]

    def wanted(self) -> Wanted:
        """Return the catalogue columns as confirmed."""
        return Wanted(**{"confirmation": "", **self.cleaned_data})
