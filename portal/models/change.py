"""变动次序: every change of a published row has the next number, in the order of the commits."""

from django.db import models


class ChangeCounter(models.Model):
    """The last number given (one row); its row lock is held until the commit, so numbers follow the commits."""

    last = models.BigIntegerField("末号", default=0)

    class Meta:
        verbose_name = "变动计数"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="change_counter_is_one_row")]
