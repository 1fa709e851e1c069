"""政策解读: the interpretations of a published document, each with an address of its own."""

from django.db import models


class PublishedReading(models.Model):
    """One interpretation; columns as in portal.facts.PublicReading."""

    document = models.ForeignKey(
        "portal.PublishedDocument", models.CASCADE, related_name="readings", verbose_name="已公开公文"
    )
    serial = models.PositiveIntegerField("次序")
    title = models.CharField("标题", max_length=300)
    form = models.CharField("解读形式", max_length=100, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    published_at = models.DateTimeField("发布时间")
    page = models.TextField("网页文本")
    text = models.TextField("检索文本")
    sm3 = models.CharField("SM3", max_length=64, blank=True)
    picture = models.BinaryField("图片", default=b"", blank=True)
    picture_type = models.CharField("图片类型", max_length=40, blank=True)

    class Meta:
        verbose_name = "政策解读"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="reading_serial_once"),
            models.CheckConstraint(
                condition=models.Q(serial__gte=1, title__regex=r"\S"), name="reading_has_serial_and_title"
            ),
        ]
        indexes = [models.Index(fields=["-published_at", "-id"], name="reading_newest")]

    def __str__(self) -> str:
        return self.title


class EndedReading(models.Model):
    """What is left of an interpretation that was taken down alone; columns as in portal.facts.EndedReading."""

    document = models.ForeignKey(
        "portal.PublishedDocument", models.CASCADE, related_name="ended_readings", verbose_name="已公开公文"
    )
    serial = models.PositiveIntegerField("次序")
    title = models.CharField("标题", max_length=300)
    published_at = models.DateTimeField("发布时间")
    ended_at = models.DateTimeField("撤下时间")
    ended_kind = models.CharField("撤下类别", max_length=100)
    explanation = models.TextField("对公众的说明")

    class Meta:
        verbose_name = "已撤下的解读"
        constraints = [
            models.UniqueConstraint(fields=["document", "serial"], name="ended_reading_serial_once"),
            models.CheckConstraint(
                condition=models.Q(serial__gte=1, title__regex=r"\S", explanation__regex=r"\S"),
                name="ended_reading_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title
