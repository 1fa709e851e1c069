"""R35 to R37: proposals about what stands on the portal without a release of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interpretation", "0005_materials_never_change"),
        ("portal", "0011_ended_readings"),
        ("publication", "0029_source_bears_a_level"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListingProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("release", "本机关公开发布"),
                            ("register", "历史公开登记"),
                            ("repost", "转载上级机关文件"),
                            ("joint", "联合行文，由牵头机关公开"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("retract", "撤下"), ("validity", "变动有效性")], max_length=10, verbose_name="办理"
                    ),
                ),
                (
                    "reason_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("error", "内容有误"),
                            ("not_public", "经复核不宜公开"),
                            ("personal", "含个人信息须处理"),
                            ("revoked", "文件已撤销"),
                            ("merged", "已并入或由其他文件接续"),
                            ("typesetting", "排版或目录信息有误"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[("amend", "修改"), ("repeal", "废止"), ("lapse", "宣布失效"), ("void", "撤销")],
                        max_length=10,
                        verbose_name="变动",
                    ),
                ),
                ("effective_on", models.DateField(null=True, verbose_name="自何日起")),
                ("instrument", models.CharField(blank=True, max_length=100, verbose_name="依据文件")),
                ("reason", models.TextField(verbose_name="原因")),
                ("explanation", models.TextField(blank=True, verbose_name="对公众的说明")),
                ("successor_index", models.CharField(blank=True, max_length=100, verbose_name="接续文件索引号")),
                ("successor_url", models.URLField(blank=True, max_length=500, verbose_name="接续文件地址")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已收回"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("note", models.TextField(blank=True, verbose_name="决定人意见")),
                ("shown_at", models.DateTimeField(null=True, verbose_name="门户更新时间")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="portal.publisheddocument",
                        verbose_name="门户条目",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="interpretation.material",
                        verbose_name="后续解读材料",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "门户条目申请",
                "indexes": [
                    models.Index(fields=["listing", "-id"], name="listing_story"),
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["proposed_at", "id"], name="listing_open"
                    ),
                    models.Index(
                        condition=models.Q(("act", "validity"), ("state", "approved")),
                        fields=["effective_on"],
                        name="listing_validity",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason__regex", "\\S")), name="listing_has_a_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("material__isnull", True), ("origin__in", ["register", "joint", "repost"])),
                            models.Q(("act", "retract"), ("material__isnull", False), ("origin", "release")),
                            _connector="OR",
                        ),
                        name="listing_is_of_no_release",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("act", "retract"),
                                ("change", ""),
                                ("effective_on__isnull", True),
                                ("explanation__regex", "\\S"),
                                ("instrument", ""),
                                (
                                    "reason_kind__in",
                                    ["error", "not_public", "personal", "revoked", "merged", "typesetting", "other"],
                                ),
                            ),
                            models.Q(
                                ("act", "validity"),
                                ("change__in", ["amend", "repeal", "lapse", "void"]),
                                ("effective_on__isnull", False),
                                ("explanation", ""),
                                ("instrument__regex", "\\S"),
                                ("origin", "register"),
                                ("reason_kind", ""),
                            ),
                            _connector="OR",
                        ),
                        name="listing_ends_or_changes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason_kind", "merged"), _negated=True),
                            ("successor_index__regex", "\\S"),
                            ("successor_url__regex", "^https?://"),
                            _connector="OR",
                        ),
                        name="listing_merged_names_its_successor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "open"),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("note", ""),
                            ),
                            models.Q(
                                ("state__in", ["approved", "refused", "withdrawn"]),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="listing_is_open_or_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "withdrawn"]),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="listing_is_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), ("note__regex", "\\S"), _connector="OR"
                        ),
                        name="listing_refusal_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shown_at__isnull", True), ("state", "approved"), _connector="OR"),
                        name="listing_shown_was_approved",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("material__isnull", True), ("state", "open")),
                        fields=("listing",),
                        name="one_open_proposal_per_listing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("material",),
                        name="one_open_proposal_per_material",
                    ),
                ],
            },
        ),
    ]
