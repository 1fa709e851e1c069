"""The interpretation plan as it is typed: one form, a row for each risk and each later phase; one form a material."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from django.forms import (
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    FileField,
    IntegerField,
    MultipleChoiceField,
    NumberInput,
    Textarea,
    formset_factory,
)
from django.forms import Form as PlainForm

from common.forms import DayField, RuledForm
from interpretation.choices import Channel, Form, Likelihood
from interpretation.facts import MaterialData, Phase, PlanData, Risk
from interpretation.models import InterpretationPlan

RISK_ROWS = 3
MOST_RISK_ROWS = 20
PHASE_ROWS, MOST_PHASE_ROWS = 1, 12
MOST_DAYS = 250  # working days: a year
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
    }

    first_interpreter = CharField(label="第一解读人", required=False, max_length=100)
    responsible = CharField(label="责任单位", required=False, max_length=200)
    background = text_area("背景依据", 4)
    key_points = text_area("主要内容与要点", 6, "目标任务、适用范围、执行标准、注意事项、惠民利民举措、新旧政策差异等")
    terms = text_area("关键词与执行口径", 3, "选填")
    forms = MultipleChoiceField(label="解读形式", required=False, choices=Form.choices, widget=CheckboxSelectMultiple)
    schedule = text_area("时间安排", 2, "默认与文件同时公布；分阶段解读的另在下表列明各阶段")
    channels = MultipleChoiceField(
        label="解读渠道", required=False, choices=Channel.choices, widget=CheckboxSelectMultiple
    )
    publicity = text_area("宣传考虑", 3)
    no_risk_reason = text_area("没有舆情风险的理由", 2, "没有列出风险点时必须写明")


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


class PhaseForm(PlainForm):
    """One later phase: due on a day, or so many working days after publication; an empty row is left out."""

    name = CharField(label="阶段", required=False, max_length=100)
    due_on = DayField(label="日期", required=False)
    days = IntegerField(
        label="或公布后工作日", required=False, min_value=1, max_value=MOST_DAYS, widget=NumberInput(attrs={"size": 4})
    )
    forms = MultipleChoiceField(label="形式", required=False, choices=Form.choices, widget=CheckboxSelectMultiple)
    owner = CharField(label="责任人", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        """Refuse a row without a name, or with two due days."""
        data: dict[str, Any] = self.cleaned_data
        if any(data.values()) and not data.get("name"):
            self.add_error("name", "请写明阶段名称，或清空本行。")
        if data.get("due_on") and data.get("days"):
            self.add_error("days", "日期和工作日数只填一项。")
        return data

    def phase(self) -> Phase:
        """Return the phase of a valid row."""
        data = self.cleaned_data
        due = data["due_on"].isoformat() if data["due_on"] else ""
        return Phase(data["name"], due, data["days"], tuple(sorted(data["forms"])), data["owner"])


RiskRows = formset_factory(RiskForm, extra=0, max_num=MOST_RISK_ROWS, absolute_max=MOST_RISK_ROWS)
PhaseRows = formset_factory(PhaseForm, extra=0, max_num=MOST_PHASE_ROWS, absolute_max=MOST_PHASE_ROWS)
ROWS = {"risks": (RISK_ROWS, MOST_RISK_ROWS), "phases": (PHASE_ROWS, MOST_PHASE_ROWS)}


def forms_for(plan: InterpretationPlan | None) -> tuple[PlanForm, Any, Any]:
    """Return form, risk rows and phase rows filled with the plan in force, with some empty rows."""
    risks, phases = (list(plan.risks), list(plan.phases)) if plan else ([], [])
    texts = {name: getattr(plan, name) for name in PlanForm.base_fields} if plan else {}
    return (
        PlanForm(initial=texts),
        RiskRows(initial=_filled_up(risks, RISK_ROWS), prefix="risks"),
        PhaseRows(initial=_filled_up(phases, PHASE_ROWS), prefix="phases"),
    )


def _filled_up(rows: list[dict[str, Any]], fewest: int) -> list[dict[str, Any]]:
    return [*rows, *({} for _ in range(fewest - len(rows)))]


def bound_forms(posted: Mapping[str, Any], *, more: str = "") -> tuple[PlanForm, Any, Any]:
    """Return the forms with what was typed; `more` (risks or phases) gets an empty row."""
    data = posted.copy()  # type: ignore[attr-defined]  # a QueryDict
    if more:
        fewest, most = ROWS[more]
        total = data.get(f"{more}-TOTAL_FORMS", "")
        known = total.isdecimal() and len(total) <= len(str(most))
        data[f"{more}-TOTAL_FORMS"] = str(min(int(total) + 1 if known else fewest, most))
    return PlanForm(data), RiskRows(data, prefix="risks"), PhaseRows(data, prefix="phases")


def plan_data(form: PlanForm, risks: Any, phases: Any, materials: Sequence[MaterialData]) -> PlanData:
    """Return what was typed in valid forms, together with the materials that the plan has."""
    typed = {name: _plain(value) for name, value in form.cleaned_data.items()}
    return PlanData(
        **typed,
        risks=tuple(Risk(**row.cleaned_data) for row in risks if any(row.cleaned_data.values())),
        phases=tuple(row.phase() for row in phases if any(row.cleaned_data.values())),
        materials=tuple(materials),
    )


class MaterialForm(RuledForm):
    """One material as it is typed; the picture of the last version stays unless another one comes or it is dropped."""

    acts: ClassVar[tuple[str, ...]] = ()
    bases: ClassVar[dict[str, str]] = {
        "text": "谁起草、谁预判、谁解读；解读材料与文件同步公布（教办厅〔2017〕3号（十一））",
        "picture": "PNG 或 JPEG；系统重新编码，拍摄位置等附带信息一律去除",
    }

    form = ChoiceField(label="形式", choices=Form.choices)
    title = CharField(label="标题", required=False, max_length=300)
    source = CharField(label="来源、作者", required=False, max_length=200)
    text = text_area("正文", 16, "每段一行；“一、”“（一）”开头的短行作小标题；“30日｜说明”一行在图解中把前半放大")
    link = CharField(
        label="链接", required=False, max_length=500, help_text="视频、发布会、专访的网页地址，以 https:// 开头"
    )
    picture = FileField(label="图片", required=False, help_text="图解不上传图片的，由系统按正文画成一页图")
    drop_picture = BooleanField(label="不再使用原有图片", required=False)

    def uploaded(self) -> bytes | None:
        """Return the bytes of another picture, None where none was chosen."""
        chosen = self.cleaned_data["picture"]
        return bytes(chosen.read()) if chosen else None

    def data_for(self, number: int, phase: int, last: MaterialData | None) -> MaterialData:
        """Return what was typed in a valid form, with the picture of the last version unless it is dropped."""
        cleaned = self.cleaned_data
        picture = last.picture if last and not cleaned["drop_picture"] else ""
        is_generated = last.is_generated if last else False
        texts = {name: _plain(cleaned[name]) for name in ("form", "title", "source", "text", "link")}
        return MaterialData(number=number, phase=phase, picture=picture, is_generated=is_generated, **texts)


def material_form(material: MaterialData | None) -> MaterialForm:
    """Return the form filled with a material, or an empty one."""
    return MaterialForm(initial=asdict(material) | {"picture": None} if material else {"form": Form.QUESTIONS})


def _plain(value: Any) -> Any:
    """Return a text with line feeds alone (browsers send CR LF), a list as a tuple."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else tuple(value)
