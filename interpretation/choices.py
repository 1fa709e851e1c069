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


FIRST_PHASE = 1  # goes out with the document
LINKED = frozenset({Form.VIDEO, Form.BRIEFING, Form.INTERVIEW})  # a link may stand for the text
DRAWN = Form.GRAPHIC  # without an uploaded picture it is drawn from its text


class Step(models.TextChoices):
    """The road of a later material: each step by another person, on exactly its digest (ADR 0031)."""

    SUBMITTED = "submitted", "送审"
    OFFICER = "officer", "保密审查"
    HEAD = "head", "保密机构负责人审查"
    NEWS = "news", "新闻办审核"
    PUBLISHED = "published", "公布"
    RETURNED = "returned", "退回"


ROAD = (Step.SUBMITTED, Step.OFFICER, Step.HEAD, Step.NEWS, Step.PUBLISHED)


class PlanField(models.TextChoices):
    """The parts of a plan on which the news office may comment; the value is the field's name."""

    FIRST_INTERPRETER = "first_interpreter", "第一解读人"
    RESPONSIBLE = "responsible", "责任单位"
    BACKGROUND = "background", "背景依据"
    KEY_POINTS = "key_points", "主要内容与要点"
    TERMS = "terms", "关键词与执行口径"
    SCHEDULE = "schedule", "时间安排"
    PUBLICITY = "publicity", "宣传考虑"
    NO_RISK_REASON = "no_risk_reason", "没有舆情风险的理由"
