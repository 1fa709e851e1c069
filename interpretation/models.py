"""解读方案: who explains a policy document, how, when, and what the public may ask."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from interpretation.choices import Channel, Form, Likelihood
from interpretation.facts import PlanData, Risk

TEXTS = (
    "first_interpreter", "responsible", "background", "key_points", "terms", "schedule", "publicity",
    "no_risk_reason", "material_title", "material_text",
)  # fmt: skip

LIKELIHOODS = {str(code): str(label) for code, label in Likelihood.choices}


class InterpretationPlan(models.Model):
    """One plan with its material (解读材料); never changed, a change is a new row; the latest is in force.

    `sm3`/`sha256` are taken over `data().as_json()`; the news office's co-sign names them. When the
    content must be erased (R12), texts and risks become empty, `erased_at` is set, and the fact stays.
    Triggers (migration 0002) refuse every other update, and deletion.
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
    material_title = models.CharField("解读材料标题", max_length=300, blank=True)
    material_text = models.TextField("解读材料", blank=True)
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

    def __str__(self) -> str:
        return f"第{self.serial}版解读方案"

    def data(self) -> PlanData:
        """Return the content of the plan as plain values."""
        texts = {name: getattr(self, name) for name in TEXTS}
        risks = tuple(Risk(**risk) for risk in self.risks)
        return PlanData(**texts, forms=tuple(self.forms), channels=tuple(self.channels), risks=risks)

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
