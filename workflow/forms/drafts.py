"""Forms of a draft: the upload, its elements, the proposed disclosure decision, a new text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from accounts.models import Office, User
from common.forms import DayField, RuledForm
from documents.choices import Attribute, Direction, Genre, Ground, Stage, Topic, Urgency
from documents.docx import genres
from documents.intake import Intake
from documents.models import CatalogueItem, NegativeListEntry, NumberSeries
from documents.services import Elements, Proposal
from workflow.forms.files import TakesFiles, WordField, WordFilesField
from workflow.forms.releasing import MomentField

TWO_LINES = forms.Textarea(attrs={"rows": 2})
DECISION = ("attribute", "stages", "ground", "reason", "entry", "no_duty_stated", "confirmed")
ONE_ATTRIBUTE = "必须且只能选定一种公开属性，不设默认值（规则1；依据：国办发〔2016〕80号 一(一)）。"


class UploadForm(TakesFiles, RuledForm):
    """新拟公文: the Word file and its attachments."""

    file = WordField(label="公文正文（.docx）", help_text="一个文件，不超过 50 MB。")
    attachments = WordFilesField(
        label="附件（.docx，可多选）", required=False, help_text="作为单独文件的附件，按所选顺序编为附件1、附件2……"
    )

    on_behalf_of = forms.ChoiceField(label="拟稿身份", required=False)

    def __init__(self, *args: Any, principals: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.principals = {str(person.pk): person for person in principals}
        names = [(pk, f"代 {person.full_name} 拟稿") for pk, person in self.principals.items()]
        if names:
            self.fields["on_behalf_of"].choices = [("", "本人"), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["on_behalf_of"]

    def principal(self) -> User | None:
        """Return the person in whose place the draft is made, None when it is the own one."""
        return self.principals.get(self.cleaned_data.get("on_behalf_of", ""))

    def clean_file(self) -> Intake | None:
        """Take the main file in."""
        return self.take("file", self.cleaned_data.get("file"))

    def clean_attachments(self) -> tuple[Intake, ...]:
        """Take the attachments in."""
        return self.take_all("attachments", self.cleaned_data.get("attachments") or [])


class LinesField(forms.CharField):
    """One entry a line; cleans to a tuple."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        """Show one entry a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Return the entries, none longer than the limit."""
        lines = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if any(len(line) > self.most for line in lines):
            raise forms.ValidationError(f"每行一个机关，每个不超过 {self.most} 字。")
        return lines


class DraftForm(TakesFiles, RuledForm):
    """修改草稿. `data` may be partial: what is missing for 送审 is the gate's affair, not the form's."""

    acts = ("submit", "decide")
    bases: ClassVar[dict[str, str]] = {
        "series": "发文字号在登记环节编定（党政机关公文处理工作条例第二十五条），此处只选代字。",
        "direction": "行文方向须与文种相符（党政机关公文处理工作条例第八条）。",
        "sealed": "有特定发文机关标志的普发性公文可以不盖章（党政机关公文处理工作条例第九条第十三项）；纪要不盖章。",
        "is_policy": "主动公开的政策性文件须同步报送解读方案（国办发〔2016〕80号 二）。",
        "is_normative": "须经合法性审核并主动公开（国办发〔2018〕37号、115号）。",
        "is_major": "须经合法性审查（国务院令第713号第二十五条）。",
        "catalogue_item": "法律另定公开时限的事项在此选定（预算法第十四条、行政处罚法第四十八条等）。",
        "led_by": "联合行文由牵头机关公开（政府信息公开条例第十条，规则24）。",
        "forwarded_from": "他机关的文件由制作机关公开或经其同意（政府信息公开条例第十、十一条，规则23）。",
        "not_before": "须与他处同步公布等情形才填；未到时间，任何人不能公开。",
        "cosign_offices": "涉及其他部门职权的，须协商一致（党政机关公文处理工作条例第十九条第六项）。",
    }

    title = forms.CharField(label="标题", max_length=500, widget=TWO_LINES)
    genre = forms.ChoiceField(label="文种", required=False, choices=[("", "请选择"), *Genre.choices])
    direction = forms.ChoiceField(label="行文方向", choices=Direction.choices)
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices)
    issuing_body = forms.ChoiceField(label="发文机关标志")
    addressees = LinesField(label="主送机关", required=False, most=200, help_text="每行一个。")
    copies_to = LinesField(label="抄送机关", required=False, most=200, help_text="每行一个。")
    sealed = forms.BooleanField(label="加盖发文机关印章", required=False)
    series = forms.ModelChoiceField(
        label="发文代字", required=False, queryset=NumberSeries.objects.none(), empty_label="尚未选定"
    )
    topic = forms.ChoiceField(label="主题分类", choices=Topic.choices)
    summary = forms.CharField(
        label="内容概述", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="公开目录所用；不填则取正文首段。",
    )  # fmt: skip
    statement = forms.CharField(label="行文说明", required=False, max_length=300, widget=TWO_LINES)
    is_policy = forms.BooleanField(label="政策性文件", required=False)
    is_normative = forms.BooleanField(label="行政规范性文件", required=False)
    is_major = forms.BooleanField(label="重大行政决策", required=False)
    valid_years = forms.IntegerField(
        label="有效期（年）", required=False, min_value=1, max_value=5,
        help_text="自首次公开之日起算；不填的，按五年，标题有“试行”“暂行”的按两年。",
    )  # fmt: skip
    catalogue_item = forms.ModelChoiceField(
        label="主动公开目录项",
        required=False,
        queryset=CatalogueItem.objects.none(),
        empty_label="一般事项（20个工作日）",
    )
    limit_from = DayField(
        label="公开时限起算日", required=False,
        help_text="目录项另定起算的填写，例如预决算的批复之日；不填则自成文日期起算。",
    )  # fmt: skip
    led_by = forms.CharField(
        label="牵头机关",
        required=False,
        max_length=100,
        help_text="联合行文由其他机关牵头的填写：由牵头机关公开，本机关归存并登记其网址。",
    )
    forwarded_from = forms.CharField(
        label="所转发文件的制作机关", required=False, max_length=100,
        help_text="转发其他机关文件的填写：公开前须登记其已公开的网址或同意公开的函。",
    )  # fmt: skip
    not_before = MomentField(label="公开不早于", required=False)
    not_before_reason = forms.CharField(label="不早于的理由", required=False, max_length=300, widget=TWO_LINES)
    cosign_offices = forms.ModelMultipleChoiceField(
        label="会签单位", required=False, queryset=Office.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    attribute = forms.ChoiceField(label="公开属性", required=False, choices=Attribute.choices, widget=forms.RadioSelect)
    stages = forms.MultipleChoiceField(
        label="五公开环节", required=False, choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    ground = forms.ChoiceField(label="不公开理由", required=False, choices=[("", "请选择"), *Ground.choices])
    reason = forms.CharField(
        label="理由说明", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    entry = forms.ModelChoiceField(
        label="负面清单条目", required=False, queryset=NegativeListEntry.objects.none(), empty_label="请选择"
    )
    no_duty_stated = forms.BooleanField(label="声明：没有法律、法规、规章要求公开本件", required=False)
    confirmed = forms.BooleanField(label="再次确认：本件可能属于应当主动公开的事项，仍不主动公开", required=False)
    note = forms.CharField(label="修改说明", required=False, max_length=500)
    keep_attachments = forms.BooleanField(label="保留现有附件", required=False, initial=True)
    file = WordField(label="新的正文（.docx）", required=False, help_text="不选则正文不变。")
    attachments = WordFilesField(label="增加附件（.docx，可多选）", required=False)

    SECTIONS: ClassVar[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
        ("elements", "公文要素", "已由系统从正文读出，请核对", (
            "title", "genre", "direction", "urgency", "issuing_body", "addressees", "copies_to", "sealed",
            "series",
        )),
        ("kind", "性质与会签", "", ("is_policy", "is_normative", "valid_years", "is_major", "cosign_offices")),
        ("decision", "公开属性", "没有默认值，须由拟稿人提出", DECISION),
        ("catalogue", "公开目录与说明", "", (
            "topic", "summary", "statement", "catalogue_item", "limit_from", "led_by", "forwarded_from",
            "not_before", "not_before_reason",
        )),
        ("text", "更换正文与附件", "上传新稿后，针对原内容的意见将失效", (
            "file", "attachments", "keep_attachments", "note",
        )),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: "Choices", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        fields: dict[str, Any] = self.fields
        fields["issuing_body"].choices = [(name, name) for name in choices.issuers]
        fields["series"].queryset = choices.series
        fields["catalogue_item"].queryset = choices.items
        fields["entry"].queryset = choices.entries
        fields["cosign_offices"].queryset = choices.offices
        fields["attribute"].help_text = choices.proposed
        if not choices.has_attachments:
            del fields["keep_attachments"]
        depends = "attribute=on_request|withheld"
        fields["valid_years"].widget.attrs["data-depends"] = "is_normative=yes"
        for name in ("ground", "reason", "entry", "no_duty_stated", "confirmed"):
            fields[name].widget.attrs["data-depends"] = depends

    def sections(self) -> Iterator[dict[str, Any]]:
        """Yield the sections of the page with their bound fields."""
        for name, title, note, names in self.SECTIONS:
            yield {"id": name, "title": title, "note": note, "fields": [self[n] for n in names if n in self.fields]}

    def clean_file(self) -> Intake | None:
        """Take the new text in."""
        return self.take("file", self.cleaned_data.get("file"))

    def clean_attachments(self) -> tuple[Intake, ...]:
        """Take further attachments in."""
        return self.take_all("attachments", self.cleaned_data.get("attachments") or [])

    def clean(self) -> dict[str, Any]:
        """Let a changed genre carry its usual direction; refuse another direction than the genre allows."""
        cleaned = self.cleaned_data
        if not cleaned.get("is_normative"):
            cleaned["valid_years"] = None  # the field is hidden then
        genre, direction = cleaned.get("genre"), cleaned.get("direction")
        if genre and direction:
            allowed = directions_of(genre)
            if direction not in allowed and "direction" not in self.changed_data:
                cleaned["direction"] = allowed[0]
            elif direction not in allowed:
                names = "、".join(str(Direction(each).label) for each in allowed)
                self.add_error("direction", f"“{genre}”只能用于{names}。")
        self._check_embargo()
        return cleaned

    def _check_embargo(self) -> None:
        """Ask why a release is to be held back; where it is not, there is nothing to be explained."""
        if self.cleaned_data.get("not_before") is None:
            self.cleaned_data["not_before_reason"] = ""
        elif not self.cleaned_data.get("not_before_reason", "").strip():
            self.add_error("not_before_reason", "设定不早于公开的时间，须写明理由。")

    def elements(self) -> Elements:
        """Return the elements of a valid form."""
        own = {name: self.cleaned_data[name] for name in Elements.__slots__ if name != "cosign_offices"}
        return Elements(**own, cosign_offices=tuple(self.cleaned_data["cosign_offices"]))

    def proposal(self) -> Proposal | None:
        """Return the disclosure decision of a valid form, None where none was begun or its attribute is missing."""
        cleaned = self.cleaned_data
        if not cleaned["attribute"]:
            return None
        given = {name: cleaned[name] for name in DECISION}
        return Proposal(**given | {"stages": tuple(cleaned["stages"])})

    def begun_without_attribute(self) -> bool:
        """Test if parts of a disclosure decision were filled in but no attribute was chosen."""
        return not self.cleaned_data["attribute"] and any(self.cleaned_data[name] for name in DECISION)


def directions_of(genre: str) -> list[str]:
    """Return the directions that the genre allows, the usual one first."""
    return [each.value for each in genres.FACTS[genres.Genre(genre)].directions]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the draft's form may offer: gathered by workflow.pages.draft."""

    issuers: list[str]
    series: Any
    entries: Any
    offices: Any
    items: Any
    proposed: str
    has_attachments: bool
