"""开放数据集: what may be taken as a whole, as long as an aggregation review in force says so (R20)."""

from django.db import models
from django.db.models import F, Q

from portal.choices import Dataset


class PublishedDataset(models.Model):
    """One open-data set that is open; written by portal.services only, after the review of its aggregation."""

    name = models.CharField("数据集", max_length=20, choices=Dataset.choices, unique=True)
    approved_on = models.DateField("同意日期")
    valid_until = models.DateField("有效期至")
    note = models.CharField("开放范围", max_length=500)

    class Meta:
        verbose_name = "开放数据集"
        constraints = [
            models.CheckConstraint(condition=Q(name__in=Dataset.values), name="dataset_known"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("approved_on")), name="dataset_period"),
            models.CheckConstraint(condition=Q(note__regex=r"\S"), name="dataset_says_its_scope"),
        ]

    def __str__(self) -> str:
        return str(self.get_name_display())
