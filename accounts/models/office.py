"""机构: the tree 机关 → 司局 → 处室; PostgreSQL keeps each path and refuses a ring."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value


class OfficeKind(models.TextChoices):
    """The level of an office in the tree."""

    ORGAN = "organ", "机关"
    DEPARTMENT = "department", "司局"
    DIVISION = "division", "处室"


class Office(models.Model):
    """One office. `path` is "/1/5/9/": the ids from the organ down to the office itself.

    The path is written by a trigger on every insert and move (never by Python); after a move fetch
    the office again.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机构"
    )
    kind = models.CharField("类别", max_length=10, choices=OfficeKind.choices)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    is_general_office = models.BooleanField("办公厅（室）", default=False)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices_led",
        verbose_name="分管领导",
    )
    path = models.CharField("路径", max_length=200, unique=True, editable=False, db_default=Value(""))

    class Meta:
        verbose_name = "机构"
        constraints = [
            models.CheckConstraint(name="office_kind_known", condition=Q(kind__in=["organ", "department", "division"])),
            models.CheckConstraint(
                name="office_only_an_organ_is_a_root",
                condition=Q(kind="organ", parent__isnull=True) | (~Q(kind="organ") & Q(parent__isnull=False)),
            ),
            models.CheckConstraint(name="office_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(name="office_name_once_under_a_parent", fields=["parent", "name"]),
            models.UniqueConstraint(name="organ_name_once", fields=["name"], condition=Q(parent__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shape(self) -> tuple[int, str]:
        """Return what a statement may use of the office (common.composed)."""
        return self.pk, self.path

    @property
    def depth(self) -> int:
        """Return 1 for an organ, 2 for what stands directly below it, and so on."""
        return self.path.count("/") - 1

    @property
    def label(self) -> str:
        """Return the short name, or the name when there is none."""
        return self.short_name or self.name
