"""词库 editions with their terms, and proposals to change the negative list (ADR 0028)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_redactions_never_change"),
        ("review", "0009_chain_is_held"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DictionaryEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField(unique=True, verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草拟"),
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已收回"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("note", models.CharField(max_length=500, verbose_name="修订说明")),
                ("terms_count", models.PositiveIntegerField(verbose_name="词条数")),
                ("digest", models.CharField(max_length=64, verbose_name="SM3")),
                ("valid_from", models.DateField(verbose_name="生效日期")),
                ("drafted_at", models.DateTimeField(verbose_name="草拟时间")),
                ("proposed_at", models.DateTimeField(null=True, verbose_name="提请批准时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="决定人意见")),
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
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "词库版次",
            },
        ),
        migrations.CreateModel(
            name="DictionaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=50, verbose_name="词语")),
                ("kind", models.CharField(max_length=30, verbose_name="类别")),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "须处理"), ("warn", "请核对"), ("info", "可公开")],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="负面清单编号")),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
                ("advice", models.CharField(max_length=300, verbose_name="处理建议")),
                ("valid_from", models.DateField(null=True, verbose_name="生效日期")),
                ("valid_to", models.DateField(null=True, verbose_name="失效日期")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="review.dictionaryedition",
                        verbose_name="版次",
                    ),
                ),
            ],
            options={
                "verbose_name": "词条",
            },
        ),
        migrations.CreateModel(
            name="EntryProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[("add", "增列"), ("revise", "修订"), ("end", "废止")],
                        max_length=10,
                        verbose_name="办理",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="编号")),
                ("edition", models.PositiveIntegerField(verbose_name="版次")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("state_secret", "属于国家秘密（条例第十四条）"),
                            ("law_forbids", "其他法律行政法规禁止公开（条例第十四条）"),
                            ("three_securities", "危及“三安全一稳定”（条例第十四条）"),
                            ("third_party", "保护第三方合法权益（条例第十五条）"),
                            ("internal_affairs", "属于三类内部事务信息（条例第十六条第一款）"),
                            ("process_information", "属于四类过程性信息（条例第十六条第二款）"),
                            ("enforcement_file", "属于行政执法案卷（条例第十六条第二款）"),
                            ("special_query", "属于行政查询事项（条例第三十六条第七项）"),
                        ],
                        max_length=30,
                        verbose_name="理由类别",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="事项")),
                ("scope", models.TextField(max_length=2000, verbose_name="范围说明")),
                ("basis", models.CharField(max_length=300, verbose_name="法律依据")),
                ("valid_from", models.DateField(verbose_name="生效日期")),
                ("valid_to", models.DateField(null=True, verbose_name="失效日期")),
                ("note", models.CharField(max_length=500, verbose_name="修订说明")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草拟"),
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已收回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="决定人意见")),
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
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.negativelistentry",
                        verbose_name="现行条目",
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
                "verbose_name": "负面清单变更",
            },
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "proposed", "approved", "refused", "withdrawn"])),
                name="edition_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.CheckConstraint(condition=models.Q(("note__regex", "\\S")), name="edition_says_why"),
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("serial", 1),
                    models.Q(
                        ("proposed_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("state__in", ("draft", "proposed")),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("words", ""),
                            ),
                            models.Q(
                                models.Q(("state__in", ("draft", "proposed")), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="edition_is_open_or_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]), ("proposed_at__isnull", False), _connector="OR"
                ),
                name="edition_was_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("serial", 1),
                    ("state__in", ["draft", "proposed", "withdrawn"]),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="edition_is_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("words__regex", "\\S"), _connector="OR"
                ),
                name="edition_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("state",), name="one_proposed_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryterm",
            constraint=models.UniqueConstraint(fields=("edition", "text"), name="term_once_per_edition"),
        ),
        migrations.AddConstraint(
            model_name="dictionaryterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["block", "warn", "info"])), name="term_severity_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S\\S|\\S.*\\S")), name="term_has_two_signs"
            ),
        ),
        migrations.AddConstraint(
            model_name="dictionaryterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="term_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["add", "revise", "end"])), name="entry_act_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "proposed"), ("decided_at__isnull", True), ("decided_by__isnull", True), ("words", "")
                    ),
                    models.Q(
                        ("state__in", ["approved", "refused", "withdrawn"]),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="entry_is_open_or_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "proposed", "withdrawn"]),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="entry_is_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("words__regex", "\\S"), _connector="OR"
                ),
                name="entry_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(condition=models.Q(("note__regex", "\\S")), name="entry_change_says_why"),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "add"), ("entry__isnull", True)),
                    models.Q(models.Q(("act", "add"), _negated=True), ("entry__isnull", False)),
                    _connector="OR",
                ),
                name="entry_change_names_its_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="entry_change_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("code",), name="one_proposed_change_per_entry"
            ),
        ),
    ]
