"""词库、负面清单: what is typed when a change is drafted, proposed and decided."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from common.forms import DayField, RuledForm
from common.sheets import MB
from documents.choices import Ground
from review.dictionary.choices import KINDS, SEVERITIES
from review.dictionary.sheet import LIMIT_MB, UNPACKED_MB, Row
from review.errors import RowsRefused, SheetTooLarge
from review.services.negative_list import Wording
from workflow.forms.endings import REFUSE, text_area
from workflow.forms.lists import EVERY, SEARCH, ListFilter

PROPOSE = "propose"
CHOOSE = ("", "请选择")
LONGEST_NOTE = 500
Problems = tuple[tuple[int, str], ...]


def day_field(label: str, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    return DayField(label=label, error_messages={"invalid": "请填写年月日。"}, **more)


class ListForm(RuledForm):
    """What every change says: from when, and why. `problems` are the rows that were refused."""

    valid_from = day_field("生效日期")
    note = text_area("修订说明", 2, LONGEST_NOTE)
    bases: ClassVar[dict[str, str]] = {
        "valid_from": "不得早于今天；批准晚于此日的，自批准之日起生效。此前已作出的审查仍按当时的词库。",
    }

    def __init__(self, *args: Any, today: date, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": today} | (initial or {}), **kwargs)
        self.problems: Problems = ()

    def note_problems(self, error: RowsRefused) -> None:
        """Keep the refused rows for the page."""
        self.problems = error.problems


class SheetForm(ListForm):
    """导入新版: an Excel file with all terms of the next edition."""

    file = forms.FileField(
        label="词库文件（.xlsx）",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx", "data-max-bytes": str(LIMIT_MB * MB)}),
        help_text="须包含新版的全部词条；请先导出现行版，在它上面增删。",
    )
    field_order = ("file", "valid_from", "note")

    def __init__(self, *args: Any, oversize: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oversize = oversize or set()
        if "file" in self.oversize:
            self.fields["file"].required = False  # it was given, but was too large to keep

    def clean_file(self) -> UploadedFile[Any] | None:
        """Refuse a file that was dropped while it came in."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if "file" in self.oversize or (file is not None and (file.size or 0) > LIMIT_MB * MB):
            raise forms.ValidationError(str(SheetTooLarge(limit=LIMIT_MB, unpacked=UNPACKED_MB)))
        return file


class TermsForm(ListForm):
    """增删词条: a few terms more, which share their particulars, and a few less."""

    add = text_area("增加的词语", 4, 5000, required=False, help_text="一行一个；现行版已有的，以这里填写的为准。")
    kind = forms.ChoiceField(label="类别", choices=[CHOOSE, *((label, label) for _, label in KINDS)], required=False)
    severity = forms.ChoiceField(
        label="级别", choices=[CHOOSE, *((label, label) for _, label in SEVERITIES)], required=False
    )
    code = forms.CharField(label="负面清单编号", max_length=20, required=False)
    basis = forms.CharField(
        label="依据", max_length=300, required=False, help_text="不填则取该负面清单条目的法律依据。"
    )
    advice = forms.CharField(label="处理建议", max_length=300, required=False)
    drop = text_area("删去的词语", 3, 5000, required=False, help_text="一行一个。")
    field_order = ("add", "kind", "severity", "code", "basis", "advice", "drop", "valid_from", "note")

    def rows(self) -> list[Row]:
        """Return the terms to add, numbered by their lines."""
        cleaned = self.cleaned_data
        shared = {name: cleaned[name].strip() for name in ("kind", "severity", "code", "basis", "advice")}
        return [Row(number, line, **shared) for number, line in _lines(cleaned["add"])]

    def dropped(self) -> list[str]:
        """Return the terms to drop."""
        return [line for _number, line in _lines(self.cleaned_data["drop"])]


def _lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are not blank with their numbers."""
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


class TermsFilter(ListFilter):
    """The terms of an edition."""

    kind = forms.ChoiceField(label="类别", choices=[EVERY, *KINDS])
    severity = forms.ChoiceField(label="级别", choices=[EVERY, *SEVERITIES])
    code = forms.CharField(label="清单编号", max_length=20)
    q = forms.CharField(
        label="查找", max_length=50, widget=forms.TextInput(attrs=SEARCH.attrs | {"placeholder": "词语"})
    )


class ListDecisionForm(forms.Form):
    """批准、不批准、收回、提请: words are needed for a refusal only; `act` is the pressed button."""

    why = text_area("不批准的理由", 3, LONGEST_NOTE, required=False)

    def __init__(self, *args: Any, act: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["why"].required = act == REFUSE


class EntryForm(ListForm):
    """修订 of an entry of the negative list; 增列 also asks its number."""

    bases: ClassVar[dict[str, str]] = {
        "valid_from": "不得早于今天；批准晚于此日的，自批准之日起生效。此前作出的公开属性决定不变。",
    }
    ground = forms.ChoiceField(label="理由类别", choices=[CHOOSE, *Ground.choices])
    subject = forms.CharField(label="事项", max_length=200)
    scope = text_area("范围说明", 3, 2000)
    basis = forms.CharField(label="法律依据", max_length=300, help_text="写到条、款、项。")
    valid_to = day_field("失效日期", required=False, help_text="不填为长期有效。")
    field_order = ("code", "ground", "subject", "scope", "basis", "valid_from", "valid_to", "note")

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "失效日期不得早于生效日期。")
        return cleaned

    def wording(self) -> Wording:
        """Return what a valid form says."""
        names = ("ground", "subject", "scope", "basis", "valid_to")
        return Wording(**{name: self.cleaned_data[name] for name in names})


class NewEntryForm(EntryForm):
    """增列."""

    code = forms.RegexField(
        label="编号",
        regex=r"^[A-Za-z]\d{2,3}$",
        max_length=4,
        error_messages={"invalid": "编号如 A10：一个字母加两三位数字。"},
    )


class EndEntryForm(ListForm):
    """废止: from which day the entry is not in force any more."""

    bases: ClassVar[dict[str, str]] = {"valid_from": "自此日起不再引用；此前引用它的公开属性决定不变。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].label = "停止适用日期"
