"""分类计数: how many live documents each value of each filter has; kept by a trigger (migration 0002)."""

from django.db import models


class FacetCount(models.Model):
    """One value of one filter; name "total" has the one value ""."""

    name = models.CharField("分类", max_length=20)
    value = models.CharField("值", max_length=100, blank=True)
    count = models.PositiveIntegerField("件数", default=0)

    class Meta:
        verbose_name = "分类计数"
        constraints = [models.UniqueConstraint(fields=["name", "value"], name="facet_counted_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.value}：{self.count}"
