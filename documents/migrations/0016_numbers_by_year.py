"""The register asks for a year, newest number first, and must not read all years for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0015_public_text_while_judged"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="documentnumber",
            index=models.Index(fields=["year", "-id"], name="number_by_year"),
        ),
    ]
