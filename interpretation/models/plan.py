"""解读方案: who explains a policy document, how, when, and what the public may ask."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from interpretation.choices import Channel, Form, Likelihood
from interpretation.facts import Phase, PlanData, Risk
from interpretation.models.material import Material

TEXTS = (
    "first_interpreter", "responsible", "background", "key_points", "terms", "schedule", "publicity",
    "no_risk_reason",
)  # fmt: skip

LIKELIHOODS = {str(code): str(label) for code, label in Likelihood.choices}


class InterpretationPlan(models.Model):
    """One plan with the materials that go out with the document; never changed, a change is a new row; the latest is
    in force.

    `sm3`/`sha256` are taken over the plan's own data and the digests of its materials (`material_sm3s`, in their
    order), so whoever judged a plan judged its materials. Plans of before that (`form_of_digest` 1) keep the digest
    over the single text they had. When the content must be erased (R12), everything becomes empty, `erased_at` is
    set, and the fact stays. Triggers (migrations 0002, 0005) refuse every other update, and deletion.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="plans", verbose_name="公文")
    serial = models.PositiveIntegerField("版次")
    first_interpreter = models.CharField("第一解读人", max_length=100, blank=True)
    responsible = models.CharField("责任单位", max_length=200, blank=True)
    background = models.TextField("背景依据", blank=True)
    key_points = models.TextField("主要内容与要点", blank=True)
    terms = models.TextField("关键词与执行口径", blank=True)
    forms = ArrayField(models.CharField(max_length=20, choices=Form.choices), verbose_name="解读形式", default=list)
    schedule = models.TextField("时间安排", blank=True)
    channels = ArrayField(models.CharField(max_length=20, choices=Channel.choices), verbose_name="渠道", default=list)
    publicity = models.TextField("宣传考虑", blank=True)
    risks = models.JSONField("舆情风险评估", default=list)
    no_risk_reason = models.TextField("无舆情风险的理由", blank=True)
    phases = models.JSONField("后续阶段", default=list)
    material_sm3s = ArrayField(models.CharField(max_length=64), verbose_name="解读材料 SM3", default=list)
    form_of_digest = models.PositiveSmallIntegerField("摘要形式", default=2, db_default=2)
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人")
    made_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁编制"
    )
    made_at = models.DateTimeField("编制时间")
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "解读方案"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="plan_serial_once"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="plan_serial_counts_from_one"),
            models.CheckConstraint(condition=Q(forms__contained_by=Form.values), name="plan_forms_known"),
            models.CheckConstraint(condition=Q(channels__contained_by=Channel.values), name="plan_channels_known"),
        ]
        indexes = [models.Index(fields=["document"], condition=~Q(phases=[]), name="plan_has_later_phases")]

    def __str__(self) -> str:
        return f"第{self.serial}版解读方案"

    def data(self) -> PlanData:
        """Return the content of the plan as plain values, its materials included (one query)."""
        texts = {name: getattr(self, name) for name in TEXTS}
        return PlanData(
            **texts,
            forms=tuple(self.forms),
            channels=tuple(self.channels),
            risks=tuple(Risk(**risk) for risk in self.risks),
            phases=self.later_phases(),
            materials=tuple(each.data() for each in self.in_order()),
        )

    def later_phases(self) -> tuple[Phase, ...]:
        """Return the phases after the first; the number of each is its place from 2."""
        return tuple(Phase(**(phase | {"forms": tuple(phase["forms"])})) for phase in self.phases)

    def in_order(self) -> list[Material]:
        """Return the materials that go out with the document, in their order (one query)."""
        places = self.places.select_related("material").order_by("order")
        return [place.material for place in places]

    @property
    def lead_title(self) -> str:
        """Return the title of the first material, empty where there is none (one query)."""
        first = self.places.filter(order=1).values_list("material__title", flat=True).first()
        return first or ""

    @property
    def form_names(self) -> list[str]:
        """Return the forms in Chinese."""
        return [str(Form(code).label) for code in self.forms]

    @property
    def channel_names(self) -> list[str]:
        """Return the channels in Chinese."""
        return [str(Channel(code).label) for code in self.channels]

    @property
    def risk_rows(self) -> list[dict[str, str]]:
        """Return the risks for a page: each also with `word`, its likelihood in Chinese."""
        return [{**risk, "word": LIKELIHOODS.get(risk["likelihood"], "未评估")} for risk in self.risks]

    @property
    def phase_rows(self) -> list[dict[str, str]]:
        """Return the later phases for a page: number, name, when, forms in Chinese, whose."""
        return [_phase_row(number, phase) for number, phase in enumerate(self.later_phases(), start=2)]


def _phase_row(number: int, phase: Phase) -> dict[str, str]:
    when = phase.due_on or (f"公布后第 {phase.days} 个工作日" if phase.days else "未定")
    forms = "、".join(str(Form(code).label) for code in phase.forms)
    return {"number": str(number), "name": phase.name, "when": when, "forms": forms, "owner": phase.owner}
