"""留痕: what happened, who did it, and the chains that make a change show (R84; design §3.7).

People are plain numbers and names, not foreign keys: an entry says what was true when it was made, it must
outlive every other table, and a key would lock the person's row at each act. Accounts are never deleted.
PostgreSQL refuses UPDATE, DELETE and TRUNCATE on entries, seals and seal lines (migration 0002).
"""

from django.db import models
from django.db.models import Q

GENESIS = "0" * 64


class ChainHead(models.Model):
    """The last entry of a chain; its row lock gives the entries of a chain their order."""

    chain = models.CharField("链", max_length=80, primary_key=True)
    serial = models.IntegerField("末条序号")
    hash = models.CharField("末条摘要", max_length=64)

    class Meta:
        verbose_name = "留痕链首"
        constraints = [
            models.CheckConstraint(name="chainhead_serial_counts_up", condition=Q(serial__gte=0)),
        ]


class Entry(models.Model):
    """One line of the journal; `hash` is SM3 of every other column, `previous` that of the line before."""

    chain = models.CharField("链", max_length=80)
    serial = models.IntegerField("序号")
    verb = models.CharField("事项", max_length=80)
    facts = models.JSONField("要素")
    by_id = models.BigIntegerField("办理人编号", null=True)
    by_name = models.CharField("办理人", max_length=150, blank=True)
    on_behalf_of_id = models.BigIntegerField("委托人编号", null=True)
    on_behalf_of_name = models.CharField("委托人", max_length=150, blank=True)
    at = models.DateTimeField("时间")
    act_id = models.UUIDField("操作编号")
    previous = models.CharField("前条摘要", max_length=64)
    hash = models.CharField("本条摘要", max_length=64)

    class Meta:
        verbose_name = "留痕"
        constraints = [
            models.UniqueConstraint(name="entry_once_in_its_chain", fields=["chain", "serial"]),
            models.CheckConstraint(name="entry_serial_counts_from_one", condition=Q(serial__gte=1)),
            models.CheckConstraint(
                name="entry_acts_for_somebody_only_as_somebody",
                condition=Q(on_behalf_of_id__isnull=True) | Q(by_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="entry_by_time", fields=["at", "id"]),
        ]


class Seal(models.Model):
    """All chains together at one moment: `digest` covers the heads that moved since the seal before.

    A digest over all heads could not be checked any more once a chain has grown; the lines can, and each
    seal holds the one before it, so that the last seal still covers every head.
    """

    serial = models.IntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    heads = models.IntegerField("链数")
    digest = models.CharField("链首摘要", max_length=64)
    previous = models.CharField("前次摘要", max_length=64)
    hash = models.CharField("本次摘要", max_length=64)

    class Meta:
        verbose_name = "封存"
        constraints = [
            models.CheckConstraint(name="seal_serial_counts_from_one", condition=Q(serial__gte=1)),
            models.CheckConstraint(name="seal_covers_something", condition=Q(heads__gte=1)),
        ]


class SealLine(models.Model):
    """The head of one chain as a seal found it."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="lines", verbose_name="封存")
    chain = models.CharField("链", max_length=80)
    serial = models.IntegerField("末条序号")
    hash = models.CharField("末条摘要", max_length=64)

    class Meta:
        verbose_name = "封存的链首"
        constraints = [
            models.UniqueConstraint(name="sealline_once", fields=["chain", "serial"]),
        ]
