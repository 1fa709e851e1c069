"""On what ground another agency's document may be public (R23), where the lead agency has published (R24)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0012_led_and_forwarded"),
        ("publication", "0019_typed_endings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("maker", models.CharField(max_length=100, verbose_name="制作机关")),
                (
                    "kind",
                    models.CharField(
                        choices=[("published", "制作机关已公开"), ("consented", "制作机关同意公开")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="公开网址")),
                ("letter", models.CharField(blank=True, max_length=100, verbose_name="同意函文号或经办")),
                ("given_on", models.DateField(verbose_name="公开或同意日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "制作机关同意",
                "indexes": [models.Index(fields=["document", "-id"], name="consent_of_document")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "published"), ("url__regex", "^https?://")),
                            models.Q(("kind", "consented"), ("letter__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="consent_names_its_proof",
                    ),
                    models.CheckConstraint(condition=models.Q(("maker__regex", "\\S")), name="consent_names_the_maker"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lead", models.CharField(max_length=100, verbose_name="牵头机关")),
                ("url", models.URLField(max_length=500, verbose_name="公开网址")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_links",
                        to="documents.document",
                        verbose_name="公文",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "牵头机关公开网址",
                "indexes": [models.Index(fields=["document", "-id"], name="joint_link_of_document")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("url__regex", "^https?://")), name="joint_link_is_an_address"
                    )
                ],
            },
        ),
    ]
