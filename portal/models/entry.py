"""检索项: what the search of a live document compares; narrow rows, so that thousands of hits are read quickly."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """The folded text of one live document and its tokens (portal.words).

    `folded` is title, number, text, summary and interpretations, a line each; the text stands from `text_starts`
    to `text_ends`. An oversized one has no pairs in its vector.
    """

    document = models.OneToOneField(
        "portal.PublishedDocument", models.CASCADE, primary_key=True, related_name="entry", verbose_name="已公开公文"
    )
    published_at = models.DateTimeField("发布时间")
    text_starts = models.PositiveIntegerField("正文起点")
    text_ends = models.PositiveIntegerField("正文终点")
    oversized = models.BooleanField("超长", default=False)
    folded = models.TextField("检索文本")
    vector = SearchVectorField("检索向量")

    class Meta:
        verbose_name = "检索项"
        indexes = [GinIndex(fields=["vector"], fastupdate=False, name="search_entry_tokens")]


class MonthCount(models.Model):
    """How many live documents each value of each filter has by month of publication (kept by a trigger)."""

    name = models.CharField("分类", max_length=20)
    value = models.CharField("值", max_length=100, blank=True)
    month = models.CharField("月份", max_length=6)
    count = models.PositiveIntegerField("件数", default=0)

    class Meta:
        verbose_name = "分月计数"
        constraints = [models.UniqueConstraint(fields=["name", "value", "month"], name="month_counted_once")]
