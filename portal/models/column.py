"""政府信息公开专栏: the statutory pages (国办公开办函〔2019〕61号); a page that is not there was not filled in yet."""

from django.db import models

from portal.choices import REPORT_PAGE, ColumnKind


class ColumnPage(models.Model):
    """One page of the column as the public reads it; `page` is sanitised HTML.

    `kind` is a code of ColumnKind, or for the annual report of a year `portal.choices.report_page` of it.
    """

    kind = models.CharField("栏目", max_length=11, primary_key=True)
    page = models.TextField("网页文本")
    changed_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "专栏页面"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ColumnKind.values) | models.Q(kind__regex=f"^{REPORT_PAGE}$"),
                name="column_kind_known",
            )
        ]
