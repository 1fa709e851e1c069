"""The interpretation plan as it is typed: one form, and a row for each risk; works without scripting."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    MultipleChoiceField,
    Textarea,
    formset_factory,
)
from django.forms import Form as PlainForm

from common.forms import RuledForm
from interpretation.choices import Channel, Form, Likelihood
from interpretation.facts import PlanData, Risk
from interpretation.models import InterpretationPlan

RISK_ROWS = 3
MOST_RISK_ROWS = 20
LONGEST = 20_000  # characters of a text


def text_area(label: str, rows: int, help_text: str = "") -> CharField:
    """Return a field for a longer text that may stay empty while drafting."""
    widget = Textarea(attrs={"rows": rows})
    return CharField(label=label, required=False, max_length=LONGEST, widget=widget, help_text=help_text)


class PlanForm(RuledForm):
    """A plan but for its risks; nothing is obligatory here, the gate of 送审 names what is missing."""

    acts: ClassVar[tuple[str, ...]] = ("submit",)
    bases: ClassVar[dict[str, str]] = {
        "first_interpreter": "部门主要负责人是第一解读人和责任人（国办发〔2016〕80号 二）",
        "material_text": "谁起草、谁预判、谁解读；解读材料与文件同步公布（教办厅〔2017〕3号（十一））",
    }

    first_interpreter = CharField(label="第一解读人", required=False, max_length=100)
    responsible = CharField(label="责任单位", required=False, max_length=200)
    background = text_area("背景依据", 4)
    key_points = text_area("主要内容与要点", 6, "目标任务、适用范围、执行标准、注意事项、惠民利民举措、新旧政策差异等")
    terms = text_area("关键词与执行口径", 3, "选填")
    forms = MultipleChoiceField(label="解读形式", required=False, choices=Form.choices, widget=CheckboxSelectMultiple)
    schedule = text_area("时间安排", 2, "默认与文件同时公布；分阶段解读的写明各阶段时间")
    channels = MultipleChoiceField(
        label="解读渠道", required=False, choices=Channel.choices, widget=CheckboxSelectMultiple
    )
    publicity = text_area("宣传考虑", 3)
    no_risk_reason = text_area("没有舆情风险的理由", 2, "没有列出风险点时必须写明")
    material_title = CharField(label="解读材料标题", required=False, max_length=300)
    material_text = text_area("解读材料正文", 14, "每段一行；以“一、”“（一）”开头的短行作为小标题")


class RiskForm(PlainForm):
    """One risk point; an empty row is left out."""

    point = CharField(label="风险点", required=False, max_length=500)
    likelihood = ChoiceField(label="可能性", required=False, choices=[("", "未评估"), *Likelihood.choices])
    response = CharField(label="应对措施", required=False, max_length=1000)
    owner = CharField(label="责任人", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        """Refuse a row that assesses nothing."""
        data: dict[str, Any] = self.cleaned_data
        if any(data.values()) and not data.get("point"):
            self.add_error("point", "请写明风险点，或清空本行。")
        return data


RiskRows = formset_factory(RiskForm, extra=0, max_num=MOST_RISK_ROWS, absolute_max=MOST_RISK_ROWS)


def forms_for(plan: InterpretationPlan | None) -> tuple[PlanForm, Any]:
    """Return the two forms filled with the plan in force, with at least RISK_ROWS rows."""
    risks = list(plan.risks) if plan else []
    rows = [*risks, *({} for _ in range(RISK_ROWS - len(risks)))]
    initial = {name: value for name, value in asdict(plan.data()).items() if name != "risks"} if plan else {}
    return PlanForm(initial=initial), RiskRows(initial=rows, prefix="risks")


def bound_forms(posted: Mapping[str, Any], *, more: bool) -> tuple[PlanForm, Any]:
    """Return the two forms with what was typed; `more` adds an empty row."""
    data = posted.copy()  # type: ignore[attr-defined]  # a QueryDict
    if more:
        total = data.get("risks-TOTAL_FORMS", "")
        rows = int(total) + 1 if total.isdecimal() and len(total) <= len(str(MOST_RISK_ROWS)) else RISK_ROWS
        data["risks-TOTAL_FORMS"] = str(min(rows, MOST_RISK_ROWS))
    return PlanForm(data), RiskRows(data, prefix="risks")


def plan_data(form: PlanForm, rows: Any) -> PlanData:
    """Return what was typed in two valid forms."""
    typed = {name: _plain(value) for name, value in form.cleaned_data.items()}
    risks = tuple(Risk(**row.cleaned_data) for row in rows if any(row.cleaned_data.values()))
    return PlanData(**typed, risks=risks)


def _plain(value: Any) -> Any:
    """Return a text with line feeds alone (browsers send CR LF), a list as a tuple."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else tuple(value)
