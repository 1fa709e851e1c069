"""The form of a desk: verdict, words, and what only some desks ask; beside it the form of a return."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from common.forms import DayField, KeyedRadioSelect, RuledForm
from documents.models import NumberSeries
from publication.facts import Timing
from review.choices import (
    CONFIDENTIALITY_CHAIN,
    CONFIRMED_WITHHOLDING,
    PLAN_WARNINGS_SEEN,
    Desk,
    Resume,
    ReturnReason,
    Verdict,
)  # fmt: skip
from review.services.opinions import Given, verdicts_of
from review.topics import heads_of
from workflow.forms.files import TakesFiles, WordFilesField
from workflow.forms.releasing import LATER, NOW, WHEN, MomentField

DECIDE, RETURN, CLASSIFY = "decide", "return", "classify"
KEYS = {Verdict.AGREE.value: "a", Verdict.MAY_PUBLISH.value: "a"}
RETURN_FIELDS = ("return_reason", "return_text", "to_desk", "resume")
CLASSIFY_FIELDS = ("confirm_classify",)
FILE_FIELDS = ("attached",)
TIMING_FIELDS = ("when", "release_at", "late_reason")
WHEN_UNCLEAR = "填写了公开时间，请选“定时公开”；要马上公开的，请清空公开时间。"
WHEN_MISSING = "选定时公开的，请填写公开时间。"
NO_BUTTON = "没有识别出所按的按钮，什么也没有提交；请用页面上的按钮重新提交。"
REASONS = [pair for pair in ReturnReason.choices if pair[0] != ReturnReason.WITHDRAWN]  # the drafter's alone

MUST: dict[str, tuple[str, ...]] = {
    DECIDE: ("verdict",),
    RETURN: ("return_reason", "return_text", "to_desk"),
    CLASSIFY: ("text", *CLASSIFY_FIELDS),
}


class StepForm(TakesFiles, RuledForm):
    """What is typed at a desk. `act` says which button was pressed ("" while the page is only shown).

    The fields of the other acts are kept as typed, and never stand in the way.
    """

    bases: ClassVar[dict[str, str]] = {
        "to_desk": "退回至较早的环节；其他未办结的环节同时收回。保密审查各级之间的退回只重审保密审查。",
        "resume": "由退回人决定修改后从哪里接着办。",
        "when": "定时公开的，系统到时再核对一遍，仍符合条件方予公开；到时之前可以改期或取消。",
        "release_at": "北京时间。",
    }
    verdict = forms.ChoiceField(label="结论", required=False)
    checklist = forms.MultipleChoiceField(label="逐项审查", required=False, widget=forms.CheckboxSelectMultiple)
    confirm_withholding = forms.BooleanField(
        label="我已核对政府信息公开条例第20条，再次确认本件不主动公开", required=False
    )
    plan_seen = forms.BooleanField(label="解读方案和材料中请核对的疑点，我已逐处核对", required=False)
    series = forms.ModelChoiceField(
        label="发文代字", required=False, queryset=NumberSeries.objects.none(), empty_label="请选择"
    )
    issued_on = DayField(label="成文日期", required=False)
    when = forms.ChoiceField(label="何时公开", required=False, choices=WHEN, initial=NOW, widget=forms.RadioSelect)
    release_at = MomentField(label="公开时间", required=False)
    late_reason = forms.CharField(
        label="晚于法定期限的理由", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(label="意见", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    attached = WordFilesField(label="意见附件（.docx）", required=False)
    return_reason = forms.ChoiceField(
        label="退回原因", required=False, choices=[("", "请选择"), *REASONS],
        widget=forms.Select(attrs={"data-return-reason": True}),
    )  # fmt: skip
    return_text = forms.CharField(
        label="具体说明", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    to_desk = forms.ChoiceField(label="退至", required=False)
    resume = forms.ChoiceField(
        label="修改后", required=False, choices=Resume.choices, initial=Resume.DIRECT, widget=forms.RadioSelect
    )
    confirm_classify = forms.BooleanField(
        label="我确认：本件应当定密，须立即终止在本系统办理；正文、附件与全部意见将被清除，不可恢复", required=False
    )

    def __init__(
        self,
        *args: Any,
        desk: str,
        targets: list[Desk],
        series: Any = None,
        loan: bool = False,
        confirms: bool = False,
        warned: bool = False,
        topics: Sequence[str] = (),
        act: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.act, self.loan = desk, act, loan
        if not confirms:
            self.fields.pop("confirm_withholding")
        if not warned:
            self.fields.pop("plan_seen")
        self.acts = (desk, "return")  # type: ignore[misc]  # each desk has its own rules
        self._offer(targets, series)
        fields: dict[str, Any] = self.fields
        fields["checklist"].choices = list(heads_of(topics).items())
        for name in ("release_at", "late_reason"):
            fields[name].widget.attrs["data-depends"] = f"when={LATER}"
        for name in self._superfluous(targets, loan):
            self.fields.pop(name, None)
        self._require()

    def _offer(self, targets: list[Desk], series: Any) -> None:
        fields: dict[str, Any] = self.fields
        verdicts = [v for v in verdicts_of(self.desk) if v != Verdict.MUST_CLASSIFY]
        fields["verdict"].choices = [(v.value, v.label) for v in verdicts]
        fields["verdict"].widget = KeyedRadioSelect(keys=KEYS, choices=fields["verdict"].choices)
        fields["to_desk"].choices = [(d.value, "拟稿人（修改）" if d == Desk.REVISE else d.label) for d in targets]
        if series is not None:
            fields["series"].queryset = series
        self.one_verdict = verdicts[0].value if len(verdicts) == 1 else ""

    def _superfluous(self, targets: list[Desk], loan: bool) -> set[str]:
        names: set[str] = set()
        if self.one_verdict or loan:
            names.add("verdict")
        if self.desk not in CONFIDENTIALITY_CHAIN:
            names |= {"checklist", *CLASSIFY_FIELDS}
        if self.desk != Desk.REGISTER:
            names |= {"series", "issued_on"}
        if self.desk != Desk.RELEASE:
            names |= set(TIMING_FIELDS)
        if not targets or loan:
            names |= set(RETURN_FIELDS)
        return names | ({"attached"} if loan else set())

    def _require(self) -> None:
        needed = MUST.get(self.act or DECIDE, ()) + (("text",) if self.loan else ())
        for name in needed:
            if name in self.fields:
                self.fields[name].required = True

    def clean_attached(self) -> list[tuple[str, bytes]]:
        """Take the files of the opinion in; a refused one is refused like any upload."""
        taken = self.take_all("attached", self.cleaned_data.get("attached") or [])
        return [(each.filename, each.data) for each in taken]

    def clean(self) -> dict[str, Any]:
        """Refuse an act that is no button of this desk: a decision is never taken for want of a better word."""
        offered = {DECIDE: True, RETURN: self.return_fields(), CLASSIFY: self.classify_fields()}
        if not offered.get(self.act):
            raise forms.ValidationError(NO_BUTTON)
        if self.act == DECIDE and "when" in self.fields:
            self._check_when()
        return self.cleaned_data

    def _check_when(self) -> None:
        """Never release at once what was meant for later, nor the other way about."""
        typed, later = self.cleaned_data.get("release_at"), self.cleaned_data.get("when") == LATER
        if later and typed is None and "release_at" not in self.errors:
            self.add_error("release_at", WHEN_MISSING)
        if typed is not None and not later:
            self.add_error("when", WHEN_UNCLEAR)

    def timing(self) -> Timing | None:
        """Return at which moment a valid form wants the release; None: at once, or this desk releases nothing."""
        cleaned = self.cleaned_data
        if cleaned.get("when") != LATER:
            return None
        return Timing(cleaned["release_at"], cleaned["late_reason"])

    def given(self) -> Given:
        """Return the opinion of a valid form."""
        cleaned = self.cleaned_data
        verdict = Verdict.MUST_CLASSIFY if self.act == CLASSIFY else cleaned.get("verdict") or self.one_verdict
        files = tuple(cleaned.get("attached", ()))
        confirmed = (CONFIRMED_WITHHOLDING,) if cleaned.get("confirm_withholding") else ()
        seen = (PLAN_WARNINGS_SEEN,) if cleaned.get("plan_seen") else ()
        return Given(str(verdict), cleaned["text"], (*cleaned.get("checklist", ()), *confirmed, *seen), files)

    def opinion_fields(self) -> list[Any]:
        """Return the bound fields of the opinion."""
        others = (*RETURN_FIELDS, *CLASSIFY_FIELDS, *FILE_FIELDS)
        return [self[name] for name in self.fields if name not in others]

    def file_fields(self) -> list[Any]:
        """Return the bound field for files, empty where none may be attached."""
        return [self[name] for name in FILE_FIELDS if name in self.fields]

    def return_fields(self) -> list[Any]:
        """Return the bound fields of a return, empty where the desk cannot return."""
        return [self[name] for name in RETURN_FIELDS if name in self.fields]

    def classify_fields(self) -> list[Any]:
        """Return the bound fields of 应当定密."""
        return [self[name] for name in CLASSIFY_FIELDS if name in self.fields]
