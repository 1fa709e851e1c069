"""年度自查: what is typed."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from accounts.models import Office
from common.forms import RuledForm
from common.sheets import MB
from documents.choices import Ground
from documents.models import NegativeListEntry
from documents.selectors import negative_list
from oversight.models import SelfCheckItem
from oversight.selfcheck.asked import LIMIT_MB, LONGEST_NUMBER, LONGEST_TITLE, MOST_COUNTED
from oversight.selfcheck.choices import Judgement, Outcome
from oversight.selfcheck.facts import Asked
from oversight.selfcheck.services import Verdict
from workflow.forms.endings import text_area
from workflow.forms.lists import EVERY, SEARCH, ListFilter
from workflow.forms.validity import day_field

FIRST_YEAR, LAST_YEAR = 2008, 2999  # the regulation is in force since 2008
KEEP = f"verdict={Judgement.KEEP.value}"


class OpenForm(RuledForm):
    """发起年度自查."""

    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    due_on = day_field("办结期限")


class JudgeForm(RuledForm):
    """重新判断 of one document."""

    acts = ("selfcheck_judge", "decide")
    bases: ClassVar[dict[str, str]] = {
        "verdict": "应当公开的予以公开，可以转为主动公开的转为主动公开（教办厅〔2017〕3号（二十））。"
    }
    verdict = forms.ChoiceField(label="判断", choices=Judgement.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="现理由", required=False, choices=[("", "请选择"), *Ground.choices])
    entry = forms.ModelChoiceField(
        label="负面清单条目", required=False, queryset=NegativeListEntry.objects.none(), empty_label="不引用"
    )
    no_duty_stated = forms.BooleanField(label="没有法律、法规、规章要求公开", required=False)
    reason = text_area(
        "理由说明", 3, 500, help_text="重新写明，请勿照抄；转公开的，写明为何可以公开，或须遮去哪一类内容。"
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = negative_list(on)  # type: ignore[attr-defined]
        for name in ("ground", "entry", "no_duty_stated"):
            self.fields[name].widget.attrs["data-depends"] = KEEP

    def given(self) -> Verdict:
        """Return the verdict of a valid form."""
        return Verdict(**self.cleaned_data)


def first_words(item: SelfCheckItem) -> dict[str, Any]:
    """Return what the form of a document begins with: what was said of it already."""
    return {
        "verdict": item.verdict or None,
        "ground": item.ground_now,
        "entry": item.entry,
        "no_duty_stated": item.no_duty_stated,
        "reason": item.reason,
    }


class SendBackForm(RuledForm):
    """退回重判: why."""

    why = text_area("退回说明", 2, 300)


class ItemFilter(ListFilter):
    """The documents of a self-check."""

    outcome = forms.ChoiceField(label="进展", choices=[EVERY, *Outcome.choices])
    attribute = forms.ChoiceField(
        label="原公开属性", choices=[EVERY, ("on_request", "依申请公开"), ("withheld", "不予公开")]
    )
    office = forms.ModelChoiceField(label="单位", queryset=Office.objects.none(), empty_label="全部")
    q = forms.CharField(label="查找", max_length=100, widget=SEARCH)

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class YearFilter(ListFilter):
    """Which year's applications."""

    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)


class AskedForm(RuledForm):
    """登记申请件数: one information by hand, or a workbook."""

    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    number_text = forms.CharField(label="发文字号", max_length=LONGEST_NUMBER, required=False)
    title = forms.CharField(label="信息名称", max_length=LONGEST_TITLE, required=False, help_text="没有字号的填名称。")
    count = forms.IntegerField(label="申请件数", min_value=1, max_value=MOST_COUNTED, required=False)
    file = forms.FileField(
        label="或导入文件（.xlsx）",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx", "data-max-bytes": str(LIMIT_MB * MB)}),
        help_text="三列：发文字号、名称、申请件数；同一信息再次登记的，以后登记的件数为准。",
    )

    def __init__(self, *args: Any, oversize: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oversize = oversize or set()

    def clean(self) -> dict[str, Any]:
        """Refuse a form that says nothing, half of a line, or a file that is too large."""
        given, file = self.cleaned_data, self.cleaned_data.get("file")
        if "file" in self.oversize or (file is not None and (file.size or 0) > LIMIT_MB * MB):
            self.add_error("file", f"文件超过 {LIMIT_MB} MB。")
        elif file is None and not (given.get("number_text") or given.get("title")):
            self.add_error("number_text", "请填写发文字号或名称，或选择文件。")
        elif file is None and given.get("count") is None:
            self.add_error("count", "请填写申请件数。")
        return given

    def line(self) -> Asked:
        """Return the line of a valid form without a file."""
        given = self.cleaned_data
        return Asked(given["count"], given["number_text"], given["title"])
