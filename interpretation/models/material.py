"""解读材料: each version is a row of its own; what goes out with the document, and what follows later (ADR 0031)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from interpretation.choices import FIRST_PHASE, Form, Step
from interpretation.facts import MaterialData

CONTENT = ("form", "title", "text", "source", "link")
ERASED = "（内容已清除）"


class Material(models.Model):
    """One version of one material of a document; never changed, a change is the next version of the same number.

    `sm3`/`sha256` are taken over `data().as_json()`. When the content must be erased (R12), its texts become empty,
    the picture goes, and `erased_at` is set. Triggers (migration 0005) refuse every other update, and deletion.
    """

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="materials", verbose_name="公文")
    number = models.PositiveIntegerField("编号")
    serial = models.PositiveIntegerField("版次")
    phase = models.PositiveIntegerField("阶段", default=FIRST_PHASE)
    form = models.CharField("形式", max_length=20, choices=Form.choices)
    title = models.CharField("标题", max_length=300, blank=True)
    text = models.TextField("正文", blank=True)
    source = models.CharField("来源、作者", max_length=200, blank=True)
    link = models.CharField("链接", max_length=500, blank=True)
    picture = models.ForeignKey("documents.Blob", models.PROTECT, null=True, related_name="+", verbose_name="图片")
    is_generated = models.BooleanField("自动生成，未经修改", default=False)
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人")
    made_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁编制"
    )
    made_at = models.DateTimeField("编制时间")
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "解读材料"
        constraints = [
            models.UniqueConstraint(fields=["document", "number", "serial"], name="material_version_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, serial__gte=1, phase__gte=1), name="material_counts_from_one"
            ),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="material_form_known"),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__regex=r"^https?://"), name="material_link_leads_to_the_web"
            ),
        ]

    def __str__(self) -> str:
        return f"材料{self.number}第{self.serial}版"

    def data(self) -> MaterialData:
        """Return the content as plain values."""
        texts = {name: getattr(self, name) for name in CONTENT}
        return MaterialData(
            number=self.number, phase=self.phase, picture=self.picture_id or "", is_generated=self.is_generated, **texts
        )

    @property
    def form_name(self) -> str:
        """Return the form in Chinese."""
        return str(self.get_form_display())


class PlanMaterial(models.Model):
    """Which versions of which materials a plan publishes with the document, in their order; fixed with the plan."""

    plan = models.ForeignKey(
        "interpretation.InterpretationPlan", models.PROTECT, related_name="places", verbose_name="解读方案"
    )
    material = models.ForeignKey(Material, models.PROTECT, related_name="places", verbose_name="解读材料")
    order = models.PositiveIntegerField("次序")

    class Meta:
        verbose_name = "方案中的材料"
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="plan_material_place_once"),
            models.UniqueConstraint(fields=["plan", "material"], name="plan_material_once"),
        ]

    def __str__(self) -> str:
        return f"第{self.order}份"


class MaterialStep(models.Model):
    """One step of a later material on its road; never changed. `sm3` is what the person saw and judged.

    PostgreSQL (migration 0005) lets a step be written only in its turn, on exactly the material's digest, by
    somebody who had no other part in it; so a later material is never published without the whole chain.
    """

    material = models.ForeignKey(Material, models.PROTECT, related_name="steps", verbose_name="解读材料")
    kind = models.CharField("步骤", max_length=20, choices=Step.choices)
    sm3 = models.CharField("SM3", max_length=64)
    text = models.TextField("意见", blank=True)
    warnings_seen = models.PositiveIntegerField("已核对的疑点数", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "后续解读材料经过"
        constraints = [
            models.UniqueConstraint(fields=["material", "kind"], name="material_step_once"),
            models.CheckConstraint(condition=Q(kind__in=Step.values), name="material_step_known"),
            models.CheckConstraint(
                condition=~Q(kind=Step.RETURNED) | Q(text__regex=r"\S"), name="material_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
