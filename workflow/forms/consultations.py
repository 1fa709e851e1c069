"""征求意见: whom to ask about what, and one small form for each thing that may happen afterwards."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from common.forms import DayField, RuledForm
from review.choices import Consulted, ConsultStep, Reply, Ruling
from review.services import Happened, Wanted
from workflow.forms.endings import text_area


class ConsultForm(RuledForm):
    """提出征求意见: kind, addressee, and the part of the document that concerns them."""

    bases: ClassVar[dict[str, str]] = {
        "kind": "第三方：条例第15、32条，逾期未答复不视为同意；共同制作机关：第34条，逾期未答复视为同意；"
        "涉及的其他机关：第11条，须协商一致或者说明不再征求的理由。",
        "matter": "写入函件，请只写涉及对方的部分（如“附件1第3行的报价明细”），不要照抄个人信息。",
    }
    kind = forms.ChoiceField(label="征求谁的意见", choices=Consulted.choices, widget=forms.RadioSelect)
    addressee = forms.CharField(label="名称（函件主送）", max_length=200)
    matter = text_area("涉及对方的内容", 4, 2000)

    def wanted(self) -> Wanted:
        """Return what a valid form asks for."""
        return Wanted(**self.cleaned_data)


class AsideForm(RuledForm):
    """不涉及: which of the agencies that the text names it does not concern, and why (R25)."""

    agencies = forms.MultipleChoiceField(label="不涉及的机关", widget=forms.CheckboxSelectMultiple)
    reason = text_area("理由", 3, 2000, help_text="例如“只引用该机关已公开的规定，不涉及其尚未公开的信息”。")

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # a choice field


class HappenedForm(RuledForm):
    """One step of a consultation; `step` says which, `label` what its button bears."""

    step: ClassVar[ConsultStep]
    label: ClassVar[str]
    note: ClassVar[str] = ""
    look: ClassVar[str] = ""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, prefix=self.step.value, initial={"day": today}, **kwargs)

    def happened(self) -> Happened:
        """Return what a valid form records."""
        return Happened(self.step, **self.cleaned_data)


def _day(label: str) -> forms.DateField:
    return DayField(label=label)


class ReceivedForm(HappenedForm):
    """登记送达: from this day the 15 working days run."""

    step, label = ConsultStep.RECEIVED, "登记送达"
    note = "时限自对方收到征求意见函的次日起算；日期填错的，可以重新登记。"
    day = _day("对方收到的日期")


class AnsweredForm(HappenedForm):
    """登记答复."""

    step, label = ConsultStep.ANSWERED, "登记答复"
    note = "逾期后收到的答复也要登记；不同意公开的，须由本机关决定。"
    outcome = forms.ChoiceField(label="答复", choices=Reply.choices, widget=forms.RadioSelect)
    day = _day("答复日期")
    text = text_area("答复内容、理由", 3, 2000, required=False, help_text="不同意公开的必填。")


class DecidedForm(HappenedForm):
    """本机关决定."""

    step, label = ConsultStep.DECIDED, "作出决定"
    note = (
        "依据：政府信息公开条例第15、32、37条。决定公开的，须将决定公开的内容和理由书面告知对方；"
        "区分处理的，改稿删去所涉内容后方可公开；不予公开的，须改定公开属性。"
    )
    look = "btn-primary"
    outcome = forms.ChoiceField(label="决定", choices=Ruling.choices, widget=forms.RadioSelect)
    text = text_area("理由", 4, 2000, help_text="写入告知函；决定公开的，写明不公开对公共利益有何重大影响。")


class ToldForm(HappenedForm):
    """登记告知."""

    step, label = ConsultStep.TOLD, "登记已书面告知"
    day = _day("告知日期")


class WaivedForm(HappenedForm):
    """不再征求, with a reason (R25)."""

    step, label = ConsultStep.WAIVED, "不再征求"
    text = text_area("不再征求的理由", 3, 2000, help_text="例如“该内容已由该机关公开，文字一致”。")


class CancelledForm(HappenedForm):
    """撤销, with a reason."""

    step, label, look = ConsultStep.CANCELLED, "撤销征求意见", "btn-danger"
    note = "确实不涉及对方权益、误提的方可撤销；撤销后不影响公开，理由留痕。"
    text = text_area("撤销的理由", 2, 2000)


FORMS: dict[str, type[HappenedForm]] = {
    form.step.value: form for form in (ReceivedForm, AnsweredForm, DecidedForm, ToldForm, WaivedForm, CancelledForm)
}
