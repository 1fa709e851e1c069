"""Typeset copies, releases with their catalogue columns, index numbers."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_documents"),
        ("interpretation", "0001_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexCounter",
            fields=[
                ("year", models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="年份")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="末号")),
            ],
            options={
                "verbose_name": "索引号计数",
            },
        ),
        migrations.CreateModel(
            name="IndexNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("year", models.PositiveIntegerField(verbose_name="年份")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                ("text", models.CharField(max_length=100, unique=True, verbose_name="索引号")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="index_number",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
            ],
            options={
                "verbose_name": "索引号",
            },
        ),
        migrations.CreateModel(
            name="PublicCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("serial", models.PositiveIntegerField(verbose_name="次序")),
                ("content_sm3", models.CharField(max_length=64, verbose_name="内容 SM3")),
                ("content_sha256", models.CharField(max_length=64, verbose_name="内容 SHA-256")),
                ("elements", models.JSONField(verbose_name="登记要素")),
                ("docx_sm3", models.CharField(max_length=64, verbose_name="Word 文件 SM3")),
                ("docx_sha256", models.CharField(max_length=64, verbose_name="Word 文件 SHA-256")),
                ("html_sm3", models.CharField(max_length=64, verbose_name="网页文本 SM3")),
                ("html_sha256", models.CharField(max_length=64, verbose_name="网页文本 SHA-256")),
                ("pdf_sm3", models.CharField(blank=True, max_length=64, verbose_name="PDF 文件 SM3")),
                ("pdf_sha256", models.CharField(blank=True, max_length=64, verbose_name="PDF 文件 SHA-256")),
                ("typesetter_version", models.CharField(max_length=40, verbose_name="排版程序版本")),
                ("typeset_at", models.DateTimeField(verbose_name="排版时间")),
                ("verified_at", models.DateTimeField(null=True, verbose_name="核验通过时间")),
                (
                    "failed_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreadable", "公开文件无法读取"),
                            ("content_differs", "公开文件的内容与审查通过的内容不一致"),
                            ("page_differs", "网页文本与公开文件不一致"),
                            ("hidden_content", "公开文件含有不可见内容"),
                            ("classified_mark", "公开文件含有密级标志"),
                            ("not_present", "公开文件不是依据现稿排版的"),
                        ],
                        max_length=30,
                        verbose_name="核验未通过原因",
                    ),
                ),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "docx",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.blob",
                        verbose_name="Word 文件",
                    ),
                ),
                (
                    "html",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.blob",
                        verbose_name="网页文本",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.blob",
                        verbose_name="PDF 文件",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="documents.version",
                        verbose_name="稿",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开文本",
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("serial", models.PositiveIntegerField(verbose_name="次序")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("live", "公开中"),
                            ("replaced", "已被更正后的文本替换"),
                            ("retracted", "已撤下"),
                        ],
                        default="live",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("portal", "政府网站"),
                                ("gazette", "政府公报"),
                                ("press", "新闻媒体"),
                                ("briefing", "新闻发布会"),
                                ("new_media", "政务新媒体"),
                                ("broadcast", "广播电视"),
                                ("reading_point", "公开查阅点"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="发布渠道",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                ("title", models.CharField(max_length=500, verbose_name="名称")),
                ("number_text", models.CharField(max_length=60, verbose_name="发文字号")),
                ("issuing_body", models.CharField(max_length=100, verbose_name="发文机关")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("01", "国务院组织机构"),
                            ("02", "综合政务"),
                            ("03", "国民经济管理、国有资产监管"),
                            ("04", "财政、金融、审计"),
                            ("05", "国土资源、能源"),
                            ("06", "农业、林业、水利"),
                            ("07", "工业、交通"),
                            ("08", "商贸、海关、旅游"),
                            ("09", "市场监管、安全生产"),
                            ("10", "城乡建设、环境保护"),
                            ("11", "科技、教育"),
                            ("12", "文化、广电、新闻出版"),
                            ("13", "卫生、体育"),
                            ("14", "人口与计划生育、妇女儿童工作"),
                            ("15", "劳动、人事、监察"),
                            ("16", "公安、安全、司法"),
                            ("17", "民政、扶贫、救灾"),
                            ("18", "民族、宗教"),
                            ("19", "对外事务"),
                            ("20", "港澳台侨工作"),
                            ("21", "国防"),
                            ("22", "其他"),
                        ],
                        max_length=2,
                        verbose_name="主题分类",
                    ),
                ),
                (
                    "genre",
                    models.CharField(
                        choices=[
                            ("决议", "决议"),
                            ("决定", "决定"),
                            ("命令", "命令（令）"),
                            ("公报", "公报"),
                            ("公告", "公告"),
                            ("通告", "通告"),
                            ("意见", "意见"),
                            ("通知", "通知"),
                            ("通报", "通报"),
                            ("报告", "报告"),
                            ("请示", "请示"),
                            ("批复", "批复"),
                            ("议案", "议案"),
                            ("函", "函"),
                            ("纪要", "纪要"),
                        ],
                        max_length=10,
                        verbose_name="文种",
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("decision", "决策公开"),
                                ("execution", "执行公开"),
                                ("administration", "管理公开"),
                                ("service", "服务公开"),
                                ("result", "结果公开"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="五公开环节",
                    ),
                ),
                ("summary", models.TextField(verbose_name="内容概述")),
                (
                    "keywords",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        size=None,
                        verbose_name="关键词",
                    ),
                ),
                ("generated_on", models.DateField(verbose_name="生成日期")),
                ("published_on", models.DateField(verbose_name="发布日期")),
                (
                    "validity",
                    models.CharField(
                        choices=[("in_force", "有效"), ("lapsed", "失效"), ("repealed", "废止")],
                        default="in_force",
                        max_length=20,
                        verbose_name="有效性",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="撤下或替换时间")),
                (
                    "reason_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("error", "内容有误"),
                            ("not_public", "经复核不宜公开"),
                            ("personal", "含个人信息须处理"),
                            ("revoked", "文件已撤销"),
                            ("typesetting", "排版或目录信息有误"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="原因")),
                ("explanation", models.TextField(blank=True, verbose_name="对公众的说明")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="publication.publiccopy",
                        verbose_name="公开文本",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤下或替换人",
                    ),
                ),
                (
                    "index",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="publication.indexnumber",
                        verbose_name="索引号",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="interpretation.interpretationplan",
                        verbose_name="解读方案",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布员",
                    ),
                ),
                (
                    "published_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代谁发布",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开发布",
            },
        ),
        migrations.AddConstraint(
            model_name="indexnumber",
            constraint=models.UniqueConstraint(fields=("year", "serial"), name="index_number_once"),
        ),
        migrations.AddConstraint(
            model_name="indexnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^[0-9A-Za-z_.-]+(/[0-9A-Za-z_.-]+)*$")),
                name="index_number_is_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="publiccopy",
            constraint=models.UniqueConstraint(fields=("document", "serial"), name="copy_serial_once"),
        ),
        migrations.AddConstraint(
            model_name="publiccopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_at__isnull", True), ("failed_why", ""), _connector="OR"),
                name="copy_verified_or_failed",
            ),
        ),
        migrations.AddConstraint(
            model_name="publiccopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("failed_why", ""),
                    (
                        "failed_why__in",
                        [
                            "unreadable",
                            "content_differs",
                            "page_differs",
                            "hidden_content",
                            "classified_mark",
                            "not_present",
                        ],
                    ),
                    _connector="OR",
                ),
                name="copy_failure_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publiccopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", False),
                    models.Q(("docx__isnull", False), ("html__isnull", False)),
                    _connector="OR",
                ),
                name="copy_has_files",
            ),
        ),
        migrations.AddConstraint(
            model_name="publiccopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", False),
                    models.Q(("pdf__isnull", True), ("pdf_sha256", ""), ("pdf_sm3", "")),
                    models.Q(
                        ("pdf__isnull", False),
                        ("pdf_sha256__regex", "^[0-9a-f]{64}$"),
                        ("pdf_sm3__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="copy_pdf_has_digests",
            ),
        ),
        migrations.AddConstraint(
            model_name="publiccopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(("docx__isnull", True), ("html__isnull", True), ("pdf__isnull", True)),
                    _connector="OR",
                ),
                name="copy_erased_has_no_files",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                condition=models.Q(("state", "live")),
                fields=["-published_at", "-id"],
                name="release_live_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                condition=models.Q(("state", "live")),
                fields=["topic", "-published_at"],
                name="release_live_topic",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["index", "-serial"], name="release_by_index"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("document", "serial"), name="release_serial_once"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "live")),
                fields=("document",),
                name="one_live_release_per_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "live"),
                        ("approver__isnull", True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("explanation", ""),
                        ("reason", ""),
                        ("reason_kind", ""),
                    ),
                    models.Q(
                        ("state__in", ["replaced", "retracted"]),
                        ("approver__isnull", False),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("explanation__regex", "\\S"),
                        ("reason__regex", "\\S"),
                        (
                            "reason_kind__in",
                            ["error", "not_public", "personal", "revoked", "typesetting", "other"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="release_ends_with_reason_and_approver",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_by", models.F("approver")), _negated=True),
                name="release_end_is_approved_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channels", []), _negated=True),
                    (
                        "channels__contained_by",
                        ["portal", "gazette", "press", "briefing", "new_media", "broadcast", "reading_point"],
                    ),
                ),
                name="release_has_a_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", False),
                    models.Q(
                        ("issuing_body__regex", "\\S"),
                        ("number_text__regex", "\\S"),
                        ("summary__regex", "\\S"),
                        ("title__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="release_has_its_catalogue_columns",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True), models.Q(("state", "live"), _negated=True), _connector="OR"
                ),
                name="release_live_is_not_erased",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("validity__in", ["in_force", "lapsed", "repealed"])),
                name="release_validity_known",
            ),
        ),
    ]
