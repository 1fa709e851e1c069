"""发件箱: an effect that is to happen once, written in the transaction that decided it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

OPEN = Q(done_at__isnull=True, stuck=False)


class Entry(models.Model):
    """One effect: what kind, on what (ids and codes only), how often it was tried, whether it is done.

    `next_at` is the moment before which it is not tried (again); empty means at once.
    """

    kind = models.CharField("事项", max_length=60)
    key = models.CharField("唯一键", max_length=120)
    payload = models.JSONField("参数")
    created_at = models.DateTimeField("写入时间", db_default=Now())
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次时间", null=True)
    done_at = models.DateTimeField("完成时间", null=True)
    failed_code = models.CharField("失败代码", max_length=40, blank=True)
    stuck = models.BooleanField("已停止重试", default=False)

    class Meta:
        verbose_name = "待发事项"
        constraints = [
            models.UniqueConstraint(name="outbox_entry_once", fields=["kind", "key"]),
            models.CheckConstraint(
                name="outbox_entry_done_is_not_stuck", condition=Q(done_at__isnull=True) | Q(stuck=False)
            ),
            models.CheckConstraint(
                name="outbox_entry_stuck_names_its_failure", condition=Q(stuck=False) | ~Q(failed_code="")
            ),
        ]
        indexes = [
            models.Index(name="outbox_entry_open", fields=["next_at", "id"], condition=OPEN),
            models.Index(name="outbox_entry_stuck", fields=["id"], condition=Q(stuck=True)),
        ]
