"""Forms, channels and likelihoods of an interpretation plan."""

from django.db import models


class Form(models.TextChoices):
    """解读形式 (国办发〔2016〕80号 二)."""

    QUESTIONS = "questions", "问答"
    GRAPHIC = "graphic", "图解"
    BRIEFING = "briefing", "新闻发布会"
    EXPERT_ARTICLE = "expert_article", "专家文章"
    VIDEO = "video", "视频"
    INTERVIEW = "interview", "媒体专访"


class Channel(models.TextChoices):
    """渠道: where a document or its interpretation is made public (条例第23条)."""

    PORTAL = "portal", "政府网站"
    GAZETTE = "gazette", "政府公报"
    PRESS = "press", "新闻媒体"
    BRIEFING = "briefing", "新闻发布会"
    NEW_MEDIA = "new_media", "政务新媒体"
    BROADCAST = "broadcast", "广播电视"
    READING_POINT = "reading_point", "公开查阅点"


class Likelihood(models.TextChoices):
    """How likely a public-opinion risk is."""

    HIGH = "high", "高"
    MEDIUM = "medium", "中"
    LOW = "low", "低"
