"""监察: what was found (numbers, ids and codes only), the card given for it, and each step of the card."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from oversight.supervision.choices import CardAct, CardColour, CardState, Kind
from oversight.supervision.criteria import CHOICES, CRITERIA, Criterion
from review.choices import Desk


class Sweep(models.Model):
    """One look at all that exists; the next begins a little before it, so that nothing falls in between."""

    at = models.DateTimeField("时间", unique=True)
    found = models.PositiveIntegerField("发现数")

    class Meta:
        verbose_name = "监察巡查"

    def __str__(self) -> str:
        return f"巡查{self.pk}"


class Incident(models.Model):
    """One breach or near miss; `criterion` and `key` make it the same, so that it is found once. Never changed."""

    criterion = models.CharField("判据", max_length=40, choices=CHOICES)
    key = models.CharField("事项", max_length=120)
    rule = models.PositiveSmallIntegerField("规则", null=True)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    colour = models.CharField("建议牌色", max_length=10, choices=CardColour.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="责任人"
    )
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="责任单位")
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="公文")
    desk = models.CharField("环节", max_length=40, choices=Desk.choices, blank=True)
    happened_at = models.DateTimeField("发生时间")
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "监察事项"
        constraints = [
            models.UniqueConstraint(fields=["criterion", "key"], name="incident_found_once"),
            models.CheckConstraint(condition=Q(criterion__in=list(CRITERIA)), name="incident_criterion_known"),
        ]
        indexes = [
            models.Index(fields=["-happened_at", "-id"], name="incident_by_time"),
            models.Index(fields=["office", "-id"], name="incident_of_office"),
        ]

    def __str__(self) -> str:
        return f"监察事项{self.pk}"

    @property
    def by_criterion(self) -> Criterion:
        """Return the criterion by which it was found."""
        return CRITERIA[self.criterion]


class Card(models.Model):
    """A yellow or red card for an incident, to a person or (None) an office, with a day for the explanation."""

    incident = models.OneToOneField(Incident, models.PROTECT, related_name="card", verbose_name="监察事项")
    colour = models.CharField("牌色", max_length=10, choices=CardColour.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="责任人"
    )
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="责任单位")
    due_on = models.DateField("说明期限")
    state = models.CharField("状态", max_length=10, choices=CardState.choices, default=CardState.ISSUED)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发牌人")
    issued_at = models.DateTimeField("发牌时间")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="认定人"
    )
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="申诉裁定人"
    )

    class Meta:
        verbose_name = "监察牌"
        constraints = [
            models.CheckConstraint(
                condition=Q(ruled_by__isnull=True)
                | ~Q(ruled_by=F("issued_by")) & ~Q(ruled_by=F("settled_by")) & ~Q(ruled_by=F("person"))
                | Q(person__isnull=True) & ~Q(ruled_by=F("issued_by")) & ~Q(ruled_by=F("settled_by")),
                name="card_appeal_is_ruled_by_another",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=F("issued_by")), name="card_is_not_for_oneself"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="card_of_person"),
            models.Index(fields=["office", "-id"], name="card_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.get_colour_display()}{self.pk}"


class CardStep(models.Model):
    """One act on a card, with its words; never changed."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="steps", verbose_name="监察牌")
    act = models.CharField("事项", max_length=10, choices=CardAct.choices)
    state = models.CharField("之后", max_length=10, choices=CardState.choices)
    text = models.CharField("说明", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "监察牌经过"
        constraints = [
            models.CheckConstraint(condition=Q(act=CardAct.ISSUE) | Q(text__regex=r"\S"), name="card_step_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.get_act_display())
