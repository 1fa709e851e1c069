"""词库 and 负面清单: editions of the terms that the scanner looks for, and changes of the list (ADR 0028)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.choices import Ground
from review.dictionary.choices import SEVERITIES, EntryAct, ListState
from review.scanner.terms import TermKind

FIRST = 1  # the edition that comes with the product: nobody proposed it
UNDECIDED = Q(decided_by__isnull=True, decided_at__isnull=True, words="")
DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
OPEN_STATES = (ListState.DRAFT, ListState.PROPOSED)
OPEN = Q(state__in=OPEN_STATES)
PERIOD = Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from"))
BY_ANOTHER = Q(state__in=[ListState.DRAFT, ListState.PROPOSED, ListState.WITHDRAWN]) | ~Q(decided_by=F("proposed_by"))


class DictionaryEdition(models.Model):
    """One edition of the whole dictionary: drafted and proposed by one person, approved or refused by another.

    Once approved it never changes. In force on a day is the newest approved one whose `valid_from` has come.
    `digest` is the SM3 over all its terms, whatever their order.
    """

    serial = models.PositiveIntegerField("版次", unique=True)
    state = models.CharField("状态", max_length=10, choices=ListState.choices, default=ListState.DRAFT)
    note = models.CharField("修订说明", max_length=500)
    terms_count = models.PositiveIntegerField("词条数")
    digest = models.CharField("SM3", max_length=64)
    valid_from = models.DateField("生效日期")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    drafted_at = models.DateTimeField("草拟时间")
    proposed_at = models.DateTimeField("提请批准时间", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    words = models.CharField("决定人意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "词库版次"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ListState.values), name="edition_state_known"),
            models.CheckConstraint(condition=Q(note__regex=r"\S"), name="edition_says_why"),
            models.CheckConstraint(
                condition=Q(serial=FIRST) | Q(proposed_by__isnull=False) & (OPEN & UNDECIDED | ~OPEN & DECIDED),
                name="edition_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ListState.DRAFT, ListState.WITHDRAWN]) | Q(proposed_at__isnull=False),
                name="edition_was_proposed",
            ),
            models.CheckConstraint(condition=Q(serial=FIRST) | BY_ANOTHER, name="edition_is_decided_by_another"),
            models.CheckConstraint(
                condition=~Q(state=ListState.REFUSED) | Q(words__regex=r"\S"), name="edition_refusal_says_why"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=ListState.PROPOSED), name="one_proposed_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.serial}版"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state in OPEN_STATES


class DictionaryTerm(models.Model):
    """One term of an edition; a row never changes."""

    edition = models.ForeignKey(DictionaryEdition, models.PROTECT, related_name="terms", verbose_name="版次")
    text = models.CharField("词语", max_length=50)
    kind = models.CharField("类别", max_length=30)
    severity = models.CharField("级别", max_length=10, choices=SEVERITIES)
    code = models.CharField("负面清单编号", max_length=20, blank=True)
    basis = models.CharField("依据", max_length=300)
    advice = models.CharField("处理建议", max_length=300)
    valid_from = models.DateField("生效日期", null=True)
    valid_to = models.DateField("失效日期", null=True)

    class Meta:
        verbose_name = "词条"
        constraints = [
            models.UniqueConstraint(fields=["edition", "text"], name="term_once_per_edition"),
            models.CheckConstraint(
                condition=Q(severity__in=[one for one, _ in SEVERITIES]), name="term_severity_known"
            ),
            models.CheckConstraint(condition=Q(text__regex=r"\S\S|\S.*\S"), name="term_has_two_signs"),
            models.CheckConstraint(condition=PERIOD, name="term_period"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label}（{self.get_severity_display()}）"

    @property
    def kind_label(self) -> str:
        """Return what the term stands for, in words."""
        return TermKind(self.kind).label


class EntryProposal(models.Model):
    """One change of the negative list: an entry is added, gets a new edition, or ends; decided by another person.

    `valid_from` is the first day of the change; the replaced or ended edition is in force until the day before.
    """

    act = models.CharField("办理", max_length=10, choices=EntryAct.choices)
    entry = models.ForeignKey(
        "documents.NegativeListEntry", models.PROTECT, null=True, related_name="+", verbose_name="现行条目"
    )
    code = models.CharField("编号", max_length=20)
    edition = models.PositiveIntegerField("版次")
    ground = models.CharField("理由类别", max_length=30, choices=Ground.choices)
    subject = models.CharField("事项", max_length=200)
    scope = models.TextField("范围说明", max_length=2000)
    basis = models.CharField("法律依据", max_length=300)
    valid_from = models.DateField("生效日期")
    valid_to = models.DateField("失效日期", null=True)
    note = models.CharField("修订说明", max_length=500)
    state = models.CharField("状态", max_length=10, choices=ListState.choices, default=ListState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    words = models.CharField("决定人意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "负面清单变更"
        constraints = [
            models.CheckConstraint(condition=Q(act__in=EntryAct.values), name="entry_act_known"),
            models.CheckConstraint(
                condition=Q(state=ListState.PROPOSED) & UNDECIDED
                | Q(state__in=[ListState.APPROVED, ListState.REFUSED, ListState.WITHDRAWN]) & DECIDED,
                name="entry_is_open_or_decided",
            ),
            models.CheckConstraint(condition=BY_ANOTHER, name="entry_is_decided_by_another"),
            models.CheckConstraint(
                condition=~Q(state=ListState.REFUSED) | Q(words__regex=r"\S"), name="entry_refusal_says_why"
            ),
            models.CheckConstraint(condition=Q(note__regex=r"\S"), name="entry_change_says_why"),
            models.CheckConstraint(
                condition=Q(act=EntryAct.ADD, entry__isnull=True) | ~Q(act=EntryAct.ADD) & Q(entry__isnull=False),
                name="entry_change_names_its_entry",
            ),
            models.CheckConstraint(condition=PERIOD, name="entry_change_period"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=ListState.PROPOSED), name="one_proposed_change_per_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.code}"

    @property
    def is_open(self) -> bool:
        """Test if nobody has decided on it yet."""
        return self.state == ListState.PROPOSED
