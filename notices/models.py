"""提醒: what a person is told, once."""

from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from notices.choices import Channel, Failure, RobotKind, State
from notices.quiet import EVENING, MORNING, Quiet

UNSETTLED = Q(state__in=[State.WAITING, State.FAILED])
SETTLED_WELL = Q(state__in=[State.WAITING, State.SENT])


class Notice(models.Model):
    """One thing told to one person; `kind` and `key` make it the same thing, so that it is told once.

    `text` is a sentence made by the product from names, numbers and days; never a passage of a document. `typed`
    are the words of whoever urges: shown here, sent nowhere. `about` is the number of the document, whose title
    is asked for when the notice is shown. A trigger lets nothing change but `read_at`, and `typed` be emptied (R12).
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="收件人")
    kind = models.CharField("类别", max_length=40)
    key = models.CharField("事项", max_length=120)
    text = models.CharField("内容", max_length=300)
    typed = models.CharField("催办内容", max_length=200, blank=True)
    about = models.BigIntegerField("公文编号", null=True)
    url = models.CharField("地址", max_length=200, blank=True)
    colour = models.CharField("灯", max_length=10, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = "提醒"
        constraints = [
            models.UniqueConstraint(name="notice_told_once", fields=["person", "kind", "key"]),
            models.CheckConstraint(name="notice_says_something", condition=~Q(text="")),
        ]
        indexes = [
            models.Index(name="notice_unread", fields=["person", "-id"], condition=Q(read_at__isnull=True)),
            models.Index(name="notice_of_person", fields=["person", "-id"]),
            models.Index(name="notice_read", fields=["read_at"], condition=Q(read_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"提醒{self.pk}"


class Told(models.Model):
    """What was looked for, found and told: claimed once, whoever finds it first, however long notices are kept.

    What a clock comes to needs no such row: its crossing is one (deadlines.models.Crossing).
    """

    kind = models.CharField("类别", max_length=40)
    key = models.CharField("事项", max_length=120)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "已告知的事项"
        constraints = [models.UniqueConstraint(name="told_once", fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Preference(models.Model):
    """How a person is told beside the page of notices; without a row: not at all.

    `channels` are the chosen channels of each group: {"arrivals": ["mail"], …}.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        primary_key=True,
        related_name="notice_preference",
        verbose_name="人员",
    )
    mail = models.EmailField("邮箱", max_length=200, blank=True)
    channels = models.JSONField("各类提醒的渠道", default=dict)
    quiet_from = models.TimeField("安静时段起", default=EVENING)
    quiet_to = models.TimeField("安静时段止", default=MORNING)
    quiet_rest_days = models.BooleanField("休息日安静", default=True)

    class Meta:
        verbose_name = "提醒设置"

    def __str__(self) -> str:
        return f"提醒设置{self.pk}"

    def quiet(self) -> Quiet:
        """Return the person's quiet hours."""
        return Quiet(self.quiet_from, self.quiet_to, self.quiet_rest_days)

    def chosen(self, group: str) -> list[str]:
        """Return the channels chosen for the group, in the order of Channel."""
        return [each for each in Channel.values if each in self.channels.get(group, [])]


class Message(models.Model):
    """One message to one person by one channel, about one or more notices.

    It goes at `send_at`; `is_closed` says that it was begun, so that no further notice comes in; `is_begun` that
    an attempt was begun whose outcome is not known yet. `key` is the same at every attempt.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="收件人")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    key = models.UUIDField("唯一键", default=uuid4, unique=True)
    send_at = models.DateTimeField("发送时间")
    notices = models.ManyToManyField(Notice, through="notices.Line", related_name="messages", verbose_name="提醒")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    is_closed = models.BooleanField("已定内容", default=False)
    is_begun = models.BooleanField("正在发送", default=False)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次时间", null=True)
    sent_at = models.DateTimeField("送出时间", null=True)
    failure = models.CharField("失败原因", max_length=20, choices=Failure.choices, blank=True)

    class Meta:
        verbose_name = "外发提醒"
        constraints = [
            models.UniqueConstraint(name="message_at_once", fields=["person", "channel", "send_at"]),
            models.CheckConstraint(name="message_channel_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="message_sent_has_a_time",
                condition=Q(state=State.SENT, sent_at__isnull=False) | ~Q(state=State.SENT) & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(name="message_failure_has_a_reason", condition=SETTLED_WELL | ~Q(failure="")),
        ]
        indexes = [
            models.Index(name="message_open", fields=["send_at"], condition=UNSETTLED),
            models.Index(name="message_given_up", fields=["-id"], condition=Q(state=State.GIVEN_UP)),
        ]

    def __str__(self) -> str:
        return f"外发提醒{self.pk}"


class Line(models.Model):
    """A notice in a message; it goes with either."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="lines", verbose_name="外发提醒")
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="lines", verbose_name="提醒")

    class Meta:
        verbose_name = "外发提醒的内容"
        constraints = [models.UniqueConstraint(name="line_once", fields=["message", "notice"])]

    def __str__(self) -> str:
        return f"提醒{self.notice_id}"


class Robot(models.Model):
    """The group robot of an office and of those below it that have none; address and secret are shown to nobody."""

    office = models.OneToOneField("accounts.Office", models.PROTECT, related_name="+", verbose_name="机构")
    kind = models.CharField("类别", max_length=10, choices=RobotKind.choices)
    address = models.CharField("地址", max_length=500)
    secret = models.CharField("加签密钥", max_length=200, blank=True)

    class Meta:
        verbose_name = "工作群机器人"
        constraints = [
            models.CheckConstraint(name="robot_kind_known", condition=Q(kind__in=RobotKind.values)),
            models.CheckConstraint(name="robot_has_an_address", condition=~Q(address="")),
        ]

    def __str__(self) -> str:
        return f"{self.office}工作群机器人"

    @property
    def host(self) -> str:
        """Return where the robot stands, which is all that is shown of its address."""
        return urlsplit(self.address).hostname or ""
