"""What the administrator enters into the calendar: the notice of a year, and the days of a region."""

from typing import Any

from django import forms

from accounts.models import Office
from common.digests import of_bytes
from common.forms import DayField, RuledForm
from deadlines.services import Span

LONGEST_NOTICE = 20000  # letters


class NoticeForm(RuledForm):
    """The text of a notice, and what its preview has seen: the calendar's version and this text."""

    text = forms.CharField(
        label="放假安排",
        max_length=LONGEST_NOTICE,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="粘贴国务院办公厅关于某年部分节假日安排的通知全文（含标题）；"
        "也可按“年份 节名 月日-月日 +上班日 | …”每年一行。",
    )
    seen = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    bases = {"text": "依据：全国年节及纪念日放假办法"}

    def mark(self, version: int) -> str:
        """Return what a preview of this text against that version of the calendar has seen."""
        return f"{version}:{of_bytes(self.cleaned_data['text'].encode()).sha256}"

    def seen_version(self) -> int | None:
        """Return the version with which the preview of exactly this text compared, None when there was none."""
        version = self.cleaned_data["seen"].partition(":")[0]
        if not (version.isascii() and version.isdigit()):
            return None
        return int(version) if self.cleaned_data["seen"] == self.mark(int(version)) else None


class RegionalForm(RuledForm):
    """Days of a region: whose, which, whether they are worked, and why."""

    office = forms.ModelChoiceField(Office.objects.none(), label="机构", help_text="适用于该机构及其下属机构")
    name = forms.CharField(label="名称", max_length=40)
    first = DayField(label="自")
    last = DayField(label="至")
    arrangement = forms.ChoiceField(label="安排", choices=[("off", "放假"), ("worked", "调休上班")])
    basis = forms.CharField(label="放假通知", max_length=200, help_text="如“某自治区人民政府办公厅关于…放假的通知”")
    bases = {"basis": "依据：全国年节及纪念日放假办法第四条"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices: Any = self.fields["office"]
        offices.queryset = Office.objects.order_by("path")

    def span(self) -> Span:
        """Return the days."""
        found = self.cleaned_data
        is_workday = found["arrangement"] == "worked"
        return Span(found["first"], found["last"], is_workday, found["name"], found["basis"])
