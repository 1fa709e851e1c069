"""已公开公文: one row for each address on the portal; what was retracted stays as a tombstone (R35)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from documents.choices import Genre, Stage, Topic
from portal.choices import Origin, State, Validity

PLAIN_NUMBER = r"^[0-9A-Za-z_.-]+(/[0-9A-Za-z_.-]+)*$"  # it is also the address


class PublishedDocumentQuerySet(models.QuerySet["PublishedDocument"]):
    """Filters over published documents."""

    def live(self) -> "PublishedDocumentQuerySet":
        """Return what the public may read."""
        return self.filter(state=State.LIVE)


PublishedDocumentManager = models.Manager.from_queryset(PublishedDocumentQuerySet)


class PublishedDocument(models.Model):
    """One document as the public reads it (R30); columns as in portal.facts.PublicItem.

    `text` is what the search looks through; `corrections` is [{"at": ISO, "note"}]; `change` numbers the last
    change (ChangeCounter), `changed_at` says when it was.
    """

    index = models.CharField("索引号", max_length=100, unique=True)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices, default=Origin.RELEASE)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.LIVE)
    title = models.CharField("名称", max_length=500)
    number_text = models.CharField("发文字号", max_length=60, blank=True)
    code_letters = models.CharField("代字", max_length=60, blank=True)
    number_year = models.PositiveIntegerField("年份", null=True)
    number_serial = models.PositiveIntegerField("序号", null=True)
    issuing_body = models.CharField("发文机关", max_length=100, blank=True)
    topic = models.CharField("主题分类", max_length=2, choices=Topic.choices, blank=True)
    genre = models.CharField("文种", max_length=10, choices=Genre.choices, blank=True)
    stages = ArrayField(models.CharField(max_length=20, choices=Stage.choices), verbose_name="五公开环节", default=list)
    summary = models.TextField("内容概述", blank=True)
    keywords = ArrayField(models.CharField(max_length=60), verbose_name="关键词", default=list)
    generated_on = models.DateField("生成日期", null=True)
    published_on = models.DateField("发布日期")
    published_at = models.DateTimeField("发布时间")
    validity = models.CharField("有效性", max_length=20, choices=Validity.choices, default=Validity.IN_FORCE)
    validity_note = models.CharField("有效性说明", max_length=300, blank=True)
    content_sm3 = models.CharField("内容 SM3", max_length=64, blank=True)
    text = models.TextField("检索文本", blank=True)
    corrections = models.JSONField("更正", default=list)
    ended_at = models.DateTimeField("撤下时间", null=True)
    ended_kind = models.CharField("撤下类别", max_length=100, blank=True)
    explanation = models.TextField("对公众的说明", blank=True)
    successor_index = models.CharField("接续文件索引号", max_length=100, blank=True)
    successor_url = models.CharField("接续文件地址", max_length=1000, blank=True)
    source_name = models.CharField("转载来源", max_length=200, blank=True)
    source_url = models.CharField("来源地址", max_length=1000, blank=True)
    change = models.BigIntegerField("变动次序", unique=True)
    changed_at = models.DateTimeField("变动时间")

    objects = PublishedDocumentManager()

    class Meta:
        verbose_name = "已公开公文"
        constraints = [
            models.CheckConstraint(condition=Q(index__regex=PLAIN_NUMBER), name="published_index_is_an_address"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="published_state_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="published_origin_known"),
            models.CheckConstraint(condition=Q(validity__in=Validity.values), name="published_validity_known"),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="published_has_a_name"),
            models.CheckConstraint(
                condition=Q(state=State.LIVE, ended_at__isnull=True, ended_kind="", explanation="")
                | Q(state=State.RETRACTED, ended_at__isnull=False, text="", explanation__regex=r"\S"),
                name="published_or_a_tombstone_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.RELEASE)
                | Q(state=State.RETRACTED)
                | Q(
                    number_text__regex=r"\S",
                    issuing_body__regex=r"\S",
                    summary__regex=r"\S",
                    generated_on__isnull=False,
                ),
                name="published_has_its_catalogue_columns",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.REPOST) | Q(source_name__regex=r"\S", source_url__regex=r"\S"),
                name="repost_names_its_source",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.JOINT) | Q(state=State.RETRACTED) | Q(source_url__regex=r"^https?://"),
                name="joint_entry_leads_to_its_lead",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(state=State.LIVE), name="published_newest"),
            models.Index(
                fields=["topic", "-published_at", "-id"], condition=Q(state=State.LIVE), name="published_topic"
            ),
            models.Index(fields=["topic", "-change"], name="changed_in_topic"),
            models.Index(fields=["genre", "-change"], name="changed_in_genre"),
            models.Index(fields=["issuing_body", "-change"], name="changed_of_body"),
            models.Index(fields=["-change"], condition=Q(state=State.RETRACTED), name="changed_retracted"),
            *(
                models.Index(fields=["-change"], condition=Q(stages__contains=[stage]), name=f"changed_{stage}")
                for stage in Stage.values
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(state=State.LIVE, origin__in=[Origin.REGISTER, Origin.JOINT, Origin.REPOST]),
                name="published_otherwise",
            ),
            models.Index(fields=["code_letters", "number_year", "number_serial"], name="published_number"),
            models.Index(fields=["number_text"], condition=~Q(number_text=""), name="published_number_text"),
            models.Index(fields=["title"], name="published_title"),
        ]

    def __str__(self) -> str:
        return self.number_text or self.title

    @property
    def is_retracted(self) -> bool:
        """Test if only the tombstone is left."""
        return self.state == State.RETRACTED
