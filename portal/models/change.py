"""变动次序: every change of a published row has the next number, in the order of the commits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

REMEMBERED = 10_000  # changes of pages that are remembered; whoever is told later drops all pages


class ChangeCounter(models.Model):
    """The last number given (one row); its row lock is held until the commit, so numbers follow the commits."""

    last = models.BigIntegerField("末号", default=0)

    class Meta:
        verbose_name = "变动计数"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="change_counter_is_one_row")]


class PageChange(models.Model):
    """Which pages a change touches; its keys follow the commits, for it is written below the lock of ChangeCounter.

    `index` is the document that changed ("": none, but a list or a column), `readings` the highest serial of its
    interpretations before or after, `others` the documents whose pages show it. `whole` says: all pages.
    """

    index = models.CharField("索引号", max_length=100, blank=True)
    readings = models.PositiveIntegerField("解读份数", default=0)
    others = ArrayField(models.CharField(max_length=100), verbose_name="其他页面", default=list)
    whole = models.BooleanField("全部页面", default=False)
    at = models.DateTimeField("变动时间")

    class Meta:
        verbose_name = "页面变动"
