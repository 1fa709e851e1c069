"""发布渠道与送达: where a release is sent, one row for each event and outlet, with its receipt; 登载 by hand (R40)."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from interpretation.choices import Channel
from publication.outlets.choices import REPEATED, DeliveryState, Event, Failure, OutletKind

SM3 = "^[0-9a-f]{64}$"
UNSETTLED = Q(state__in=[DeliveryState.WAITING, DeliveryState.FAILED])


class Outlet(models.Model):
    """One outlet; never deleted, only switched off.

    `address` is the URL of a web hook or the name of a folder below settings.OUTLET_FOLDERS. The secret of a web
    hook is not stored: it is derived from SECRET_KEY and `salt`, shown once, and a new salt makes a new one.
    """

    kind = models.CharField("类别", max_length=10, choices=OutletKind.choices)
    name = models.CharField("名称", max_length=60, unique=True)
    address = models.CharField("地址", max_length=300, blank=True)
    salt = models.CharField("密钥盐", max_length=64, blank=True)
    recipients = ArrayField(models.EmailField(), verbose_name="收件人", default=list, blank=True)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "发布渠道"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OutletKind.values), name="outlet_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=OutletKind.WEBHOOK) | Q(address__regex="^https?://[^/]", salt__regex=SM3),
                name="outlet_webhook_has_address_and_salt",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutletKind.FOLDER) | Q(address__regex="^[a-z0-9][a-z0-9_-]{0,39}$"),
                name="outlet_folder_is_a_plain_name",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutletKind.MAIL) | ~Q(recipients=[]), name="outlet_mail_has_recipients"
            ),
            models.CheckConstraint(
                condition=~Q(kind=OutletKind.PORTAL) | Q(is_active=True), name="outlet_portal_is_always_on"
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind=OutletKind.PORTAL), name="outlet_portal_is_one"),
            models.UniqueConstraint(
                fields=["address"], condition=Q(kind=OutletKind.FOLDER), name="outlet_folder_is_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        """Return the secret with which a web hook is signed: 64 hexadecimal characters."""
        return salted_hmac("publication.outlet", self.salt, algorithm="sha256").hexdigest()


class Delivery(models.Model):
    """One event of one release for one outlet; `key` is the receipt key, the same in every attempt."""

    release = models.ForeignKey(
        "publication.Release", models.PROTECT, related_name="deliveries", verbose_name="公开发布"
    )
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="deliveries", verbose_name="渠道")
    event = models.CharField("事项", max_length=10, choices=Event.choices)
    key = models.UUIDField("回执键", default=uuid4, unique=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    put_at = models.DateTimeField("交办时间")
    next_at = models.DateTimeField("下次时间", null=True)
    sent_at = models.DateTimeField("送达时间", null=True)
    receipt = models.CharField("回执", max_length=200, blank=True)
    receipt_sm3 = models.CharField("回执 SM3", max_length=64, blank=True)
    failure = models.CharField("失败原因", max_length=20, choices=Failure.choices, blank=True)

    class Meta:
        verbose_name = "送达"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "event", "outlet"], condition=~Q(event__in=REPEATED), name="delivery_once"
            ),
            models.CheckConstraint(condition=Q(event__in=Event.values), name="delivery_event_known"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(
                condition=Q(failure="") | Q(failure__in=Failure.values), name="delivery_failure_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False, failure="", next_at__isnull=True)
                & Q(receipt__regex=r"\S")
                | ~Q(state=DeliveryState.SENT) & Q(sent_at__isnull=True, receipt="", receipt_sm3=""),
                name="delivery_sent_has_its_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DeliveryState.FAILED, DeliveryState.GIVEN_UP]) | ~Q(failure=""),
                name="delivery_failed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.FAILED) | Q(next_at__isnull=False), name="delivery_failed_is_retried"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=UNSETTLED, name="delivery_unsettled"),
            models.Index(fields=["-id"], condition=Q(state=DeliveryState.GIVEN_UP), name="delivery_given_up"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}：{self.get_event_display()}"


class Placement(models.Model):
    """One manner that no machine serves (政府公报, 新闻媒体…): planned with the release, later where and when (R40)."""

    release = models.ForeignKey(
        "publication.Release", models.PROTECT, related_name="placements", verbose_name="公开发布"
    )
    channel = models.CharField("方式", max_length=20, choices=Channel.choices)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    planned_at = models.DateTimeField("登记时间")
    appeared_on = models.DateField("登载日期", null=True)
    place = models.CharField("登载处", max_length=200, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="回执登记人"
    )
    noted_at = models.DateTimeField("回执登记时间", null=True)

    class Meta:
        verbose_name = "登载"
        constraints = [
            models.UniqueConstraint(fields=["release", "channel"], name="placement_once"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values) & ~Q(channel=Channel.PORTAL), name="placement_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(appeared_on__isnull=True, place="", noted_by__isnull=True, noted_at__isnull=True)
                | Q(appeared_on__isnull=False, place__regex=r"\S", noted_by__isnull=False, noted_at__isnull=False),
                name="placement_receipt_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_channel_display())
