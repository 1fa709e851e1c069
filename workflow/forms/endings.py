"""撤下、更正、重新公开: what is typed when a release ends, when that is decided, and when the text goes out again."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator

from common.forms import RuledForm
from documents.choices import Topic
from publication.choices import KINDS_OF, Ending, RetractionKind
from publication.facts import Wish
from publication.models import Release

APPROVE, REFUSE, WITHDRAW = "approve", "refuse", "withdraw"
WEB_ADDRESS = URLValidator(schemes=["http", "https"])


def text_area(label: str, rows: int, longest: int, **more: Any) -> forms.CharField:
    """Return a field for words."""
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more)


ON_THE_TOMBSTONE = "批准后在门户告示页原样刊登，页面长期保留；不要写内部事项和个人信息。"


class TakeDownForm(RuledForm):
    """What is typed whatever is taken down: the kind, the reason for the file, the words for the public, what follows.

    What follows is asked for one kind only.
    """

    kind = forms.ChoiceField(label="类别")
    reason = text_area("原因（内部留存，不公开）", 3, 2000)
    explanation = text_area("对公众的说明", 3, 500)
    successor = forms.CharField(
        label="接续文件", required=False, max_length=100, help_text="门户上公开中的另一文件的索引号或发文字号。"
    )
    successor_url = forms.URLField(
        label="接续文件的网址", required=False, max_length=500, assume_scheme="https", validators=[WEB_ADDRESS],
        help_text="接续文件不在本门户的，填写网址。",
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Collection[RetractionKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", "请选择"), *((kind.value, kind.label) for kind in kinds)]
        for name in ("successor", "successor_url"):
            if RetractionKind.MERGED in kinds:
                fields[name].widget.attrs["data-depends"] = f"kind={RetractionKind.MERGED}"
            else:
                del fields[name]


class EndingForm(TakeDownForm):
    """提请撤下."""

    act = Ending.RETRACT
    acts: ClassVar[tuple[str, ...]] = ("propose_ending",)
    bases: ClassVar[dict[str, str]] = {
        "kind": "文件失效、废止的不撤下：正文留存可读，在门户标明有效性（规则36、37）。",
        "explanation": ON_THE_TOMBSTONE,
    }

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, kinds=KINDS_OF[self.act], **kwargs)

    def wish(self) -> Wish:
        """Return what a valid form asks for."""
        return Wish(act=self.act, **self.cleaned_data)


class CorrectionForm(EndingForm):
    """提请更正: also what is corrected, the catalogue columns and the files; the reviewed text stays."""

    act = Ending.CORRECT
    bases: ClassVar[dict[str, str]] = {
        "explanation": "批准后在门户页面正文前原样刊登，读者可见更正时间和说明。",
        "typesets": "排版有误，或首次公开时没有生成 PDF 的，勾选后系统随即重新排版并核验，供批准人预览。",
    }
    summary = text_area("内容概述（目录信息）", 3, 2000)
    topic = forms.ChoiceField(label="主题分类（目录信息）", choices=Topic.choices)
    typesets = forms.BooleanField(label="重新排版公开文件（Word、PDF、网页文本）", required=False)
    field_order = ("summary", "topic", "typesets", "kind", "reason", "explanation")

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        initial = {"summary": release.summary, "topic": release.topic}
        super().__init__(*args, release=release, initial=initial, **kwargs)


FORMS: dict[str, type[EndingForm]] = {Ending.RETRACT: EndingForm, Ending.CORRECT: CorrectionForm}


class DecisionForm(forms.Form):
    """批准、不批准、收回: words are needed for a refusal only; `act` is the pressed button."""

    why = text_area("不批准的理由", 3, 1000, required=False)

    def __init__(self, *args: Any, act: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["why"].required = act == REFUSE


class RepublishForm(forms.Form):
    """提请重新公开: why."""

    reason = text_area(
        "理由", 3, 300, help_text="例如复核后认为可以公开；记入留痕，勿引公文内容。内容须改的，请另行发文。"
    )
