"""Before when a document is not released and why; whether it goes out as an emergency, and how that stands."""

from django.db import migrations, models
from django.db.models import Q

EMERGENCY = [
    ("declared", "紧急公开，待追认"),
    ("ratified", "紧急公开，已追认"),
    ("refused", "紧急公开，未获追认"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_valid_years")]

    operations = [
        migrations.AddField("document", "not_before", models.DateTimeField(null=True, verbose_name="不早于（公开）")),
        migrations.AddField(
            "document",
            "not_before_reason",
            models.CharField(blank=True, default="", max_length=300, verbose_name="不早于的理由"),
            preserve_default=False,
        ),
        migrations.AddField(
            "document",
            "emergency",
            models.CharField(blank=True, choices=EMERGENCY, default="", max_length=10, verbose_name="紧急公开"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(not_before__isnull=True, not_before_reason="")
                | Q(not_before__isnull=False, not_before_reason__regex=r"\S"),
                name="document_embargo_says_why",
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(emergency="") | Q(emergency__in=["declared", "ratified", "refused"]),
                name="document_emergency_known",
            ),
        ),
        migrations.AddIndex(
            "document", models.Index(fields=["-id"], condition=~Q(emergency=""), name="document_emergency")
        ),
    ]
